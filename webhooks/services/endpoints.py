"""Add an address, change it, switch it, give it a new secret."""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from audit.services import record
from core.errors import Conflict, InvalidInput
from core.sealing import sealed
from core.text import one_line
from publication.queries import newest_change
from publication.services import number_changes
from webhooks import policies
from webhooks.enums import DeliveryState
from webhooks.models import Delivery, Endpoint, Secret
from webhooks.signing import new_secret

OFF_BY_PERSON = "Switched off by a person."


@transaction.atomic
def add_endpoint(
    *, by: User, url: str, description: str = "", event_types: Collection[str] = (), after: int | None = None
) -> tuple[Endpoint, str]:
    """A new address and its secret, which is shown once. It is told of changes after `after`; else from now on.

    Raises NotAllowed; InvalidInput for an address that is none, unknown types, a number ahead of the changes.
    """
    policies.check_may_manage(by)
    number_changes()
    newest = newest_change()
    number = newest.number if newest else 0
    if after is not None and not 0 <= after <= number:
        raise InvalidInput(f"The newest change is {number}.", field="after")
    endpoint = Endpoint.objects.create(
        url=policies.checked_address(url),
        description=one_line(description, limit=200),
        event_types=policies.checked_types(event_types),
        told_up_to=number if after is None else after,
        added_by=by,
        added_at=timezone.now(),
    )
    secret = _new_secret(endpoint)
    data = {"url": endpoint.url, "event_types": endpoint.event_types, "after": endpoint.told_up_to}
    record(by=by, action="endpoint.added", target=endpoint, data=data)
    return endpoint, secret


@transaction.atomic
def change_endpoint(
    *,
    by: User,
    endpoint_id: int,
    url: str | None = None,
    description: str | None = None,
    event_types: Collection[str] | None = None,
) -> Endpoint:
    """Change what is given. Raises NotAllowed, InvalidInput.

    Another address begins anew: the failures of the old one do not count, and what waits is tried there at once.
    """
    policies.check_may_manage(by)
    endpoint = _locked(endpoint_id)
    if url is not None:
        _move(endpoint, policies.checked_address(url))
    if description is not None:
        endpoint.description = one_line(description, limit=200)
    if event_types is not None:
        endpoint.event_types = policies.checked_types(event_types)
    endpoint.save(update_fields=["description", "event_types"])
    data = {"url": endpoint.url, "description": endpoint.description, "event_types": endpoint.event_types}
    record(by=by, action="endpoint.changed", target=endpoint, data=data)
    return endpoint


@transaction.atomic
def switch_off(*, by: User, endpoint_id: int) -> Endpoint:
    """Send nothing there until it is on again. Twice is once."""
    policies.check_may_manage(by)
    endpoint = _locked(endpoint_id)
    if endpoint.off_at is None:
        endpoint.off_at, endpoint.off_reason = timezone.now(), OFF_BY_PERSON
        endpoint.save(update_fields=["off_at", "off_reason"])
        record(by=by, action="endpoint.off", target=endpoint, data={"reason": OFF_BY_PERSON})
    return endpoint


@transaction.atomic
def switch_on(*, by: User, endpoint_id: int) -> Endpoint:
    """Send again: what waits, and what happened meanwhile. Twice is once."""
    policies.check_may_manage(by)
    endpoint = _locked(endpoint_id)
    if endpoint.off_at is not None:
        endpoint.off_at, endpoint.off_reason = None, ""
        endpoint.failures, endpoint.failing_since, endpoint.paused_until = 0, None, None
        endpoint.save(update_fields=["off_at", "off_reason", "failures", "failing_since", "paused_until"])
        record(by=by, action="endpoint.on", target=endpoint)
    return endpoint


@transaction.atomic
def rotate_secret(*, by: User, endpoint_id: int) -> str:
    """A new secret, shown once. Messages are signed with the old one too for `LIMIT_SECRET_OVERLAP_SECONDS`.

    Raises Conflict while an older one still overlaps: three at once would hide a leak.
    """
    policies.check_may_manage(by)
    endpoint, now = _locked(endpoint_id), timezone.now()
    if Secret.objects.filter(endpoint=endpoint, ends_at__gt=now).exists():
        raise Conflict("The secret was replaced a short while ago. Wait until the old one has ended.")
    ends_at = now + timedelta(seconds=settings.LIMIT_SECRET_OVERLAP_SECONDS)
    Secret.objects.filter(endpoint=endpoint, ends_at__isnull=True).update(ends_at=ends_at)
    secret = _new_secret(endpoint)
    record(by=by, action="endpoint.secret_rotated", target=endpoint, data={"old_ends_at": ends_at.isoformat()})
    return secret


def _move(endpoint: Endpoint, url: str) -> None:
    if endpoint.url == url:
        return
    endpoint.url = url
    endpoint.failures, endpoint.failing_since, endpoint.paused_until = 0, None, None
    endpoint.save(update_fields=["url", "failures", "failing_since", "paused_until"])
    now = timezone.now()
    waiting = Delivery.objects.filter(endpoint=endpoint, state=DeliveryState.WAITING, next_try_at__gt=now)
    waiting.update(next_try_at=now)


def _new_secret(endpoint: Endpoint) -> str:
    secret = new_secret()
    Secret.objects.create(endpoint=endpoint, sealed=sealed(secret), made_at=timezone.now())
    return secret


def _locked(endpoint_id: int) -> Endpoint:
    endpoint = Endpoint.objects.select_for_update().filter(pk=endpoint_id).first()
    if endpoint is None:
        raise InvalidInput("There is no such address.")
    return endpoint
