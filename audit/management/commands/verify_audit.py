"""`manage.py verify_audit`: is the ledger whole, and do the rows say what it says?"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from django.core.management.base import BaseCommand, CommandParser
from django.db import connection, transaction

from audit.checkpoint import Checkpoint
from audit.queries import BadCheckpointFile, Verdict, read_checkpoints, verify_ledger
from audit.queries.checkpoints import public_key_file
from audit.signing import KeyMissing, public_key


class Command(BaseCommand):
    help = (
        "Walk the audit ledger and compare reviews, evidence and editions with it. Exit status 1 and the first bad row"
        " if anything was changed, removed or added. A copy of the checkpoints, kept elsewhere, also shows a tail that"
        " was cut off and a ledger that was written anew as a whole."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--checkpoint", metavar="FILE", help="signed checkpoints, one a line; the last may be enough"
        )
        parser.add_argument(
            "--public-key", metavar="FILE", help="the key they were signed with (PEM); the desk's own by default"
        )
        parser.add_argument("--files", action="store_true", help="also compare the captured files with their SHA-256")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            checkpoints = self._checkpoints(options["checkpoint"], options["public_key"])
        except (BadCheckpointFile, KeyMissing) as error:
            self._end(str(error))
        alone = not connection.in_atomic_block
        with transaction.atomic():
            if alone:
                self._see_one_moment()
            found = verify_ledger(checkpoints=checkpoints, files=options["files"])
        if found.bad_sequence is not None:
            self._end(f"First bad row: {found.bad_sequence}: {found.reason}. {found.checked} rows before it are sound.")
        if found.bad_row:
            self._end(f"First bad row: {found.bad_row}: {found.reason}. The {found.checked} events are sound.")
        self._say(found, checkpoints)

    def _checkpoints(self, file: str | None, key_file: str | None) -> list[Checkpoint]:
        if file is None:
            return []
        key: Ed25519PublicKey = public_key(Path(key_file) if key_file else public_key_file())
        return read_checkpoints(Path(file), key=key)

    def _see_one_moment(self) -> None:
        """So that what others write meanwhile is neither half seen nor taken for a change."""
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")

    def _say(self, found: Verdict, checkpoints: list[Checkpoint]) -> None:
        self.stdout.write(f"{found.checked} events, all sound. Last hash {found.last_hash}")
        self.stdout.write(f"{found.rows} rows of other tables say what their last event recorded.")
        if found.older:
            self.stdout.write(f"{found.older} rows are older than the first event that vouches for their table.")
        if checkpoints:
            last = checkpoints[-1]
            self.stdout.write(
                f"The ledger is the one that was signed: {len(checkpoints)} checkpoints, the last over {last.sequence}"
                f" events on {last.at}. {found.unsigned} events are newer."
            )

    def _end(self, sentence: str) -> None:
        self.stderr.write(sentence)
        sys.exit(1)
