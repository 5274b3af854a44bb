"""Reads of webhooks."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from core import leases
from publication.models import Change
from webhooks.enums import DeliveryState
from webhooks.models import Attempt, Delivery, Endpoint, Secret

# From so many failures in a row, one message at a time asks whether the receiver is back.
PROBED_FROM = 5


def endpoints() -> QuerySet[Endpoint]:
    """All addresses, oldest first."""
    return Endpoint.objects.select_related("added_by").order_by("pk")


def deliveries_of(endpoint: Endpoint, *, state: str = "") -> QuerySet[Delivery]:
    """Messages of an address, newest first."""
    found = Delivery.objects.filter(endpoint=endpoint).order_by("-pk")
    return found.filter(state=state) if state else found


def newest_deliveries(endpoint_ids: Collection[int]) -> dict[int, Delivery]:
    """The newest message of each of these addresses: one query for all, and one step into the index for each."""
    newest = Delivery.objects.filter(endpoint=OuterRef("pk")).order_by("-pk").values("pk")[:1]
    chosen = Endpoint.objects.filter(pk__in=endpoint_ids).values_list(Subquery(newest))
    return {row.endpoint_id: row for row in Delivery.objects.filter(pk__in=chosen).defer("body")}


def tries_of(delivery: Delivery) -> QuerySet[Attempt]:
    """Each try, oldest first."""
    return Attempt.objects.filter(delivery=delivery).order_by("pk")


def last_tries(delivery_ids: Collection[int]) -> dict[int, Attempt]:
    """The last try of each of these messages: one query for all."""
    newest = Attempt.objects.filter(delivery__in=delivery_ids).order_by("delivery_id", "-pk").distinct("delivery_id")
    return {row.delivery_id: row for row in newest}


def usable_secrets(endpoint_id: int) -> list[Secret]:
    """The current secret, then replaced ones whose time is not over."""
    now = timezone.now()
    return list(
        Secret.objects.filter(Q(ends_at__isnull=True) | Q(ends_at__gt=now), endpoint=endpoint_id).order_by(
            F("ends_at").desc(nulls_first=True)
        )
    )


def untold_endpoints() -> QuerySet[Endpoint]:
    """Addresses that are on and for which there are changes that have not become deliveries."""
    newer = Change.objects.filter(number__gt=OuterRef("told_up_to"))
    return Endpoint.objects.filter(Exists(newer), off_at__isnull=True).order_by("pk")


def due() -> QuerySet[Delivery]:
    """Messages to send now that nobody is sending, those that wait longest first."""
    now = timezone.now()
    reachable = Q(endpoint__paused_until__isnull=True) | Q(endpoint__paused_until__lte=now)
    waiting = Delivery.objects.filter(
        reachable, state=DeliveryState.WAITING, next_try_at__lte=now, endpoint__off_at__isnull=True
    )
    return leases.free(waiting).order_by("next_try_at", "pk")
