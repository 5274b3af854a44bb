"""A Merkle tree over the hashes of events, as in RFC 9162 §2.1: a signed root vouches for each row by itself.

Plain Python. The proof of one event is a few hashes, so an event can be shown to be in the ledger without showing
the others.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

_SIZE = 32


def leaf_hash(event_hash: str) -> bytes:
    """The leaf of an event; `event_hash` in hex."""
    return hashlib.sha256(b"\x00" + bytes.fromhex(event_hash)).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()


class Tree:
    """All levels of the tree, from leaves to root: 64 bytes an event."""

    def __init__(self, event_hashes: Iterable[str]) -> None:
        self._levels = [bytearray()]
        for event_hash in event_hashes:
            self._levels[0] += leaf_hash(event_hash)
        while len(self._levels[-1]) > _SIZE:
            self._levels.append(_above(self._levels[-1]))

    def __len__(self) -> int:
        return len(self._levels[0]) // _SIZE

    def root(self) -> str:
        """The root in hex; of no events, the hash of nothing."""
        return (bytes(self._levels[-1]) or hashlib.sha256(b"").digest()).hex()

    def proof(self, index: int) -> list[str]:
        """The hashes in hex that lead from leaf `index` (from 0) to the root. Raises IndexError beyond the leaves."""
        if not 0 <= index < len(self):
            raise IndexError(f"There is no leaf {index} among {len(self)}.")
        path = []
        for level in self._levels[:-1]:
            beside = (index ^ 1) * _SIZE
            if beside < len(level):
                path.append(bytes(level[beside : beside + _SIZE]).hex())
            index //= 2
        return path


def _above(level: bytearray) -> bytearray:
    """The next level: each two nodes become one, and a last one without a partner goes up as it is."""
    above = bytearray()
    for start in range(0, len(level), 2 * _SIZE):
        left, right = level[start : start + _SIZE], level[start + _SIZE : start + 2 * _SIZE]
        above += node_hash(bytes(left), bytes(right)) if right else left
    return above


def root_from_proof(event_hash: str, *, index: int, size: int, proof: list[str]) -> str | None:
    """The root in hex that this proof leads to (RFC 9162 §2.1.3.2), or None for a proof of the wrong length."""
    if not 0 <= index < size:
        return None
    place, last, found = index, size - 1, leaf_hash(event_hash)
    for step in proof:
        if last == 0:
            return None
        beside = bytes.fromhex(step)
        if place % 2 == 1 or place == last:
            found = node_hash(beside, found)
            while place % 2 == 0 and place != 0:
                place, last = place // 2, last // 2
        else:
            found = node_hash(found, beside)
        place, last = place // 2, last // 2
    return found.hex() if last == 0 else None
