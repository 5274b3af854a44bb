"""The demo newsroom, from nothing to claims at every stage. Safe to stop anywhere and to run again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rich.console import Console

from accounts.models import User
from claims.queries import claim_with_people
from core.errors import DomainError
from seeds import ledger
from seeds.choosing import choose, is_fit
from seeds.day import PARTS
from seeds.intake import submit_all
from seeds.outlets import add_outlets
from seeds.parts import EDITOR, Part
from seeds.people import add_people
from seeds.reading import read_all
from seeds.steps import Say, in_general_words, play
from seeds.stories import Story
from seeds.topics import add_topics
from sources.models import Article

REPORTER = "ada"
CLERK = "max"


def prepare(
    stories: Sequence[Story], *, in_process: bool, console: Console
) -> tuple[dict[str, User], dict[str, list[Article]]]:
    """People, outlets, topics and articles, read and matched: (people by username, articles by running story)."""
    people = add_people()
    add_outlets(by=people[CLERK])
    add_topics(by=people[EDITOR])
    articles = submit_all(stories, by=people[REPORTER])
    read_all([article for group in articles.values() for article in group], in_process=in_process, console=console)
    return people, articles


def play_parts(
    parts: Sequence[Part], *, people: Mapping[str, User], articles: Mapping[str, Sequence[Article]], say: Say
) -> dict[str, int]:
    """Play the parts that are not done yet. Returns the claim of each part by the part's name."""
    given, done = ledger.begun_parts(), ledger.done_parts()
    for part in parts:
        if part.name in done:
            continue
        if part.name not in given:
            others = [other for other in PARTS if other.name not in given and other is not part]
            choice = choose(part, articles=articles[part.running], taken=list(given.values()), others=others)
            if choice is None:
                say(f"No claim is left for “{part.name}”.")
                continue
            given[part.name] = choice.claim.pk
            ledger.mark_begun(by=people[CLERK], part=part.name, claim_id=choice.claim.pk)
        _play(part, given[part.name], people, say)
        ledger.mark_done(by=people[CLERK], part=part.name)
    return given


def _play(part: Part, claim_id: int, people: Mapping[str, User], say: Say) -> None:
    claim = claim_with_people(claim_id)
    fitting = part if claim is not None and is_fit(part, claim) else in_general_words(part)
    try:
        play(fitting, claim_id=claim_id, people=people, say=say)
    except DomainError as refusal:
        # Somebody works in this newsroom already: what they did stands.
        say(f"Left as it is: {refusal.message}")
