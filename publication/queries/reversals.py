"""Where a speaker's own stands on one claim do not go together, as the editions that stand show it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db.models import F
from django.db.models.fields.json import KeyTransform

from claims.enums import Stance
from publication.models import CONTESTED, Listing
from publication.search import Filters, listings, resolved

FOR: Final = (Stance.ASSERTS, Stance.CONFIRMS)
AGAINST: Final = (Stance.DENIES, Stance.REJECTS)
MOST_SHOWN: Final = 50


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


@dataclass(frozen=True, slots=True)
class Reversals:
    """Those that are shown, the latest change first, and how many there are in all."""

    shown: tuple[Reversal, ...]
    count: int

    @property
    def cut(self) -> bool:
        return self.count > len(self.shown)


def reversals_of(speaker_id: int, as_of: datetime | None = None) -> Reversals:
    """The claims on which a speaker stood both for and against; of many the `MOST_SHOWN` last said ones.

    Read from the editions that stand, or stood at a moment, and from nothing else. Silence, "no comment" and "has not
    confirmed" are no stand for or against. One query, and a second one that counts where there are more than are shown.
    """
    ids = resolved(Filters(speaker_id=speaker_id)).speaker_ids or ()
    both = listings(as_of).filter(CONTESTED, stood_against__overlap=ids, stood_for__overlap=ids)
    newest = both.order_by("-said_at", "-pk").values("pk")[: MOST_SHOWN + 1]  # before any snapshot is read
    rows = (
        Listing.objects.filter(pk__in=newest)
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
    read = list(rows)
    shown = [_reversal(row, ids) for row in read[:MOST_SHOWN]]
    shown.sort(key=lambda one: one.stands[-1].at, reverse=True)
    return Reversals(tuple(shown), both.count() if len(read) > MOST_SHOWN else len(read))


def _reversal(row: Mapping[str, Any], ids: Collection[int]) -> Reversal:
    stands = [_stand(one) for one in row["positions"] or [] if _is_of(one, ids) and one["stated_at"]]
    stands = [stand for stand in stands if stand.stance in (*FOR, *AGAINST)]
    own = row["first_link"] or {}
    if own.get("role") == "asserter" and _is_of(own, ids) and not _any(stands, FOR):
        stands.append(_own(row))
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
