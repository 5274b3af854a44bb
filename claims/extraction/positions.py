"""Where the parties stand on what is reported: confirm, deny, reject, not confirmed, declined, no answer.

`attach` finds the words that take a stand (`stances/stands.py`), resolves the party, and hangs a position on every
attribution it answers (`stances/answers.py`), also across sentences. Inner attributions take positions over.
"""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Doc

from claims.extraction.answering import ANSWERED_NO
from claims.extraction.casting.cast import Entity
from claims.extraction.casting.page import Page
from claims.extraction.casting.pronouns import FIRST, PRONOUNS
from claims.extraction.casting.resolver import Found, Resolver, canonical
from claims.extraction.repairs import WITHDRAWN
from claims.extraction.speakers import resolver_of
from claims.extraction.stances.answers import answered
from claims.extraction.stances.consistency import contradicts_itself
from claims.extraction.stances.partakers import cannot, together
from claims.extraction.stances.reach import own_attribution, remark_begins, stands_in
from claims.extraction.stances.rebuttals import rebuttals
from claims.extraction.stances.reported import Reported, Told
from claims.extraction.stances.stands import Stand, find_stands
from claims.extraction.stances.tellers import speaks_for_body, teller_of, whole_phrase
from claims.extraction.stances.turning import turned
from claims.extraction.stances.unsettled import no_longer, says_it, withdraws
from claims.extraction.types import Attribution, Position, Resolution, Span, Spans, Stance

_OPEN = frozenset((Stance.NOT_CONFIRMED, Stance.DECLINED, Stance.NO_ANSWER))
_SHORT = 24  # tokens of a turn that is no more than a refusal
_CONTESTING = frozenset((Stance.DENIES, Stance.REJECTS, Stance.NOT_CONFIRMED, Stance.DECLINED, Stance.NO_ANSWER))


def attach(doc: Doc, attributions: list[Attribution]) -> list[Attribution]:
    """Attributions with `positions` and `contested_by` filled, in the order given.

    A speaker's own denial or refusal is a position on that attribution itself, but contests nothing. Call after
    `speakers.resolve`.
    """
    if not attributions:
        return attributions
    resolver = resolver_of(doc)
    entities = {canonical(e): e for e in resolver.everybody()}
    speakers = [entities.get(a.speaker.name) if a.speaker is not None else None for a in attributions]
    reported = Reported(resolver, attributions, speakers)
    positions: list[list[Position]] = [[] for _ in attributions]
    contested: list[list[Spans]] = [[] for _ in attributions]
    stands = find_stands(resolver.page)
    reported.rejoinders.update(
        t.number for t in reported.told if no_longer(resolver.page, t.cue) or withdraws(resolver.page, t.cue)
    )
    for stand in stands:
        if stand.brands and (own := own_attribution(reported, stand)) is not None:
            reported.rejoinders.add(own.number)
    for stand in stands:
        _place(resolver, reported, stand, attributions, positions, contested)
    _withdrawn(reported, attributions, positions)
    _place_answers(attributions, positions)
    attributions = _without_remarks(resolver, reported, stands, attributions)
    open_verbs = {stand.verb for stand in stands if stand.stance in _OPEN}
    for answer, denied in rebuttals(reported, open_verbs):
        _rebut(reported, answer, denied, attributions, positions, contested)
    return [
        replace(a, positions=tuple(_once(p)), contested_by=_spans(c)) if p else a
        for a, p, c in zip(attributions, positions, contested, strict=True)
    ]


def _place(
    resolver: Resolver,
    reported: Reported,
    stand: Stand,
    attributions: list[Attribution],
    positions: list[list[Position]],
    contested: list[list[Spans]],
) -> None:
    if cannot(resolver.page, stand):
        return
    for one in _each_party(resolver, reported, stand):
        _place_one(resolver, reported, one, attributions, positions, contested)


def _withdrawn(reported: Reported, attributions: list[Attribution], positions: list[list[Position]]) -> None:
    """ "He no longer claims that ...": he stands by it no more, and whoever spoke of it before answered other words."""
    for told in reported.told:
        speaker = attributions[told.number].speaker
        if no_longer(reported.page, told.cue):
            positions[told.number] = []
        elif speaker is not None and withdraws(reported.page, told.cue):
            spans = [*attributions[told.number].source, *attributions[told.number].cue]
            span = Span(min(s.start for s in spans), max(s.end for s in spans))
            own = Position(speaker.name, Stance.NOT_CONFIRMED, span, attributions[told.number].source, speaker)
            positions[told.number] = [own]


