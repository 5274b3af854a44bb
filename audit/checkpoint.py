"""One signed statement about the ledger: so many rows there were, and they ended in this hash. Plain Python."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from audit import signing
from audit.canonical import canonical_json

FORM = 1
TITLE = "claimdesk ledger checkpoint"
TRAIL_DIGITS = 8  # of the hash of each row since the checkpoint before: enough to name the row that was changed
LONGEST_TRAIL = 100_000


class BadCheckpoint(ValueError):
    """A line that is no checkpoint, or that this key has not signed."""


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """Rows 1 to `sequence` of the ledger end in `hash`; `root` is the root of the Merkle tree over their hashes.

    `at`: UTC, ISO 8601. `key`: fingerprint of the signing key. `since`: the last row of the checkpoint before; `trail`
    holds the first TRAIL_DIGITS of each row's hash after it ("" where there are too many).
    """

    sequence: int
    hash: str
    root: str
    at: str
    key: str
    since: int
    trail: str
    signature: str = ""

    def message(self) -> bytes:
        """What is signed: a title that no other signature of ours has, then the canonical JSON of all but this one."""
        content = {name: value for name, value in asdict(self).items() if name != "signature"}
        return f"{TITLE} {FORM}\n{canonical_json({'form': FORM, **content})}".encode()

    def line(self) -> str:
        return canonical_json({"form": FORM, **asdict(self)})

    def digits_of(self, sequence: int) -> str:
        """What the hash of this row begins with, if the trail says so."""
        place = (sequence - self.since - 1) * TRAIL_DIGITS
        return self.trail[place : place + TRAIL_DIGITS] if sequence > self.since else ""


def signed(key: Ed25519PrivateKey, **content: Any) -> Checkpoint:
    """The checkpoint with this content and the key's signature."""
    plain = Checkpoint(key=signing.fingerprint(key.public_key()), **content)
    return Checkpoint(**{**asdict(plain), "signature": signing.sign(key, plain.message())})


def read(line: str, *, key: Ed25519PublicKey | None) -> Checkpoint:
    """The checkpoint in a line, its signature checked unless `key` is None. Raises BadCheckpoint."""
    try:
        content = json.loads(line)
        form = content.pop("form")
        found = Checkpoint(**content)
        whole = isinstance(found.sequence, int) and isinstance(found.since, int) and found.sequence > 0
        message = found.message()
    except (ValueError, TypeError, AttributeError, KeyError, RecursionError) as error:
        raise BadCheckpoint("it is no checkpoint") from error
    if form != FORM or not whole:
        raise BadCheckpoint("it has a form that this version does not know")
    if key is not None and not signing.fits(key, found.signature, message):
        raise BadCheckpoint("its signature does not fit the key")
    return found
