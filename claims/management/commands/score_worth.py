"""`manage.py score_worth --in FILE --out scores.jsonl` (DESIGN §5): pure, no database."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from claims.extraction.scoring_jsonl import InputError, score_worth
from claims.matching import embedding


class Command(BaseCommand):
    help = "Score how much each sentence deserves a reviewer's time, 0-1; worth checking from 0.5."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--in", dest="in_path", type=Path, required=True, help="sentences: id, text")
        parser.add_argument("--out", dest="out_path", type=Path, required=True, help="scores, one a line")
        parser.add_argument("--fast", action="store_true", help="the scorer of the extraction pipeline alone")

    def handle(self, *args: Any, **options: Any) -> None:
        meaning = None if options["fast"] or not embedding.available() else embedding.embed_layers
        if meaning is None and not options["fast"]:
            self.stderr.write("the embedding package is not installed: the fast scorer answers alone")
        try:
            count = score_worth(options["in_path"], options["out_path"], meaning)
        except (InputError, OSError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{count} scored, written to {options['out_path']}")
