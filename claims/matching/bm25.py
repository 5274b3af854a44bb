"""BM25 over a fixed list of texts (Robertson and Zaragoza 2009), as postings in numpy arrays."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray


class Bm25:
    """Texts given as lists of terms; scores a query against all of them at once."""

    def __init__(self, documents: Sequence[Sequence[str]], *, k1: float = 1.2, b: float = 0.75) -> None:
        self.count = len(documents)
        lengths = np.array([len(document) for document in documents], dtype=np.float32)
        norm = k1 * (1 - b + b * lengths / max(float(lengths.mean()) if self.count else 1.0, 1e-9))
        postings: dict[str, tuple[list[int], list[int]]] = {}
        for row, document in enumerate(documents):
            for term, times in Counter(document).items():
                rows, counts = postings.setdefault(term, ([], []))
                rows.append(row)
                counts.append(times)
        self._postings: dict[str, tuple[NDArray[np.int32], NDArray[np.float32]]] = {}
        for term, (rows, counts) in postings.items():
            at, times_ = np.array(rows, dtype=np.int32), np.array(counts, dtype=np.float32)
            weights = self._rarity(len(rows)) * times_ * (k1 + 1) / (times_ + norm[at])
            self._postings[term] = (at, weights.astype(np.float32))

    def scores(self, terms: Sequence[str]) -> NDArray[np.float32]:
        """Scores of all texts for a query, shape (number of texts,). Repeated query terms count once."""
        total = np.zeros(self.count, dtype=np.float32)
        for term in dict.fromkeys(terms):
            if term in self._postings:
                rows, weights = self._postings[term]
                total[rows] += weights
        return total

    def _rarity(self, documents: int) -> float:
        """Inverse document frequency of a term that stands in so many documents, in nats."""
        return float(np.log1p((self.count - documents + 0.5) / (documents + 0.5)))