def _place_answers(attributions: list[Attribution], positions: list[list[Position]]) -> None:
    """ "Asked whether she would publish it, Lind said no": hers is a denial of what was asked.

    "An earlier version of this article said ...": the outlet denies it now.
    """
    for n, a in enumerate(attributions):
        if a.rule in (ANSWERED_NO, WITHDRAWN) and a.speaker is not None:
            spans = [*a.source, *a.cue]
            span = Span(min(s.start for s in spans), max(s.end for s in spans))
            others = [p for p in positions[n] if p.party != a.speaker.name]
            positions[n] = [*others, Position(a.speaker.name, Stance.DENIES, span, a.source, a.speaker)]


def _without_remarks(
    resolver: Resolver, reported: Reported, stands: list[Stand], attributions: list[Attribution]
) -> list[Attribution]:
    """Contents cut before a remark of the article on them: ", although Moscow has yet to confirm this"."""
    columns = resolver.page.columns
    result = list(attributions)
    for stand in stands:
        for told in reported.holding(stand.verb):
            if (begin := remark_begins(reported, told, stand)) >= 0 and told.content[0] < begin:
                end = columns.end[resolver.page.before(begin)]
                cut = tuple(Span(s.start, min(s.end, end)) for s in result[told.number].content if s.start < end)
                # the comma before the remark goes too
                last = cut[-1] if cut else None
                if last is not None and resolver.page.given[last.end - 1 : last.end] in ",;–—-(":
                    cut = (*cut[:-1], Span(last.start, last.end - 1))
                if cut:
                    result[told.number] = replace(result[told.number], content=cut)
    return result


def _rebut(
    reported: Reported,
    answer: Told,
    denied: list[Told],
    attributions: list[Attribution],
    positions: list[list[Position]],
    contested: list[list[Spans]],
) -> None:
    """An answer in somebody's own words as a denial of what it answers."""
    told = attributions[answer.number]
    spans = [*told.source, *told.cue, *told.content]
    span = Span(min(s.start for s in spans), max(s.end for s in spans))
    resolution = told.speaker
    assert resolution is not None
    position = Position(resolution.name, Stance.DENIES, span, told.source, resolution)
    for target in denied:
        for n in reported.family(target):
            if contradicts_itself(reported, Stance.DENIES, answer.speaker, reported.told[n]):
                continue
            positions[n].append(position)
            if told.source:
                contested[n].append(told.source)


def _each_party(resolver: Resolver, reported: Reported, stand: Stand) -> list[Stand]:
    """One stand for each of those who take it together: "Washington and London", "neither the firm nor the family"."""
    page = resolver.page
    low, tag = page.columns.lower, page.columns.tag
    if (both := together(resolver, stand)) is not None:
        return [replace(stand, party=each) for each in both]
    party = _with_neither(page, stand)
    middle = next(
        (
            k
            for n, k in enumerate(party)
            if low[k] in ("and", "nor", "or")
            and 0 < n < len(party) - 1
            and tag[party[n - 1]] in _NOUNS
            and (tag[party[n + 1]] in _OPENS or tag[party[n + 1]] in _NOUNS)
        ),
        -1,
    )
    if middle < 0:
        return [stand]
    left, right = [k for k in party if k < middle], [k for k in party if k > middle]
    at = resolver.cast.at
    if low[middle] == "and" and not (
        (left[-1] in at and right[0] in at and at[left[-1]] is not at[right[0]]) or tag[right[0]] in ("DT", "PRP$")
    ):
        return [stand]
    return [replace(stand, party=left), replace(stand, party=right)]


_NOUNS = frozenset(("NN", "NNS", "NNP", "NNPS", "PRP"))
_OPENS = frozenset(("DT", "PRP$", "JJ", "CD"))


def _with_neither(page: Page, stand: Stand) -> list[int]:
    """The words for the party, from "neither" on where the parser kept only what stands after "nor"."""
    low = page.columns.lower
    if not stand.party:
        return stand.party
    first = stand.party[0]
    if low[first] in ("neither", "both") and len(stand.party) > 2:
        return stand.party[1:]
    if low[page.before(first)] != "nor":
        return stand.party
    for k in range(first - 1, max(-1, first - 16), -1):
        if page.sentence[k] != page.sentence[first]:
            break
        if low[k] == "neither":
            return [m for m in range(k + 1, stand.party[-1] + 1) if page.columns.tag[m] != "_SP"]
    return stand.party


