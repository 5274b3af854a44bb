"""`manage.py export_corrections --out corrections.jsonl`: what people put right, for training."""

from __future__ import annotations

from argparse import ArgumentParser
from datetime import datetime
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from claims.queries import standing_corrections
from claims.services.export_corrections import lines_of

_HELP = """Write every correction that stands as one line of JSON, oldest first: kind (text, speaker, span, about,
split, merge), the original beside the correction, the text it was made in (offsets are code points, end exclusive),
how it had been extracted (pipeline_version, rule, cue_lemma), who corrected it, when, and why."""


class Command(BaseCommand):
    help = _HELP

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--out", dest="out_path", type=Path, required=True, help="file to write, one line each")
        parser.add_argument("--since", default="", help="only what was corrected from then on, as 2026-03-01")

    def handle(self, *args: Any, **options: Any) -> None:
        since = _moment(options["since"])
        count = 0
        try:
            with options["out_path"].open("w", encoding="utf-8") as out:
                for line in lines_of(standing_corrections(since=since).iterator(chunk_size=500)):
                    out.write(line + "\n")
                    count += 1
        except OSError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{count} corrections, written to {options['out_path']}")


def _moment(text: str) -> datetime | None:
    if not text:
        return None
    try:
        return timezone.make_aware(datetime.fromisoformat(text))
    except ValueError as error:
        raise CommandError(f"“{text}” is no date. Write it as 2026-03-01.") from error
