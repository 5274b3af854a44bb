"""Which texts are copies of each other: wire stories, press releases. For counting corroboration by origin.

Method: shingles of five words; 36 minimum hashes (Broder, "On the resemblance and containment of documents", 1997)
in 12 bands of 3. Two texts that share a band are candidates, which `copied_share` then measures exactly. The hashes do
not depend on process or machine, so they may be stored.
"""

from __future__ import annotations

import re
import zlib
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

SHINGLE_WORDS: Final = 5
BANDS: Final = 12
ROWS: Final = 3
_WORD = re.compile(r"[^\W_]+")
_BLOCK: Final = 4_096  # shingles hashed at a time: bounds the memory
_MIX: Final = np.uint64(0x9E3779B97F4A7C15)

_Hashes = NDArray[np.uint64]


def copy_fingerprint(text: str) -> list[int]:
    """Twelve signed 32-bit numbers for an `int[]` column with a GIN index; `[]` for a text without words.

    Texts with an equal number in them are candidates for copies: about 44 % of shared shingles makes it likely, 60 %
    nearly sure.
    """
    hashes = _shingle_hashes(text)
    if not hashes.size:
        return []
    multipliers, additions = _permutations()
    lowest = np.full(BANDS * ROWS, np.iinfo(np.uint64).max, dtype=np.uint64)
    for start in range(0, hashes.size, _BLOCK):
        block = hashes[start : start + _BLOCK, None]
        lowest = np.minimum(lowest, (block * multipliers + additions).min(axis=0))
    bands = [np.append(band, np.uint64(number)) for number, band in enumerate(lowest.reshape(BANDS, ROWS))]
    return [zlib.crc32(band.astype("<u8").tobytes()) - 2**31 for band in bands]


def copied_share(copy: str, original: str) -> float:
    """How much of `copy` (0 to 1, by shingles of five words) stands in `original` as well. Not symmetric.

    A press release that fills a third of a story gives 1/3 for (story, release) and nearly 1 the other way round.
    """
    own = np.unique(_shingle_hashes(copy))
    if not own.size:
        return 0.0
    return float(np.isin(own, _shingle_hashes(original)).mean())


def _shingle_hashes(text: str) -> _Hashes:
    """One 64-bit hash for each run of five words (one for the whole text when it has fewer), in order."""
    words = [match.casefold() for match in _WORD.findall(text)]
    if not words:
        return np.zeros(0, dtype=np.uint64)
    numbers = {word: _word_hash(word) for word in set(words)}
    tokens = np.array([numbers[word] for word in words], dtype=np.uint64)
    width = min(SHINGLE_WORDS, tokens.size)
    count = tokens.size - width + 1
    mixed = np.zeros(count, dtype=np.uint64)
    for offset in range(width):
        mixed = (mixed ^ tokens[offset : offset + count]) * _MIX
        mixed ^= mixed >> np.uint64(29)
    return mixed


def _word_hash(word: str) -> int:
    data = word.encode("utf-8", "replace")
    return zlib.crc32(data) << 32 | zlib.crc32(data[::-1], 0x5BD1E995)


@lru_cache(maxsize=1)
def _permutations() -> tuple[_Hashes, _Hashes]:
    """Multipliers (odd) and additions of the 36 hash functions, always the same."""
    numbers = [_word_hash(f"claimdesk permutation {number}") for number in range(2 * BANDS * ROWS)]
    multipliers = np.array([number | 1 for number in numbers[: BANDS * ROWS]], dtype=np.uint64)
    return multipliers, np.array(numbers[BANDS * ROWS :], dtype=np.uint64)
