"""What a stand answers: its own claim, one in the same sentence, or one that was reported before."""

from __future__ import annotations

from claims.extraction.casting.cast import Entity
from claims.extraction.stances import words as w
from claims.extraction.stances.earlier import earlier
from claims.extraction.stances.echoes import widened
from claims.extraction.stances.reach import own_attribution, parties_of, sentence_start, usable
from claims.extraction.stances.reported import Reported, Told
from claims.extraction.stances.stand import Stand, is_pointed


def answered(reported: Reported, stand: Stand, party: Entity | None) -> list[int]:
    """Numbers of the attributions that a stand answers, inner ones included. Empty where none is found."""
    own = own_attribution(reported, stand)
    if own is not None and not stand.has_clause and _only_points(reported, stand):
        own = None
    parties = parties_of(reported, stand, party)
    if (named := _named_by_noun(reported, stand, own)) is not None:
        return reported.family(named)
    found: list[Told] = []
    if own is not None and stand.about_claim and not is_pointed(reported.page, stand):
        stand.about_claim = False  # "ruled out any agreement": his own words, no answer
    if own is None or stand.anaphoric or stand.about_claim or stand.whole:
        found = _in_sentence(reported, stand, parties, own)
    if not found:
        found = earlier(reported, stand, parties, own)
    numbers: list[int] = []
    for told in widened(reported, stand, parties, found):
        numbers.extend(n for n in reported.family(told) if n not in numbers)
    return numbers


def _only_points(reported: Reported, stand: Stand) -> bool:
    """ "have not confirmed the cause", "disputes this": what is denied was told before, the words only point at it."""
    lemma = reported.page.columns.lemma[stand.verb].lower()
    return stand.anaphoric or (lemma in w.CONFIRM | w.DENY | w.REJECT and is_pointed(reported.page, stand))


def _named_by_noun(reported: Reported, stand: Stand, own: Told | None) -> Told | None:
    """ "rejected allegations that ...": the noun is itself the cue of an attribution."""
    for k in (stand.object, *stand.topic[:6]):
        told = reported.by_cue.get(k) if k >= 0 else None
        if told is not None and (own is None or told.number != own.number) and stand.verb not in told.cue:
            return told
    return None


def _in_sentence(reported: Reported, stand: Stand, parties: set[Entity], own: Told | None) -> list[Told]:
    """ "X noted that ..., although Moscow has yet to confirm this"; also with the stand in front."""
    page = reported.page
    sentence = page.sentence[stand.verb]
    before = [
        t
        for t in reported.before(stand.first)
        if t.sentence == sentence and t.line == page.line[stand.verb] and usable(reported, t, stand, parties, own)
    ]
    if before:
        return before[:1]
    opens = page.columns.lower[sentence_start(page, stand.first)] in w.OPPOSING
    if opens:
        return [
            t for t in reported.after(stand.last) if t.sentence == sentence and usable(reported, t, stand, parties, own)
        ][:1]
    return []
