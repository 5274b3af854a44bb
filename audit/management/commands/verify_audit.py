"""`manage.py verify_audit`: is the ledger whole?"""

from __future__ import annotations

import sys
from typing import Any

from django.core.management.base import BaseCommand

from audit.queries import verify_chain


class Command(BaseCommand):
    help = "Walk the audit ledger. Exit status 1 and the first bad row if anything was changed, removed or added."

    def handle(self, *args: Any, **options: Any) -> None:
        verdict = verify_chain()
        if verdict.bad_sequence is None:
            self.stdout.write(f"{verdict.checked} events, all sound. Last hash {verdict.last_hash}")
            return
        self.stderr.write(
            f"First bad row: {verdict.bad_sequence}: {verdict.reason}. {verdict.checked} rows before it are sound."
        )
        sys.exit(1)
