"""Requests to parties: how long each has waited, and whether its time is over."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from desk.presenters.words import day
from reviews.models import Contact


@dataclass(frozen=True, slots=True)
class Request:
    """One line of the tracker. `overdue`: the deadline has passed."""

    id: int
    party: str
    party_url: str
    claim: str
    claim_url: str
    how: str
    asked: str
    asked_by: str
    waiting: str
    due: str
    overdue: bool
    answer_url: str
    question: str


def requests_of(contacts: Iterable[Contact]) -> list[Request]:
    """The open requests as a person reads them; the contacts bring claim, party and asker."""
    return [_request(contact) for contact in contacts]


def waiting_days(contact: Contact) -> str:
    """ "10 days" since it was asked."""
    days = max(0, (timezone.now() - contact.asked_at).days)
    return ngettext("%(n)d day", "%(n)d days", days) % {"n": days}


def how_asked(contact: Contact) -> str:
    """ "email to press office · due 12 Sep 2025"."""
    return _("%(how)s to %(whom)s · due %(due)s") % {
        "how": contact.get_channel_display(),
        "whom": contact.asked_whom,
        "due": day(contact.deadline),
    }


def _request(contact: Contact) -> Request:
    return Request(
        id=contact.pk,
        party=contact.party.name,
        party_url=reverse("desk:speaker", args=[contact.party_id]),
        claim=contact.claim.text,
        claim_url=reverse("desk:claim", args=[contact.claim_id]),
        how=f"{contact.get_channel_display()}, {contact.asked_whom}",
        asked=day(contact.asked_at),
        asked_by=contact.asked_by.display_name,
        waiting=waiting_days(contact),
        due=day(contact.deadline),
        overdue=contact.deadline <= timezone.now(),
        answer_url=reverse("desk:answer", args=[contact.pk]),
        question=contact.question,
    )
