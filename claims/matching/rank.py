"""Known claims closest to a text, all in memory: words (BM25) and meaning (MiniLM) pick fifty, `order` ranks them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from claims.matching import embedding
from claims.matching.bm25 import Bm25
from claims.matching.features import Candidate
from claims.matching.order import WORDS_SHARE, Found, Mode, Query, ranked, standard
from claims.matching.wording import content_words, posted_on, without_address

CANDIDATES = 50


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
        self._bm25 = Bm25([content_words(f"{c.text} {c.title} {c.subtitle}") for c in self.claims])
        self._candidates: dict[int, Candidate] = {}

    @property
    def mode(self) -> Mode:
        """Whether meaning is weighed, or words only."""
        return "words" if self._vectors is None else "meaning"

    def without_meaning(self) -> None:
        """Search by words only from now on."""
        self._vectors = None

    def rank(self, text: str, *, said_on: date | None = None, top: int = CANDIDATES) -> list[tuple[str, float]]:
        """At most `top` (50) claim ids with scores, best first.

        `said_on` is when the text was said; without it the date of a post's signature is taken, if there is one.
        The score is the probability (0-1) that the claim is the one meant.
        """
        rows, query, found = self.candidates(text, said_on)
        return [(self.claims[rows[place]].id, score) for place, score in ranked(query, found)[:top]]

    def candidates(self, text: str, said_on: date | None = None) -> tuple[list[int], Query, Found]:
        """Rows of the fifty best by words and meaning, best first, and what `order` needs to rank them."""
        plain = without_address(text)
        said_on = said_on or posted_on(text)
        if not self.claims:
            return [], Query(plain, said_on), Found(())
        words = self._bm25.scores(content_words(plain))
        if self._vectors is None:
            rows = _best(words)
            return rows, Query(plain, said_on), Found(self._known(rows))
        vector = embedding.embed([plain])[0]
        alike, titled = self._vectors.text @ vector, self._vectors.title @ vector
        rows = _best(WORDS_SHARE * standard(words) + standard(np.maximum(alike, titled)))
        return rows, Query(plain, said_on, vector), Found(self._known(rows), (alike[rows], titled[rows]))

    def _known(self, rows: Sequence[int]) -> list[Candidate]:
        for row in rows:
            if row not in self._candidates:
                claim = self.claims[row]
                self._candidates[row] = Candidate.of(claim.text, claim.title, claim.subtitle, claim.said_on)
        return [self._candidates[row] for row in rows]


def _best(scores: embedding.Vectors) -> list[int]:
    rows: list[int] = np.argsort(-scores, kind="stable")[:CANDIDATES].tolist()
    return rows