def _place_one(
    resolver: Resolver,
    reported: Reported,
    stand: Stand,
    attributions: list[Attribution],
    positions: list[list[Position]],
    contested: list[list[Spans]],
) -> None:
    own = own_attribution(reported, stand)
    found = _party(resolver, reported, stand)
    party = found.entity if found is not None else None
    position = _position(resolver, stand, found)
    says_so = own is not None and says_it(resolver.page, own.cue, own.content)
    if own is not None and stand.stance in _CONTESTING and not stand.brands and not says_so:
        speaker = attributions[own.number].speaker
        for n in reported.family(own):
            positions[n].append(replace(position, party=speaker.name if speaker else None, resolution=speaker))
    targets = answered(reported, stand, party)
    if own is None and (held := _refusal_in_turn(resolver, reported, stand)) is not None:
        positions[held.number].append(position)
    for n in targets:
        if own is not None and n == own.number:
            continue
        if stand.stance is Stance.CONFIRMS and attributions[n].speaker is None and party is None:
            continue
        stance = turned(reported, stand, reported.told[n])
        if stance is None or (stance is not stand.stance and party is None):
            continue
        if contradicts_itself(reported, stance, party, reported.told[n]):
            continue
        positions[n].append(replace(position, stance=stance))
        if stance in _CONTESTING and position.party_spans:
            contested[n].append(position.party_spans)


def _party(resolver: Resolver, reported: Reported, stand: Stand) -> Found | None:
    """Whom the party's words mean; the speaker for a stand taken inside somebody's words without its own subject."""
    inside = _inside(reported, stand)
    low = resolver.page.columns.lower
    if inside is None and (teller := teller_of(resolver.page, stand)):
        stand.party = teller
        return resolver.meaning(teller)
    if inside is not None and speaks_for_body(resolver.page, stand) and (source := _source_of_words(reported, stand)):
        stand.party = source
        return Found(inside, "speaker of these words", 0.8)
    own_words = len(stand.party) == 1 and low[stand.party[0]] in (FIRST if stand.verb_is_plain else PRONOUNS)
    if inside is not None and own_words:
        stand.party = _source_of_words(reported, stand)
        return Found(inside, "speaker of these words", 0.85)
    if stand.party:
        found = resolver.meaning(stand.party, inside)
        himself = len(stand.party) == 1 and low[stand.party[0]] in PRONOUNS
        if himself and found is not None and found.entity is inside and (source := _source_of_words(reported, stand)):
            stand.party = source  # "the council said it would not comment": the words that name it
        if himself and found is None and inside is not None and (source := _source_of_words(reported, stand)):
            stand.party = source  # "a spokesperson for the bank said it did not comment on leaks"
            return Found(inside, "speaker of these words", 0.7)
        return found
    if inside is not None and (stand.stance is Stance.DENIES or not stand.verb_is_plain):
        stand.party = _source_of_words(reported, stand)
        return Found(inside, "speaker of these words", 0.8)
    return None


def _refusal_in_turn(resolver: Resolver, reported: Reported, stand: Stand) -> Told | None:
    """ "A: I can't answer that.": the turn itself is the refusal, where it answers no claim."""
    held = _holding(reported, stand)
    silent = stand.stance in _OPEN
    if held is None or not silent or held.cue or resolver.page.turn(stand.verb) < 0 or len(held.content) > _SHORT:
        return None
    return held


def _holding(reported: Reported, stand: Stand) -> Told | None:
    """The innermost attribution in whose content the stand is taken."""
    holding = [t for t in reported.holding(stand.verb) if stands_in(reported, t, stand)]
    return min(holding, key=lambda t: len(t.content)) if holding else None


def _inside(reported: Reported, stand: Stand) -> Entity | None:
    """Who speaks the words in which the stand is taken."""
    holding = _holding(reported, stand)
    return holding.speaker if holding is not None else None


def _source_of_words(reported: Reported, stand: Stand) -> list[int]:
    """The source span of whoever speaks the words in which the stand is taken."""
    holding = _holding(reported, stand)
    return holding.source if holding is not None else []


def _position(resolver: Resolver, stand: Stand, found: Found | None) -> Position:
    columns = resolver.page.columns
    span = Span(columns.start[stand.first], columns.end[stand.last])
    named: Spans = ()
    if stand.party:
        named = (Span(columns.start[stand.party[0]], columns.end[whole_phrase(resolver.page, stand)]),)
    resolution: Resolution | None = found.resolution() if found is not None else None
    return Position(resolution.name if resolution else None, stand.stance, span, named, resolution)


def _once(positions: list[Position]) -> list[Position]:
    seen: set[tuple[str | None, Stance]] = set()
    kept = []
    for p in positions:
        if (p.party, p.stance) not in seen:
            seen.add((p.party, p.stance))
            kept.append(p)
    return kept


def _spans(contested: list[Spans]) -> Spans:
    return tuple(sorted({span for spans in contested for span in spans}))
