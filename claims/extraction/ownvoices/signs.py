"""How much a sentence looks like a statement of fact that somebody could check: signs with weights, set by hand."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from claims.extraction.casting.page import Page
from claims.extraction.claimtexts.columns import Columns
from claims.extraction.ownvoices.stretches import Stretch

THRESHOLD = 1.5

_TIME_OF_DAY = re.compile(r"\d{1,2}[:.]\d{2}(?:[ap]m)?$")
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d$")
_SMALL = frozenset({"one", "1"})


def _words(words: str) -> frozenset[str]:
    return frozenset(words.split())


_MONTHS = _words("january february march april may june july august september october november december")
_QUANTITIES = _words(
    """half third quarter dozen dozens hundreds thousands millions billions double doubled twice tripled halved
    majority per percent % million billion first second"""
)
_DEICTIC = _words("yesterday today tomorrow week month year ago decade century")
_WEEKDAYS = _words("monday tuesday wednesday thursday friday saturday sunday")
_COMPARING = frozenset({"JJR", "JJS", "RBR", "RBS"})
_OURSELVES = _words("i we you my our us me your here")
_SOFT = _words("may might could would should must can perhaps probably seems seem appears likely surely maybe")
_ANYBODY = _words("anyone anybody everyone everybody people someone somebody one nobody")
_HEARSAY = _words("reportedly allegedly apparently supposedly according")
_SAYING = _words(
    """say tell add claim insist argue deny admit warn announce reply ask note explain confirm comment speak
    talk write tweet post believe think feel hope fear want expect suggest urge call praise criticise
    criticize blame accuse welcome recall respond react maintain put show reveal indicate estimate agree
    refuse decline stress point describe quip joke smile laugh shout look seem appear sound"""
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """The sum of a stretch's signs and the names of those that speak for it. From THRESHOLD on it is a statement."""

    score: float
    signs: tuple[str, ...] = ()

    @property
    def confidence(self) -> float:
        """0-1; 0.5 at the threshold."""
        return 1 / (1 + math.exp(THRESHOLD - self.score))


def verdict_of(columns: Columns, page: Page, stretch: Stretch) -> Verdict:
    """How much the words of a stretch look like a statement of fact, and why."""
    tokens = stretch.tokens
    inside = set(tokens)
    roots = [t for t in tokens if columns.head[t] == t or columns.head[t] not in inside]
    verb = next((r for r in roots if columns.finite(r) is not None), None)
    if verb is None or columns.subject(verb) is None:
        return Verdict(0.0)
    words = [columns.lower[t] for t in tokens]
    # "US" is a country, "us" is not: a proper noun is none of ourselves.
    common = {columns.lower[t] for t in tokens if not columns.tag[t].startswith("NNP")}
    if _OURSELVES.intersection(common) or any(page.quoted[t] for t in tokens):
        return Verdict(0.0)
    numbers, names = min(_numbers(columns, tokens), 3.0), _names(columns, tokens, columns.subject(verb))
    score = numbers + names
    signs = [name for name, weight in (("number or date", numbers), ("name", names)) if weight]
    carrier = columns.finite(verb)
    assert carrier is not None
    if columns.tag[carrier] in ("VBD", "VBN") or columns.lemma[carrier] == "have":
        score += 0.5
        signs.append("past")
    if any(columns.tag[t] in _COMPARING for t in tokens):
        score += 0.5
        signs.append("comparison")
    score -= 1.0 * sum(w in _SOFT for w in words) + 3.0 * any(w in _HEARSAY for w in words)
    if columns.lemma[verb].lower() in _SAYING and columns.child(verb, "prt") is None:
        score -= 3.0
    if columns.lower[columns.subject(verb) or 0] in _ANYBODY:
        score -= 1.0
    return Verdict(score, tuple(signs))


def _numbers(columns: Columns, tokens: list[int]) -> float:
    total = 0.0
    for token in tokens:
        word, low = columns.word[token], columns.lower[token]
        if low in _MONTHS and columns.tag[token] == "NNP":
            total += 1.0
        elif columns.tag[token] == "CD" or columns.dep[token] == "nummod" or word[0].isdigit():
            if _TIME_OF_DAY.match(word) and columns.tag[token - 1] != "$":
                total += 0.75
            elif low not in _SMALL:
                total += 1.5
        elif low in _WEEKDAYS:
            total += 0.75
        elif low in _DEICTIC or low in _QUANTITIES:
            total += 0.5
    return total


def _names(columns: Columns, tokens: list[int], subject: int | None) -> float:
    named = [t for t in tokens if columns.tag[t] in ("NNP", "NNPS") and columns.lower[t] not in _WEEKDAYS | _MONTHS]
    total = min(0.25 * len(named), 0.5)
    if subject is not None and (columns.tag[subject] in ("NNP", "NNPS")):
        total += 0.25
    return total
