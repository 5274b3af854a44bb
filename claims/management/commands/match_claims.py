"""`manage.py match_claims --claims claims.jsonl --queries q.jsonl --out ranking.jsonl` (DESIGN §5): no database."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from claims.matching.jsonl import InputError, run


class Command(BaseCommand):
    help = "Rank the known claims for each query, best first, by the code that the newsroom's matching runs."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--claims", type=Path, required=True, help="known claims: claim_id, text, title?, date?")
        parser.add_argument("--queries", type=Path, required=True, help="queries: query_id, text, date?")
        parser.add_argument("--out", dest="out_path", type=Path, required=True, help="rankings, one a line")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            count = run(options["claims"], options["queries"], options["out_path"], self.stderr.write)
        except (InputError, OSError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{count} queries ranked, written to {options['out_path']}")
