"""Known claims closest to a text: words (BM25) and meaning (MiniLM) pick fifty, a learned order ranks them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Literal

import numpy as np

from claims.matching import embedding
from claims.matching.bm25 import Bm25
from claims.matching.features import Candidate, Rows, Worded, feature_rows
from claims.matching.wording import content_words, posted_on, without_address

ARTEFACT = Path(__file__).parent / "artefacts" / "ranking.json"
CANDIDATES = 50
_WORDS_SHARE = 0.5  # of BM25's z-score beside that of meaning, in the first stage


@dataclass(frozen=True, slots=True)
class KnownClaim:
    """A claim that can be found. Title and subtitle are those of its fact check, where there is one."""

    id: str
    text: str
    title: str = ""
    subtitle: str = ""
    said_on: date | None = None


@dataclass(frozen=True, slots=True)
class Vectors:
    """Unit vectors of the claims' texts and titles, each of shape (claims, 384)."""

    text: embedding.Vectors
    title: embedding.Vectors


@dataclass(frozen=True, slots=True)
class Order:
    """A logistic model over `feature_rows`: the answer is the probability that the candidate is the claim meant."""

    weights: Rows
    intercept: float

    def probabilities(self, rows: Rows) -> Rows:
        logits = rows @ self.weights + self.intercept
        return np.asarray(1 / (1 + np.exp(-np.clip(logits, -30, 30))), dtype=np.float32)


@cache
def load_order(mode: Literal["meaning", "words"]) -> Order | None:
    """The learned order for a mode, or None without the file: the first stage's order stands then."""
    if not ARTEFACT.is_file():
        return None
    stored = json.loads(ARTEFACT.read_text(encoding="utf-8"))[mode]
    return Order(np.array(stored["weights"], dtype=np.float32), float(stored["intercept"]))


class ClaimIndex:
    """Claims made ready to be searched. Give `vectors` where they are stored; else they are computed, or left out
    where the model package is missing (`mode` says "words" then)."""

    def __init__(self, claims: Sequence[KnownClaim], *, vectors: Vectors | None = None) -> None:
        self.claims = list(claims)
        if vectors is None and embedding.available():
            vectors = Vectors(
                embedding.embed([claim.text for claim in self.claims]),
                embedding.embed([claim.title or claim.text for claim in self.claims]),
            )
        self._vectors = vectors
        self.mode: Literal["meaning", "words"] = "words" if vectors is None else "meaning"
        self._bm25 = Bm25([content_words(f"{c.text} {c.title} {c.subtitle}") for c in self.claims])
        self._candidates: dict[int, Candidate] = {}

    def rank(self, query: str, *, said_on: date | None = None, top: int = CANDIDATES) -> list[tuple[str, float]]:
        """At most `top` (50) claim ids with scores, best first.

        `said_on` is when the query was said; without it the date of a post's signature is taken, if there is one.
        The score is the probability (0-1) that the claim is the one meant.
        """
        rows, features = self.candidates(query, said_on)
        if not len(rows):
            return []
        order = load_order(self.mode)
        first = features[:, 0]
        scores = order.probabilities(features) if order else 1 / (1 + np.exp(-np.clip(first, -30, 30)))
        ranked = sorted(range(len(rows)), key=lambda place: (-scores[place], place))[:top]
        return [(self.claims[rows[place]].id, round(float(scores[place]), 6)) for place in ranked]

    def candidates(self, query: str, said_on: date | None = None) -> tuple[list[int], Rows]:
        """Rows of the fifty best of the first stage, best first, and their features."""
        plain = without_address(query)
        if not self.claims:
            return [], np.zeros((0, 0), dtype=np.float32)
        words = self._bm25.scores(content_words(plain))
        columns = [words]
        first = words
        if self._vectors is not None:
            vector = embedding.embed([plain])[0]
            text, title = self._vectors.text @ vector, self._vectors.title @ vector
            best = np.maximum(text, title)
            first = _WORDS_SHARE * _standard(words) + _standard(best)
            columns += [text, title, best]
        rows = np.argsort(-first, kind="stable")[:CANDIDATES].tolist()
        scores = np.stack([first, *columns], axis=1)[rows]
        known = [self._candidate(row) for row in rows]
        return rows, feature_rows(Worded.of(plain), said_on or posted_on(query), known, self._bm25, scores)

    def _candidate(self, row: int) -> Candidate:
        if row not in self._candidates:
            claim = self.claims[row]
            self._candidates[row] = Candidate(Worded.of(claim.text), Worded.of(claim.title), claim.said_on)
        return self._candidates[row]


def _standard(values: Rows) -> Rows:
    return np.asarray((values - values.mean()) / (values.std() + 1e-9), dtype=np.float32)
