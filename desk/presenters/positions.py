"""Where the parties stand, as rows of the matrix."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from accounts.roles import Capability
from claims.enums import RecordedBy, Stance
from claims.models import Position
from desk.presenters.contacts import how_asked
from desk.presenters.words import day, nobody, quoted
from reviews.models import Contact

_OPEN = (Stance.NOT_CONFIRMED, Stance.NO_ANSWER, Stance.DECLINED)
_ANSWERS = (Stance.CONFIRMS, Stance.DENIES, Stance.REJECTS)


@dataclass(frozen=True, slots=True)
class Row:
    party: str
    stance: str
    where: str
    date: str
    party_url: str = ""
    where_url: str = ""
    stance_label: str = ""
    waiting: str = ""
    withdraw_url: str = ""
    answer_url: str = ""


def matrix(positions: Iterable[Position]) -> list[Row]:
    """One row for one party's stand, the earliest words that say so."""
    rows: dict[tuple[str, str], Row] = {}
    for position in positions:
        row = _row(position)
        rows.setdefault((row.party, row.stance), row)
    return list(rows.values())


def claim_matrix(positions: Iterable[Position], contacts: Iterable[Contact], *, viewer: User) -> list[Row]:
    """The matrix of one claim: the stands, how long an answer is missing, and the requests that wait for one."""
    positions = list(positions)
    answered = {position.party_id for position in positions if position.stance in _ANSWERS}
    rows: dict[tuple[str, str], Row] = {}
    for position in positions:
        row = _row(position)
        silent = position.stance in _OPEN and position.party_id not in answered
        mine = position.recorded_by_user_id == viewer.pk or viewer.may(Capability.PUBLISH)
        by_person = position.recorded_by == RecordedBy.PERSON and position.mention_id is None
        row = replace(
            row,
            waiting=_days_since(position.stated_at) if silent else "",
            withdraw_url=reverse("desk:position-withdraw", args=[position.claim_id, position.pk])
            if by_person and mine and viewer.may(Capability.REVIEW_CLAIM)
            else "",
        )
        rows.setdefault((row.party, row.stance), row)
    waiting = [contact for contact in contacts if contact.answered_at is None]
    silent_by_contact = {(contact.party.name, str(Stance.NO_ANSWER)) for contact in waiting if contact.position_id}
    asked = [
        Row(
            party=contact.party.name,
            party_url=reverse("desk:speaker", args=[contact.party_id]),
            stance=Stance.NO_ANSWER,
            stance_label="" if contact.deadline <= timezone.now() else _("asked, no answer yet"),
            where=how_asked(contact),
            date=day(contact.asked_at),
            waiting=_days_since(contact.asked_at),
            answer_url=reverse("desk:answer", args=[contact.pk]),
        )
        for contact in waiting
    ]
    return [row for key, row in rows.items() if key not in silent_by_contact] + asked


def _days_since(moment: datetime) -> str:
    days = max(0, (timezone.now() - moment).days)
    return ngettext("%(n)d day", "%(n)d days", days) % {"n": days}


def waiting_note(positions: Iterable[Position]) -> str:
    """ "Government of Russia: not confirmed, 10 days" for the party that has been silent longest; else nothing."""
    positions = list(positions)
    answered = {position.party_id for position in positions if position.stance in _ANSWERS}
    silent = [p for p in positions if p.stance in _OPEN and p.party_id not in answered]
    if not silent:
        return ""
    first = min(silent, key=lambda position: position.stated_at)
    days = max(0, (timezone.now() - first.stated_at).days)
    party = first.party.name if first.party else nobody()
    since = ngettext("%(n)d day", "%(n)d days", days) % {"n": days}
    return f"{party}: {first.get_stance_display()}, {since}"


def _row(position: Position) -> Row:
    article = position.mention.version.article if position.mention else None
    where = quoted(position.quotation) if position.quotation else position.note or _("recorded by the desk")
    return Row(
        party=position.party.name if position.party else nobody(),
        party_url=reverse("desk:speaker", args=[position.party.pk]) if position.party else "",
        stance=position.stance,
        where=where,
        where_url=reverse("desk:article", args=[article.pk]) if article else position.address,
        date=day(position.stated_at),
    )
