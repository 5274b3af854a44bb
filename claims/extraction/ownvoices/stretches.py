"""The parts of a text that nobody is quoted for: sentences, or their leading clause where the rest is somebody's."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from claims.extraction.casting.page import Page
from claims.extraction.claimtexts.columns import Columns
from claims.extraction.claimtexts.units import is_clause
from claims.extraction.types import Attribution, Speech

# "22:50 – ", "- ", "• ", "5.30pm: " in front of a sentence
_LABEL = re.compile(r"\s*(?:(?:\d{1,2}[:.h]\d{2}\s*(?:[ap]\.?m\.?)?(?:\s*[A-Z]{2,4})?\s*[–—:-]?\s+)|[-•*–—·]\s+)+")
_DEEDS = frozenset(
    {"report", "issue", "recall", "pass", "post", "record", "cut", "slash", "sign", "order", "keep", "hold"}
)
_ENDS = frozenset(".!?")
_OPEN_SHARE = 0.55  # of a sentence's words that must be free of other people's words


@dataclass(frozen=True, slots=True)
class Stretch:
    """Tokens of one sentence, without its label and its final mark."""

    tokens: list[int]
    whole: bool  # the whole sentence is the article's own


def open_stretches(columns: Columns, page: Page, attributions: Sequence[Attribution]) -> Iterator[Stretch]:
    """Sentences that end like sentences and are not (mostly) somebody's words, in text order."""
    taken = _taken(page, [a for a in attributions if not _is_deed(columns, a)])
    for sentence in _sentences(page):
        if not _ends_well(page, sentence) or page.turn(sentence[0]) >= 0:
            continue  # in a transcript each line is somebody's
        tokens = _without_label(page, sentence)
        if len(tokens) < 3:
            continue
        free = [t for t in tokens if t not in taken]
        if len(free) == len(tokens):
            tokens = _without_mark(page, tokens)
            yield Stretch(tokens, whole=True)
            if dated := _dated_clause(columns, tokens):
                yield Stretch(dated, whole=False)
        elif len(free) >= _OPEN_SHARE * len(tokens):
            clause = _leading_clause(columns, tokens, taken)
            if clause:
                yield Stretch(clause, whole=False)


def _is_deed(columns: Columns, attribution: Attribution) -> bool:
    """ "The bank reported revenue of $2 billion", "the bill passed its reading": somebody acts, nobody is quoted."""
    if attribution.speech is not Speech.INDIRECT:
        return False
    cue = columns.tokens(attribution.cue)
    if not any(columns.lemma[t].lower() in _DEEDS for t in cue):
        return False
    return all(columns.finite(t) is None for t in columns.tokens(attribution.content))


def _taken(page: Page, attributions: Sequence[Attribution]) -> set[int]:
    found: set[int] = set()
    for attribution in attributions:
        found.update(page.tokens((*attribution.cue, *attribution.content)))
        if attribution.cue or attribution.content:
            found.update(page.tokens(attribution.source))
        for position in attribution.positions:
            found.update(page.tokens((position.span, *position.party_spans)))
        found.update(page.tokens(attribution.contested_by))
    return found


def _sentences(page: Page) -> Iterator[list[int]]:
    sentence: list[int] = []
    number = -1
    for token in range(len(page)):
        if page.columns.tag[token] == "_SP" or page.columns.word[token].isspace():
            continue
        if page.sentence[token] != number:
            if sentence:
                yield sentence
            sentence, number = [], page.sentence[token]
        sentence.append(token)
    if sentence:
        yield sentence


def _ends_well(page: Page, sentence: list[int]) -> bool:
    """A full stop: not a heading, not a question."""
    for token in reversed(sentence[-3:]):
        word = page.columns.word[token]
        if word[-1] in _ENDS:
            return word[-1] == "." or word[-1] == "!"
    return False


def _without_label(page: Page, sentence: list[int]) -> list[int]:
    columns = page.columns
    match = _LABEL.match(page.given, columns.start[sentence[0]], columns.end[sentence[-1]])
    return [t for t in sentence if columns.start[t] >= match.end()] if match else sentence


def _dated_clause(columns: Columns, tokens: list[int]) -> list[int]:
    """ "In 1998", "Orlov sold the mill" of "It began in 1998 when Orlov sold the mill, followed by ...": a fact inside
    another, with the year right before "when" and a name as its subject. Empty where there is none."""
    for n, when in enumerate(tokens[2:-2], 2):
        year, before = tokens[n - 1], tokens[n - 2]
        if columns.lower[when] != "when" or columns.tag[year] != "CD" or columns.lower[before] not in ("in", "since"):
            continue
        verb = columns.head[when]
        subject = columns.subject(verb)
        if columns.tag[verb] != "VBD" or subject is None or columns.tag[subject] not in ("NNP", "NNPS"):
            continue
        stop = next((k for k in tokens[n:] if columns.word[k] in (",", ";", "–", "—")), tokens[-1] + 1)
        clause = [k for k in tokens[n + 1 :] if k < stop]
        if verb in clause and len(clause) >= 3:
            return [before, year, *clause]
    return []


def _without_mark(page: Page, tokens: list[int]) -> list[int]:
    last = len(tokens)
    # "m." of "£74m." and "Co." are words, though they end in a point.
    while last and not any(c.isalnum() or c == "%" for c in page.columns.word[tokens[last - 1]]):
        last -= 1
    return tokens[:last]


def _leading_clause(columns: Columns, tokens: list[int], taken: set[int]) -> list[int]:
    """The words before the first that is somebody else's, if they hold the sentence's main clause."""
    first = next(n for n, t in enumerate(tokens) if t in taken)
    clause = tokens[:first]
    while clause and (
        columns.tag[clause[-1]] in ("CC", "IN", "WDT", "WRB", "WP", "DT", "TO")
        or not columns.word[clause[-1]][-1].isalnum()
        or columns.dep[clause[-1]] in ("aux", "auxpass")
    ):
        clause.pop()
    inside = set(clause)
    roots = [t for t in clause if columns.head[t] == t or columns.head[t] not in inside]
    return clause if any(is_clause(columns, r) for r in roots) and len(clause) >= 4 else []
