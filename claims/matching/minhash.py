"""MinHash bands (Broder 1997): near-identical wordings share at least one number, so a GIN index finds them."""

from __future__ import annotations

from functools import cache
from hashlib import blake2b
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from claims.matching.wording import content_words, words

BANDS = 12
ROWS = 3
_SEED = 20261123


def minhash_bands(text: str) -> list[int]:
    """Twelve signed 32-bit numbers, each over three minima; the number of a band is part of it. No words: none.

    The set that is hashed holds the stems of the content words and their pairs, so that two texts with nothing but
    small words in common share no band.
    """
    terms = content_words(text) or words(text)
    shingles = {*terms, *(f"{one} {two}" for one, two in pairwise(terms))}
    if not shingles:
        return []
    hashes = np.array([_hash64(shingle.encode("utf-8", "surrogatepass")) for shingle in shingles], dtype=np.uint64)
    factors, offsets = _permutations()
    minima = (hashes[:, None] * factors + offsets).min(axis=0).reshape(BANDS, ROWS)
    return [
        int.from_bytes(blake2b(bytes([band]) + row.tobytes(), digest_size=4).digest(), "little", signed=True)
        for band, row in enumerate(minima)
    ]


def _hash64(value: bytes) -> int:
    return int.from_bytes(blake2b(value, digest_size=8).digest(), "little")


@cache
def _permutations() -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    drawn = np.random.Generator(np.random.PCG64(_SEED)).integers(0, 2**64, (2, BANDS * ROWS), dtype=np.uint64)
    return drawn[0] | np.uint64(1), drawn[1]
