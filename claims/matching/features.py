"""What the ranking weighs for a query and each of its candidate claims: one row of numbers per candidate."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from claims.matching.bm25 import Bm25
from claims.matching.wording import STOP_WORDS, content_words, stem

Rows = NDArray[np.float32]
_NAME = re.compile(r"(?<=[\w,'\"’)] )[A-Z][A-Za-z\-]+")


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


@dataclass(frozen=True, slots=True)
class Candidate:
    """One known claim as the features see it."""

    text: Worded
    title: Worded
    said_on: date | None


def feature_rows(
    query: Worded,
    said_on: date | None,
    candidates: Sequence[Candidate],
    bm25: Bm25,
    scores: Rows,
) -> Rows:
    """Shape (candidates, features). `scores` holds the first-stage scores, one column each, of the candidates.

    Every score comes four times: as it is, as distance to the best candidate, as z-score among the candidates, and as
    1/rank; the rest (overlaps of words, names, pairs) as it is, as distance and as z-score; nearness in time as it is.
    """
    rarity = sum(bm25.idf(term) for term in sorted(query.terms)) + 1e-9
    overlaps = np.array([_overlaps(query, candidate, bm25, rarity) for candidate in candidates], dtype=np.float32)
    times = np.array([_nearness(said_on, candidate.said_on) for candidate in candidates], dtype=np.float32)
    scores = scores.copy()
    scores[:, 1] /= rarity  # BM25 as a share of the most that this query could reach
    both = np.concatenate([scores, overlaps], axis=1)
    distance = both - both.max(axis=0)
    standard = (both - both.mean(axis=0)) / (both.std(axis=0) + 1e-6)
    places = np.argsort(np.argsort(-scores, axis=0, kind="stable"), axis=0)
    return np.concatenate([both, distance, standard, 1 / (1 + places), times], axis=1).astype(np.float32)


def _overlaps(query: Worded, candidate: Candidate, bm25: Bm25, rarity: float) -> list[float]:
    """Shares of rare words held in common, of the claim and of the query; names and pairs of words in common."""
    text, title = candidate.text, candidate.title
    in_text = sum(bm25.idf(term) for term in sorted(text.terms & query.terms))
    in_title = sum(bm25.idf(term) for term in sorted(title.terms & query.terms))
    names = len(text.names & query.names)
    return [
        in_text / (sum(bm25.idf(term) for term in sorted(text.terms)) + 1e-9),
        in_title / (sum(bm25.idf(term) for term in sorted(title.terms)) + 1e-9),
        in_text / rarity,
        in_title / rarity,
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
