"""`manage.py load_demo`: the demo newsroom, through the real pipeline and the desk's own services."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from rich.console import Console
from rich.progress import track

from accounts.models import User
from desk.management.screen import screen
from publication.queries import published
from reviews.queries import STAGES, QueueFilters, facets
from seeds import ledger
from seeds.day import PARTS
from seeds.loading import CLERK, play_parts, prepare
from seeds.permission import check_demo_allowed
from seeds.reading import worker_is_up
from seeds.stories import all_stories


class Command(BaseCommand):
    help = "Load the demo newsroom: people, outlets, articles, and claims at every stage. Safe to run again."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--in-process", action="store_true", help="read the articles here, not in the worker")
        parser.add_argument("--force", action="store_true", help="load it under any settings, whoever works there")

    def handle(self, *args: Any, **options: Any) -> None:
        console = screen(self.stdout)
        check_demo_allowed(force=options["force"])
        if ledger.is_loaded():
            console.print("The demo newsroom is loaded already. Nothing was changed.")
            return
        here = options["in_process"] or not worker_is_up()
        console.print(f"Reading the articles {'here' if here else 'in the worker'}.")
        people, articles = prepare(all_stories(), in_process=here, console=console)
        for part in track(PARTS, description="claims through the desk", console=console):
            play_parts([part], people=people, articles=articles, say=lambda _sentence: None)
        ledger.mark_loaded(by=people[CLERK])
        _summary(console, articles=sum(len(group) for group in articles.values()), viewer=people[CLERK])


def _summary(console: Console, *, articles: int, viewer: User) -> None:
    stages = facets(QueueFilters(), viewer=viewer).stages
    counts = [f"{stages[name]} {name.replace('_', ' ')}" for name in STAGES]
    console.print(f"{articles} articles. Claims: {', '.join(counts)}; {published().count()} published.", soft_wrap=True)
