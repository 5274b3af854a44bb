"""`manage.py demo`: the main job on the founding story, from text to public page, told step by step."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from rich.markup import escape

from claims.queries import latest_run
from desk.management.screen import screen
from desk.presenters.table import claims_table
from seeds.day import FOUNDING_PART
from seeds.loading import play_parts, prepare
from seeds.permission import check_demo_allowed
from seeds.steps import edition_of, public_address
from seeds.stories import FOUNDING, founding_story
from sources.queries import latest_version


class Command(BaseCommand):
    help = "Submit the founding story, find its claims, have two people review the main one, and publish it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--force", action="store_true", help="run under any settings, whoever works there")

    def handle(self, *args: Any, **options: Any) -> None:
        console = screen(self.stdout)
        check_demo_allowed(force=options["force"])
        story = founding_story()
        console.print(
            f"Ada Osei submits “{escape(story.title)}” ({story.outlet}, {len(story.text.split())} words).",
            soft_wrap=True,
        )
        people, articles = prepare([story], in_process=True, console=console)
        article = articles[FOUNDING][0]
        version = latest_version(article)
        run = latest_run(version) if version else None
        if run is None or run.matched_at is None:
            raise CommandError(f"The story could not be read. {run.reason if run else ''} Run the command again.")
        console.print(claims_table(run, title=story.title, outlet=story.outlet))
        given = play_parts(
            [FOUNDING_PART],
            people=people,
            articles=articles,
            say=lambda step: console.print(f"• {escape(step)}", soft_wrap=True),
        )
        edition = edition_of(given[FOUNDING_PART.name]) if FOUNDING_PART.name in given else None
        if edition is None:
            raise CommandError("The main claim is not published. Open it at the desk to see where it stands.")
        console.print(
            f"\nPublished: “{escape(edition.claim_text)}”, said by {escape(edition.speaker_name)}: {edition.status}.\n"
            f"Its public page while a newsroom runs on this data: {public_address(edition)}",
            soft_wrap=True,
        )
