"""What the ranking weighs for a query and each of its candidate claims: one row of numbers per candidate."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from claims.matching.rarity import rarity
from claims.matching.wording import STOP_WORDS, content_words, stem

Rows = NDArray[np.float32]
_NAME = re.compile(r"(?<=[\w,'\"’)] )[A-Z][A-Za-z\-]+")
_K1, _B, _USUAL_LENGTH = 1.2, 0.75, 20.0


@dataclass(frozen=True, slots=True)
class Worded:
    """A text taken apart once."""

    terms: frozenset[str]
    pairs: frozenset[tuple[str, str]]
    names: frozenset[str]  # words with a capital inside the sentence, and numbers

    @classmethod
    def of(cls, text: str) -> Worded:
        terms = content_words(text)
        names = {stem(name.lower()) for name in _NAME.findall(text)} - STOP_WORDS
        numbers = {term for term in terms if term[0].isdigit()}
        return cls(frozenset(terms), frozenset(pairwise(terms)), frozenset(names | numbers))

    @property
    def weight(self) -> float:
        """How much its words tell: the sum of their rarities."""
        return sum(rarity(term) for term in sorted(self.terms)) + 1e-9


@dataclass(frozen=True, slots=True)
class Candidate:
    """One known claim as the features see it. `words` are the stems of claim, title and subtitle, with repeats."""

    text: Worded
    title: Worded
    words: tuple[str, ...]
    said_on: date | None

    @classmethod
    def of(cls, text: str, title: str = "", subtitle: str = "", said_on: date | None = None) -> Candidate:
        words = tuple(content_words(f"{text} {title} {subtitle}"))
        return cls(Worded.of(text), Worded.of(title), words, said_on)


def word_score(query: Worded, candidate: Candidate) -> float:
    """BM25 of a candidate (Robertson and Zaragoza 2009), with general rarities and a usual length."""
    counts = Counter(candidate.words)
    norm = _K1 * (1 - _B + _B * len(candidate.words) / _USUAL_LENGTH)
    return sum(
        rarity(term) * counts[term] * (_K1 + 1) / (counts[term] + norm) for term in sorted(query.terms) if counts[term]
    )


def feature_rows(query: Worded, said_on: date | None, candidates: Sequence[Candidate], scores: Rows) -> Rows:
    """Shape (candidates, features). `scores` holds BM25 first, then likenesses of meaning, one column each.

    Every score comes four times: as it is, as distance to the best candidate, as z-score among the candidates, and as
    1/rank; the rest (overlaps of words, names, pairs) as it is, as distance and as z-score; nearness in time as it is.
    """
    whole = query.weight
    overlaps = np.array([_overlaps(query, candidate, whole) for candidate in candidates], dtype=np.float32)
    times = np.array([_nearness(said_on, candidate.said_on) for candidate in candidates], dtype=np.float32)
    scores = scores.copy()
    scores[:, 0] /= whole  # BM25 as a share of the most that this query could reach
    both = np.concatenate([scores, overlaps], axis=1)
    distance = both - both.max(axis=0)
    standard = (both - both.mean(axis=0)) / (both.std(axis=0) + 1e-6)
    places = np.argsort(np.argsort(-scores, axis=0, kind="stable"), axis=0)
    return np.concatenate([both, distance, standard, 1 / (1 + places), times], axis=1).astype(np.float32)


def _overlaps(query: Worded, candidate: Candidate, whole: float) -> list[float]:
    """Shares of rare words held in common, of the claim and of the query; names and pairs of words in common."""
    text, title = candidate.text, candidate.title
    in_text = sum(rarity(term) for term in sorted(text.terms & query.terms))
    in_title = sum(rarity(term) for term in sorted(title.terms & query.terms))
    names = len(text.names & query.names)
    return [
        in_text / text.weight,
        in_title / title.weight,
        in_text / whole,
        in_title / whole,
        names / (len(text.names) + 1),
        names / (len(query.names) + 1),
        len(text.pairs & query.pairs) / (len(text.terms) + 1),
        float(len(text.terms & query.terms)),
    ]


def _nearness(one: date | None, other: date | None) -> list[float]:
    """Both dated or not, and how near on the scale of days, months, years. The same before and after."""
    if one is None or other is None:
        return [0.0, 0.0, 0.0, 0.0]
    days = abs((one - other).days)
    return [1.0, float(np.exp(-days / 4)), float(np.exp(-days / 30)), float(np.exp(-days / 365))]
