"""Bring one message to its address, once: what came of it, and what follows."""

from __future__ import annotations

import random
import time
from datetime import UTC, datetime, timedelta
from typing import Final

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from accounts.roles import Capability, roles_with
from audit.services import record
from core import leases
from core.http import FetchError, Posted, post
from core.sealing import opened
from webhooks.enums import DeliveryState
from webhooks.models import Attempt, Delivery, Endpoint
from webhooks.queries import PROBED_FROM, due, usable_secrets
from webhooks.signing import headers_of

_MINUTE, _HOUR = 60, 3600
# Seconds until the next try, after the first, the second ...: a little over three days in all.
DELAYS: Final = (
    *(5, 30, 2 * _MINUTE, 5 * _MINUTE, 10 * _MINUTE, 15 * _MINUTE, 30 * _MINUTE, _HOUR),
    *(2 * _HOUR, 4 * _HOUR, 8 * _HOUR, 12 * _HOUR, 12 * _HOUR, 12 * _HOUR, 12 * _HOUR, 12 * _HOUR),
)
JITTER: Final = 0.2  # at most so much more of each delay, so that many who failed together do not come together
# A receiver that fails again and again is left alone for so long; then one message asks whether it is back.
PAUSES: Final = (30, _MINUTE, 2 * _MINUTE, 5 * _MINUTE)
LONGEST_WISH: Final = 6 * _HOUR  # of a Retry-After
OFF_AFTER: Final = timedelta(days=3)
LEASE_SECONDS: Final = 60  # a try ends within 15
GONE = 410


def send(*, delivery_id: int) -> Delivery | None:
    """Try once. None if it is done, held, not due or gone. The request is made outside any transaction.

    2xx: delivered, and whatever waits for this address goes at once. 410: the address is switched off. Anything else,
    redirects included: again after a delay, or after what `Retry-After` says; after three days the message has failed,
    and an address that took nothing for three days is switched off, with a notice.
    """
    row = due().filter(pk=delivery_id)
    if not leases.take(row, seconds=LEASE_SECONDS, most=len(DELAYS) + 1):
        # Only a sender that was killed in its last try leaves such a row.
        spent = leases.free(
            Delivery.objects.filter(pk=delivery_id, attempts__gt=len(DELAYS), state=DeliveryState.WAITING)
        )
        spent.update(state=DeliveryState.FAILED, ended_at=timezone.now())
        return None
    delivery = Delivery.objects.select_related("endpoint").get(pk=delivery_id)
    began, at = time.monotonic(), datetime.now(UTC)
    keys = [opened(secret.sealed) for secret in usable_secrets(delivery.endpoint_id)]
    headers = headers_of(message_id=delivery.message_id, at=at, body=delivery.body, keys=keys)
    posted, problem = None, ""
    try:
        posted = post(
            delivery.endpoint.url,
            body=delivery.body.encode(),
            headers={"Content-Type": "application/json", **headers},
        )
    except FetchError as error:
        problem = error.reason
    _note(delivery, at, time.monotonic() - began, posted, problem)
    return delivery


@transaction.atomic
def _note(delivery: Delivery, at: datetime, seconds: float, posted: Posted | None, problem: str) -> None:
    """Write down the try and what follows from it, for message and address together."""
    endpoint = Endpoint.objects.select_for_update().get(pk=delivery.endpoint_id)
    Attempt.objects.create(
        delivery=delivery, at=at, seconds=round(seconds, 3), status=posted.status if posted else None, problem=problem
    )
    if posted is not None and 200 <= posted.status < 300:
        _delivered(delivery, endpoint)
        return
    now = timezone.now()
    delay = _delay(delivery.attempts, posted)
    ended = delivery.attempts > len(DELAYS)
    Delivery.objects.filter(pk=delivery.pk).update(
        state=DeliveryState.FAILED if ended else DeliveryState.WAITING,
        ended_at=now if ended else None,
        next_try_at=now + timedelta(seconds=delay),
        leased_until=None,
    )
    endpoint.failures += 1
    endpoint.failing_since = endpoint.failing_since or now
    endpoint.paused_until = now + timedelta(seconds=_pause(endpoint.failures, posted))
    endpoint.save(update_fields=["failures", "failing_since", "paused_until"])
    if posted is not None and posted.status == GONE:
        _switch_off(endpoint, "The receiver answered 410: it is gone.")
    elif now - endpoint.failing_since >= OFF_AFTER:
        _switch_off(endpoint, "The receiver took nothing for three days.")


def _delivered(delivery: Delivery, endpoint: Endpoint) -> None:
    now = timezone.now()
    Delivery.objects.filter(pk=delivery.pk).update(state=DeliveryState.DELIVERED, ended_at=now, leased_until=None)
    if endpoint.failures:
        endpoint.failures, endpoint.failing_since, endpoint.paused_until = 0, None, None
        endpoint.save(update_fields=["failures", "failing_since", "paused_until"])
        # It is back: nothing needs to wait out its delay.
        Delivery.objects.filter(endpoint=endpoint, state=DeliveryState.WAITING, next_try_at__gt=now).update(
            next_try_at=now
        )


def _delay(attempts: int, posted: Posted | None) -> float:
    """Seconds until this message is tried again."""
    planned = DELAYS[min(attempts, len(DELAYS)) - 1] * random.uniform(1, 1 + JITTER)
    return max(planned, _wish(posted))


def _pause(failures: int, posted: Posted | None) -> float:
    """Seconds in which nothing goes to this address."""
    planned = PAUSES[min(failures - PROBED_FROM, len(PAUSES) - 1)] if failures >= PROBED_FROM else 0
    return max(planned, _wish(posted))


def _wish(posted: Posted | None) -> float:
    return min(posted.retry_after or 0, LONGEST_WISH) if posted else 0


def _switch_off(endpoint: Endpoint, reason: str) -> None:
    """Off, in the ledger, and a notice to who added it and to those who manage the desk."""
    if endpoint.off_at is not None:
        return
    endpoint.off_at, endpoint.off_reason = timezone.now(), reason
    endpoint.save(update_fields=["off_at", "off_reason"])
    record(by=None, action="endpoint.off", target=endpoint, data={"reason": reason, "url": endpoint.url})
    addresses = _to_be_told(endpoint)
    words = (
        f"{settings.DESK_NAME} sends no more messages to {endpoint.url}.\n{reason}\n"
        "Nothing is lost: switch it on again, and what happened meanwhile is delivered.\n"
    )
    transaction.on_commit(
        lambda: send_mail("A webhook was switched off", words, None, addresses, fail_silently=True), robust=True
    )


def _to_be_told(endpoint: Endpoint) -> list[str]:
    managers = User.objects.filter(role__in=roles_with(Capability.MANAGE_DESK), is_active=True).exclude(email="")
    return sorted({*managers.values_list("email", flat=True), endpoint.added_by.email} - {""})
