"""`manage.py train WHAT`: from raw corpora to a learned file and its figures, in one go."""

from __future__ import annotations

import json
import os
from argparse import ArgumentParser
from importlib import import_module
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

import claims.matching
from claims.extraction.version import ARTEFACTS

MATCHING = Path(claims.matching.__file__).parent / "artefacts"
TRAINERS = {
    "attribution": "claims.extraction.training.attribution",
    "worth": "claims.extraction.training.worth",
    "certainty": "claims.extraction.training.certainty",
    "matching": "claims.matching.training",
}


class Command(BaseCommand):
    help = "Train one of the models from its corpora (under CLAIMDESK_DATA) and write the learned file and its card."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("what", choices=sorted(TRAINERS))
        default = Path(os.environ.get("CLAIMDESK_DATA", "../shared/data"))
        parser.add_argument("--data", type=Path, default=default, help="folder of the corpora")
        parser.add_argument("--out", type=Path, help="folder for the learned file; default: where the product reads it")

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["data"].is_dir():
            raise CommandError(f"No corpora in {options['data']}. Set CLAIMDESK_DATA or give --data.")
        trainer = import_module(TRAINERS[options["what"]])
        learned = MATCHING if options["what"] == "matching" else ARTEFACTS
        figures = trainer.train(options["data"], options["out"] or learned)
        self.stdout.write(json.dumps(figures, indent=2, sort_keys=True))
