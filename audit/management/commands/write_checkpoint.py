"""`manage.py write_checkpoint`: sign the ledger now."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from audit.queries import BadCheckpointFile
from audit.services import write_checkpoint
from audit.signing import KeyMissing, fingerprint, signing_key
from core.errors import DomainError


class Command(BaseCommand):
    help = "Sign the audit ledger as it is now and print the checkpoint. The worker does the same once an hour."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--make-key", metavar="FILE", help="only make a signing key in FILE, for LEDGER_KEY_FILE")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            if options["make_key"]:
                key = signing_key(Path(options["make_key"]), make=True)
                self.stdout.write(
                    f"The key in {options['make_key']} has the fingerprint {fingerprint(key.public_key())}"
                )
                return
            checkpoint = write_checkpoint()
        except (KeyMissing, BadCheckpointFile, DomainError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(checkpoint.line() if checkpoint else "The ledger is empty: there is nothing to sign yet.")
