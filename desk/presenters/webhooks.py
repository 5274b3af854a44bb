"""Addresses of webhooks and their messages, as a person reads them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from core.choices import label_of
from desk.forms.webhooks import EVENTS
from desk.presenters.words import clock, day
from webhooks.enums import DeliveryState
from webhooks.models import Attempt, Delivery, Endpoint


@dataclass(frozen=True, slots=True)
class Address:
    """One address. `state`: on, failing or off; `why` goes with the last two."""

    id: int
    name: str
    url: str
    href: str
    state: str
    why: str
    failures: int
    wants: str
    added: str
    last: Message | None


@dataclass(frozen=True, slots=True)
class Message:
    """One message with its last try. `next_try` only while it waits."""

    id: int
    message_id: str
    tells: str
    state: str
    made: str
    attempts: int
    last_try: str
    next_try: str
    again_url: str


def addresses(
    endpoints: Collection[Endpoint], newest: Mapping[int, Delivery], tries: Mapping[int, Attempt]
) -> list[Address]:
    """The rows of the list; `newest` by endpoint, `tries` by message."""
    return [address(row, newest.get(row.pk), tries) for row in endpoints]


def address(endpoint: Endpoint, newest: Delivery | None, tries: Mapping[int, Attempt]) -> Address:
    state = "off" if endpoint.off_at else "failing" if endpoint.failures else "on"
    return Address(
        id=endpoint.pk,
        name=str(endpoint),
        url=endpoint.url,
        href=reverse("desk:webhook", args=[endpoint.pk]),
        state=state,
        why=_why(endpoint),
        failures=endpoint.failures,
        wants=", ".join(str(EVENTS[kind]) for kind in endpoint.event_types) or _("everything"),
        added=_("%(who)s, %(day)s") % {"who": endpoint.added_by.display_name, "day": day(endpoint.added_at)},
        last=_message(newest, tries) if newest else None,
    )


def messages_of(deliveries: Sequence[Delivery], tries: Mapping[int, Attempt]) -> list[Message]:
    return [_message(row, tries) for row in deliveries]


def tabs(endpoint: Endpoint, state: str) -> list[dict[str, object]]:
    """All messages, then those in each state; the shown one is marked."""
    here = reverse("desk:webhook", args=[endpoint.pk])
    every: dict[str, object] = {"url": here, "label": _("all"), "selected": not state}
    return [
        every,
        *({"url": f"{here}?state={one}", "label": label_of(one), "selected": state == one} for one in DeliveryState),
    ]


def _message(delivery: Delivery, tries: Mapping[int, Attempt]) -> Message:
    waits = delivery.state == DeliveryState.WAITING
    return Message(
        id=delivery.pk,
        message_id=delivery.message_id,
        tells=str(EVENTS[delivery.event_type]),
        state=delivery.state,
        made=_at(delivery.made_at),
        attempts=delivery.attempts,
        last_try=_try(tries.get(delivery.pk)),
        next_try=_at(delivery.next_try_at) if waits else "",
        again_url=reverse("desk:webhook-again", args=[delivery.endpoint_id, delivery.pk]),
    )


def _why(endpoint: Endpoint) -> str:
    if endpoint.off_at:
        return _("%(reason)s Since %(day)s.") % {"reason": endpoint.off_reason, "day": _at(endpoint.off_at)}
    if endpoint.failing_since:
        return _("since %(day)s") % {"day": _at(endpoint.failing_since)}
    return ""


def _try(attempt: Attempt | None) -> str:
    if attempt is None:
        return ""
    came = _("answer %d") % attempt.status if attempt.status else attempt.problem
    return _("%(day)s: %(came)s") % {"day": _at(attempt.at), "came": came}


def _at(moment: datetime) -> str:
    return f"{day(moment)}, {clock(moment)}"
