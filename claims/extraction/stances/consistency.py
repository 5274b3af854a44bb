"""The last check of all stands: nobody contests what he, or who speaks for him, asserts in the same text.

A stand against the very words that the party says elsewhere is a wrong tie, and is left out; what the text says was
withdrawn does not count as said.
"""

from __future__ import annotations

from claims.extraction.casting.cast import Entity
from claims.extraction.stances import words as w
from claims.extraction.stances.reported import Reported, Told
from claims.extraction.stances.sides import one_side
from claims.extraction.stances.turning import denied_by_teller
from claims.extraction.types import Stance

_AGAINST = frozenset((Stance.DENIES, Stance.REJECTS))
_LEAST = 2  # lemmas that carry a matter, for two claims to be compared
_SAME = 0.75  # of all lemmas of both
_MOST = 60  # outer claims that are looked at


def contradicts_itself(reported: Reported, stance: Stance, party: Entity | None, told: Told) -> bool:
    """Whether a party that speaks against a claim, or one who speaks for it, tells the very same."""
    if stance not in _AGAINST or party is None:
        return False
    if told.parent >= 0:
        return False  # what others say that he said
    if one_side(reported, told.speaker, party):
        return not denied_by_teller(reported, told)
    matter = reported.matter(told)
    if len(matter) < _LEAST:
        return False
    return any(
        one_side(reported, other.speaker, party)
        and other.number != told.number
        and not denied_by_teller(reported, other)
        and other.number not in reported.rejoinders
        and _same(matter, reported.matter(other))
        and _negates(reported, told) == _negates(reported, other)
        for other in reported.roots[:_MOST]
    )


def _same(one: set[str], other: set[str]) -> bool:
    return len(one & other) >= _SAME * len(one | other)


def _negates(reported: Reported, told: Told) -> bool:
    low = reported.page.columns.lower
    return sum(low[k] in w.NEGATIONS for k in told.content) % 2 == 1
