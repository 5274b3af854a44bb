"""Sign what the ledger is now, into a file outside the database."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

import structlog
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings
from django.utils import timezone

from audit.canonical import GENESIS, moment
from audit.checkpoint import LONGEST_TRAIL, TRAIL_DIGITS, Checkpoint, signed
from audit.merkle import Tree
from audit.models import AuditEvent
from audit.queries.checkpoints import checkpoint_file, last_checkpoint, public_key_file
from audit.signing import public_pem, signing_key
from core.errors import Conflict

logger = structlog.get_logger(__name__)


def write_checkpoint(*, at_least: int = 0) -> Checkpoint | None:
    """Sign the ledger as it is and add the line to the file. None for an empty ledger.

    `at_least`: leave it if a checkpoint covers that many rows already. Before signing, the rows since the checkpoint
    before are walked and that checkpoint's own row is looked at: a ledger that was changed behind it is never signed.
    Raises Conflict then, KeyMissing without a key, BadCheckpointFile for a file that is none of ours.
    """
    key = ledger_key()
    with _locked(checkpoint_file()):
        before = last_checkpoint()
        if before is not None and at_least and before.sequence >= at_least:
            return before
        since = before.sequence if before else 0
        hashes = _sound_hashes(since, before.hash if before else GENESIS)
        every = [] if not hashes and not since else list(_hashes_to(since + len(hashes)))
        if not every:
            return None
        trail = "".join(one[:TRAIL_DIGITS] for one in hashes) if len(hashes) <= LONGEST_TRAIL else ""
        checkpoint = signed(
            key,
            sequence=len(every),
            hash=every[-1],
            root=Tree(every).root(),
            at=moment(timezone.now()),
            since=since,
            trail=trail,
        )
        _add_line(checkpoint, key)
    return checkpoint


def write_checkpoint_if_due() -> Checkpoint | None:
    """The hourly one: sign if the newest is LEDGER_CHECKPOINT_SECONDS old and the ledger has begun."""
    before = last_checkpoint()
    age = timedelta(seconds=settings.LEDGER_CHECKPOINT_SECONDS)
    if before is not None and timezone.now() - datetime.fromisoformat(before.at) < age:
        return None
    try:
        return write_checkpoint()
    except Conflict as refusal:
        logger.exception("ledger_not_signed", reason=refusal.message)
        return None


def ledger_key() -> Ed25519PrivateKey:
    """The key that this desk signs with. Raises KeyMissing where it is not."""
    named = str(settings.LEDGER_KEY_FILE)
    path = Path(named) if named else Path(settings.LEDGER_DIR) / "signing-key.pem"
    return signing_key(path, make=not named)


def _sound_hashes(since: int, last_hash: str) -> list[str]:
    """The hashes of the rows after `since`, each checked, the row at `since` looked at. Raises Conflict."""
    if since:
        now = AuditEvent.objects.filter(sequence=since).first()
        if now is None or now.hash != last_hash or now.expected_hash() != last_hash:
            raise Conflict(
                f"Row {since} of the ledger is not the one that was signed last. Nothing is signed. Run verify_audit"
                f" with --checkpoint {checkpoint_file()}."
            )
    previous, expected, hashes = last_hash, since + 1, []
    for row in AuditEvent.objects.filter(sequence__gt=since).order_by("sequence").iterator(chunk_size=2000):
        if row.sequence != expected or row.previous_hash != previous or row.expected_hash() != row.hash:
            raise Conflict(f"Row {expected} of the ledger is not sound. Nothing is signed. Run verify_audit.")
        hashes.append(row.hash)
        previous, expected = row.hash, expected + 1
    return hashes


def _hashes_to(sequence: int) -> Iterator[str]:
    """The hash column alone, up to this row: what came later is the next checkpoint's."""
    rows = AuditEvent.objects.filter(sequence__lte=sequence).order_by("sequence")
    return rows.values_list("hash", flat=True).iterator(chunk_size=10_000)


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    """One writer at a time, whichever process it is in."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _add_line(checkpoint: Checkpoint, key: Ed25519PrivateKey) -> None:
    public_key_file().write_bytes(public_pem(key.public_key()))
    with checkpoint_file().open("a", encoding="utf-8") as file:
        file.write(checkpoint.line() + "\n")
        file.flush()
        os.fsync(file.fileno())
