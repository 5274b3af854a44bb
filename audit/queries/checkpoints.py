"""The file of signed checkpoints."""

from __future__ import annotations

from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from django.conf import settings

from audit.checkpoint import BadCheckpoint, Checkpoint, read


class BadCheckpointFile(ValueError):
    """A file of checkpoints that cannot be relied on; the text names the line."""


def checkpoint_file() -> Path:
    """Where checkpoints are written: one a line, the oldest first. Served to the public as it is."""
    return Path(settings.LEDGER_DIR) / "checkpoints.jsonl"


def public_key_file() -> Path:
    """Where the public half of the key is kept for everybody."""
    return Path(settings.LEDGER_DIR) / "public-key.pem"


def read_checkpoints(path: Path, *, key: Ed25519PublicKey | None) -> list[Checkpoint]:
    """The checkpoints of a file, by row, each with its signature checked. Raises BadCheckpointFile."""
    try:
        lines = path.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise BadCheckpointFile(f"{path} cannot be read: {error}.") from error
    found = []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            found.append(read(line, key=key))
        except BadCheckpoint as error:
            raise BadCheckpointFile(f"Line {number} of {path}: {error}.") from error
    if not found:
        raise BadCheckpointFile(f"{path} holds no checkpoint.")
    return sorted(found, key=lambda one: (one.sequence, one.at))


def kept_checkpoints() -> list[Checkpoint]:
    """The desk's own checkpoints, signatures unchecked; none before the first."""
    path = checkpoint_file()
    return read_checkpoints(path, key=None) if path.exists() and path.stat().st_size else []


def last_checkpoint() -> Checkpoint | None:
    """The desk's newest checkpoint, without reading all that came before it."""
    path = checkpoint_file()
    if not path.exists():
        return None
    with path.open("rb") as file:
        size = file.seek(0, 2)
        span = 4096
        while True:
            file.seek(max(0, size - span))
            lines = file.read().rstrip(b"\n").splitlines()
            if len(lines) > 1 or span >= size:
                break
            span *= 4
    if not lines or not lines[-1].strip():
        return None
    try:
        return read(lines[-1].decode("utf-8", "replace"), key=None)
    except BadCheckpoint as error:
        raise BadCheckpointFile(f"The last line of {path}: {error}.") from error
