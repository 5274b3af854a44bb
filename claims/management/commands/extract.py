"""`manage.py extract --in docs.jsonl --out pred.jsonl`: pure extraction, no database (DESIGN §5)."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from claims.extraction.jsonl import InputError, run


class Command(BaseCommand):
    help = "Find who says what in each document of a JSON Lines file."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--in", dest="in_path", type=Path, required=True, help="documents: doc_id, text")
        parser.add_argument("--out", dest="out_path", type=Path, required=True, help="predictions, one a line")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            count = run(options["in_path"], options["out_path"])
        except (InputError, OSError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{count} documents read, written to {options['out_path']}")
