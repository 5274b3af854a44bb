"""BM25 over a fixed list of texts (Robertson and Zaragoza 2009), as postings in numpy arrays."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray


class Bm25:
    """Texts given as lists of terms; scores a query against all of them at once.

    `background` = (document frequencies, number of documents) of a larger collection: with few texts of one's own,
    how rare a word is must come from elsewhere.
    """

    def __init__(
        self,
        documents: Sequence[Sequence[str]],
        *,
        k1: float = 1.2,
        b: float = 0.75,
        background: tuple[Mapping[str, int], int] | None = None,
    ) -> None:
        self.count = len(documents)
        lengths = np.array([len(document) for document in documents], dtype=np.float32)
        norm = k1 * (1 - b + b * lengths / max(float(lengths.mean()) if self.count else 1.0, 1e-9))
        postings: dict[str, tuple[list[int], list[int]]] = {}
        for row, document in enumerate(documents):
            for term, times in Counter(document).items():
                rows, counts = postings.setdefault(term, ([], []))
                rows.append(row)
                counts.append(times)
        self._background = background
        self._idf: dict[str, float] = {}
        self._postings: dict[str, tuple[NDArray[np.int32], NDArray[np.float32]]] = {}
        for term, (rows, counts) in postings.items():
            self._idf[term] = self._rarity(term, len(rows))
            at, times_ = np.array(rows, dtype=np.int32), np.array(counts, dtype=np.float32)
            weights = self._idf[term] * times_ * (k1 + 1) / (times_ + norm[at])
            self._postings[term] = (at, weights.astype(np.float32))

    def idf(self, term: str) -> float:
        """How rare a term is, in nats; a term nobody has seen is the rarest."""
        known = self._idf.get(term)
        return self._rarity(term, 0) if known is None else known

    def scores(self, terms: Sequence[str]) -> NDArray[np.float32]:
        """Scores of all texts for a query, shape (number of texts,). Repeated query terms count once."""
        total = np.zeros(self.count, dtype=np.float32)
        for term in dict.fromkeys(terms):
            if term in self._postings:
                rows, weights = self._postings[term]
                total[rows] += weights
        return total

    def _rarity(self, term: str, documents: int) -> float:
        count = self.count
        if self._background is not None:
            frequencies, background_count = self._background
            documents, count = documents + frequencies.get(term, 0), count + background_count
        return float(np.log1p((count - documents + 0.5) / (documents + 0.5)))
