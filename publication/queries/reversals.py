"""Where a speaker's own stands on one claim do not go together, as the editions that stand show it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db.models import Exists, F, OuterRef, Q
from django.db.models.fields.json import KeyTransform

from claims.enums import Stance
from claims.models import Position
from publication.search import Filters, listings, resolved

FOR: Final = (Stance.ASSERTS, Stance.CONFIRMS)
AGAINST: Final = (Stance.DENIES, Stance.REJECTS)
MOST_SHOWN: Final = 50
_MOST_READ: Final = 500  # editions whose positions are looked at for one page


@dataclass(frozen=True, slots=True)
class Stand:
    """What the speaker said of the claim at one moment. `own`: the claim itself is their statement."""

    stance: str
    at: datetime
    quotation: str
    source: str
    url: str
    own: bool = False


@dataclass(frozen=True, slots=True)
class Reversal:
    """A claim that the speaker stood for and against, with all of these stands, the earliest first.

    `at_once`: the last two stands that differ are of the same moment, so that none is the later one.
    """

    claim_id: int
    slug: str
    claim_text: str
    stands: tuple[Stand, ...]
    at_once: bool


def reversals_of(speaker_id: int, as_of: datetime | None = None) -> list[Reversal]:
    """The claims on which a speaker stood both for and against, the latest change first; at most `MOST_SHOWN`.

    The desk's positions say in which editions to look, the frozen positions of the edition what is shown. Silence, "no
    comment" and "has not confirmed" are no stand for or against.
    """
    ids = resolved(Filters(speaker_id=speaker_id)).speaker_ids or ()
    theirs = Position.objects.filter(party__in=ids)
    for_it = theirs.filter(claim=OuterRef("fact_check__claim"), stance__in=FOR)
    rows = (
        listings(as_of)
        .filter(Q(speaker__in=ids) | Exists(for_it))
        .filter(fact_check__claim__in=theirs.filter(stance__in=AGAINST).values("claim"))
        .order_by("-said_at", "-pk")
        .annotate(
            claim_id=F("fact_check__claim_id"),
            slug=F("fact_check__slug"),
            claim_text=F("edition__claim_text"),
            positions=KeyTransform("positions", "edition__snapshot"),
            first_link=KeyTransform("0", KeyTransform("chain", "edition__snapshot")),
            appearance=KeyTransform("0", KeyTransform("appearances", "edition__snapshot")),
        )
        .values("claim_id", "slug", "claim_text", "said_at", "positions", "first_link", "appearance")
    )
    found = [one for row in rows[:_MOST_READ] if (one := _reversal(row, ids))]
    return sorted(found, key=lambda one: one.stands[-1].at, reverse=True)[:MOST_SHOWN]


def _reversal(row: Mapping[str, Any], ids: Collection[int]) -> Reversal | None:
    stands = [_stand(one) for one in row["positions"] or [] if _is_of(one, ids) and one["stated_at"]]
    stands = [stand for stand in stands if stand.stance in (*FOR, *AGAINST)]
    own = row["first_link"] or {}
    if own.get("role") == "asserter" and _is_of(own, ids) and not _any(stands, FOR):
        stands.append(_own(row))
    if not (_any(stands, FOR) and _any(stands, AGAINST)):
        return None
    stands.sort(key=lambda stand: stand.at)
    last = stands[-1]
    other = next(stand for stand in reversed(stands) if (stand.stance in FOR) != (last.stance in FOR))
    return Reversal(row["claim_id"], row["slug"], row["claim_text"], tuple(stands), at_once=other.at == last.at)


def _is_of(row: Mapping[str, Any], ids: Collection[int]) -> bool:
    return (row.get("speaker") or {}).get("id") in ids


def _any(stands: Iterable[Stand], stances: Collection[str]) -> bool:
    return any(stand.stance in stances for stand in stands)


def _stand(row: dict[str, Any]) -> Stand:
    return Stand(
        stance=row["stance"],
        at=datetime.fromisoformat(row["stated_at"]),
        quotation=row["quotation"] or row["note"],
        source=row["source"],
        url=row["url"] or "",
    )


def _own(row: Mapping[str, Any]) -> Stand:
    """The statement itself, where no row of the positions says that its speaker asserts it."""
    first = row["appearance"] or {}
    return Stand(
        stance=Stance.ASSERTS,
        at=row["said_at"],
        quotation=first.get("words", ""),
        source=first.get("outlet", ""),
        url=first.get("url", ""),
        own=True,
    )
