"""Reads of the ledger."""

from audit.queries.checkpoints import BadCheckpointFile, kept_checkpoints, last_checkpoint, read_checkpoints
from audit.queries.history import history_of
from audit.queries.verify import Verdict, verify_chain, verify_ledger

__all__ = [
    "BadCheckpointFile",
    "Verdict",
    "history_of",
    "kept_checkpoints",
    "last_checkpoint",
    "read_checkpoints",
    "verify_chain",
    "verify_ledger",
]
