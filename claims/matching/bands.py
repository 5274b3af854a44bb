"""MinHash bands of a claim: equal numbers mean near-equal wording. For an `int[]` column with a GIN index.

Broder 1997; banding after Leskovec, Rajaraman and Ullman, Mining of Massive Datasets, chapter 3. Twelve bands of three
hashes find pairs from a Jaccard similarity of about 0.44 on with even odds, and nearly all from 0.6 on.
"""

from __future__ import annotations

import zlib
from functools import lru_cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from claims.matching.wording import words

BANDS, ROWS = 12, 3


def minhash_bands(text: str) -> list[int]:
    """Twelve signed 32-bit integers over the pairs of neighbouring words; `[]` for a text without words."""
    hashes = _shingles(text)
    if not hashes.size:
        return []
    multipliers, additions = _permutations()
    # Multiply-shift hashing (Dietzfelbinger 1997): unsigned overflow is wanted, the upper half is the hash.
    mixed = (hashes[:, None] * multipliers[None, :] + additions[None, :]) >> np.uint64(32)
    lowest = mixed.min(axis=0).reshape(BANDS, ROWS)
    return [_band(number, row) for number, row in enumerate(lowest)]


def _shingles(text: str) -> NDArray[np.uint64]:
    tokens = words(text)
    pairs = {f"{a} {b}" for a, b in pairwise(tokens)} | set(tokens)
    return np.array(sorted(zlib.crc32(pair.encode("utf-8", "replace")) for pair in pairs), dtype=np.uint64)


def _band(number: int, row: NDArray[np.uint64]) -> int:
    value = zlib.crc32(bytes([number]) + row.tobytes())
    return value - (1 << 32) if value >= 1 << 31 else value


@lru_cache(maxsize=1)
def _permutations() -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    numbers = np.random.default_rng(20_260_901).integers(1, 1 << 63, size=(2, BANDS * ROWS), dtype=np.uint64)
    return numbers[0] | np.uint64(1), numbers[1]
