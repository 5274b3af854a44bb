"""Put the candidates for a text in order: the one ranking of the product, wherever the candidates come from.

`match_claims` finds candidates in memory (`rank.ClaimIndex`), the newsroom in PostgreSQL (`claims.search`); both
hand them to `ranked`.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Literal

import numpy as np

from claims.matching.features import Candidate, Rows, Worded, feature_rows, word_score

ARTEFACT = Path(__file__).parent / "artefacts" / "ranking.json"
WORDS_SHARE = 0.5  # of BM25's z-score beside that of meaning, where candidates are picked

Mode = Literal["meaning", "words"]


@dataclass(frozen=True, slots=True)
class Query:
    """A text to find claims for: without addresses and handles (`wording.without_address`), its day, its vector."""

    text: str
    said_on: date | None = None
    vector: Rows | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """Candidates with the likeness of their meaning to the query: cosines to claim and title, or None by words only."""

    candidates: Sequence[Candidate]
    likeness: tuple[Rows, Rows] | None = None


@dataclass(frozen=True, slots=True)
class Order:
    """A logistic model over `feature_rows`: the answer is the probability that the candidate is the claim meant."""

    weights: Rows
    intercept: float

    def probabilities(self, rows: Rows) -> Rows:
        logits = rows @ self.weights + self.intercept
        return np.asarray(1 / (1 + np.exp(-np.clip(logits, -30, 30))), dtype=np.float32)


@cache
def load_order(mode: Mode) -> Order | None:
    """The learned order for a mode, or None without the file: likeness alone decides then."""
    if not ARTEFACT.is_file():
        return None
    stored = json.loads(ARTEFACT.read_text(encoding="utf-8"))[mode]
    return Order(np.array(stored["weights"], dtype=np.float32), float(stored["intercept"]))


def ranked(query: Query, found: Found) -> list[tuple[int, float]]:
    """Places in `found.candidates` with the probability (0-1) that it is the claim meant, best first."""
    if not found.candidates:
        return []
    features = features_of(query, found)
    order = load_order("words" if found.likeness is None else "meaning")
    scores = order.probabilities(features) if order else _plain(features, found)
    places = sorted(range(len(found.candidates)), key=lambda place: (-scores[place], place))
    return [(place, round(float(scores[place]), 6)) for place in places]


def features_of(query: Query, found: Found) -> Rows:
    """Shape (candidates, features): what the learned order weighs."""
    worded = Worded.of(query.text)
    columns = [np.array([word_score(worded, candidate) for candidate in found.candidates], dtype=np.float32)]
    if found.likeness is not None:
        text, title = found.likeness
        columns += [text, title, np.maximum(text, title)]
    return feature_rows(worded, query.said_on, found.candidates, np.stack(columns, axis=1))


def standard(values: Rows) -> Rows:
    """z-scores."""
    return np.asarray((values - values.mean()) / (values.std() + 1e-9), dtype=np.float32)


def _plain(features: Rows, found: Found) -> Rows:
    return features[:, 0] if found.likeness is None else np.clip(features[:, 3], 0, 1)
