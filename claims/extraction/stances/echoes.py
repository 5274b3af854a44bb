"""Claims that a stand answers along with the one it was tied to: the same story told again, by the same voice."""

from __future__ import annotations

from claims.extraction.casting.cast import Entity
from claims.extraction.stances import words as w
from claims.extraction.stances.matters import of_one_matter, opening_of
from claims.extraction.stances.pointing import points_at_crime
from claims.extraction.stances.reach import usable
from claims.extraction.stances.reported import Reported, Told
from claims.extraction.stances.sides import speaks_for
from claims.extraction.stances.stand import Stand
from claims.extraction.types import Stance

_SHARED = 3  # lemmas in common that make two claims one
_SHARE = 0.5  # of the shorter one's lemmas
_FAR = 60  # outer claims that are looked at


def widened(reported: Reported, stand: Stand, parties: set[Entity], found: list[Told]) -> list[Told]:
    """What was found, and the claims that say the same: in the headline and lead, and in other words of that voice."""
    if not found or stand.stance is Stance.CONFIRMS:
        return found
    possible = _others(reported, stand, parties, found)
    kept = [*found, *(t for t in possible if any(_echoes(reported, t, one) for one in found))]
    if _answers_a_story(reported, stand):
        kept.extend(of_one_matter(reported, parties, kept, possible))
        known = {t.number for t in kept}
        kept.extend(t for t in opening_of(reported, parties, kept, possible) if t.number not in known)
    return kept


def told_along(reported: Reported, answer: Told, parties: set[Entity], denied: list[Told]) -> list[Told]:
    """What an answer in somebody's own words denies, and the headline and lead that tell the same."""
    taken = {n for told in denied for n in reported.family(told)}
    possible = [
        t
        for t in reported.roots[:_FAR]
        if t.number not in taken
        and t.at < answer.at
        and t.number != answer.number
        and (t.speaker is None or speaks_for(reported, t.speaker).isdisjoint(parties))
    ]
    echoes = [t for t in possible if any(_echoes(reported, t, one) for one in denied)]
    known = {t.number for t in echoes}
    opening = [t for t in opening_of(reported, parties, denied, possible) if t.number not in known]
    return [*denied, *echoes, *opening]


def _answers_a_story(reported: Reported, stand: Stand) -> bool:
    """Whether all that somebody says is denied, not one figure or date of it."""
    if stand.stance not in (Stance.DENIES, Stance.REJECTS):
        return False
    noun = reported.page.columns.lemma[stand.object].lower() if stand.object >= 0 else ""
    return stand.whole or noun in w.ACCUSATIONS or points_at_crime(reported.page.columns, stand)


def _others(reported: Reported, stand: Stand, parties: set[Entity], found: list[Told]) -> list[Told]:
    taken = {n for told in found for n in reported.family(told)}
    return [
        t
        for t in reported.roots[:_FAR]
        if t.number not in taken and t.at < stand.first and usable(reported, t, stand, parties, None)
    ]


def _echoes(reported: Reported, one: Told, other: Told) -> bool:
    """Whether two claims share most of their words that carry a matter."""
    a, b = reported.matter(one), reported.matter(other)
    shared = len(a & b)
    return shared >= _SHARED and shared >= _SHARE * min(len(a), len(b))
