"""Where the parties stand, as rows of the matrix."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from claims.enums import Stance
from claims.models import Position
from desk.presenters.words import day, nobody, quoted

_OPEN = (Stance.NOT_CONFIRMED, Stance.NO_ANSWER, Stance.DECLINED, Stance.NOT_ASKED)
_ANSWERS = (Stance.CONFIRMS, Stance.DENIES, Stance.REJECTS)


@dataclass(frozen=True, slots=True)
class Row:
    party: str
    stance: str
    where: str
    date: str
    party_url: str = ""
    where_url: str = ""


def matrix(positions: Iterable[Position]) -> list[Row]:
    """One row for one party's stand, the earliest words that say so."""
    rows: dict[tuple[str, str], Row] = {}
    for position in positions:
        row = _row(position)
        rows.setdefault((row.party, row.stance), row)
    return list(rows.values())


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
