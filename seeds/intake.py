"""Hands the demo's texts in, the way a reporter does."""

from __future__ import annotations

from collections.abc import Iterable

from accounts.models import User
from seeds.stories import Story
from sources.models import Article
from sources.services import submit_text


def submit(story: Story, *, by: User) -> Article:
    """The story's article. The same text again changes nothing; another text at its address is its next version."""
    submitted = submit_text(
        by=by,
        text=story.text,
        title=story.title,
        source_name=story.outlet,
        url=story.address,
        published_at=story.published_at,
        kind=story.kind,
        byline=story.byline,
    )
    return submitted.article


def submit_all(stories: Iterable[Story], *, by: User) -> dict[str, list[Article]]:
    """Articles by running story, each once."""
    found: dict[str, list[Article]] = {}
    for story in stories:
        article = submit(story, by=by)
        others = found.setdefault(story.running, [])
        if article not in others:
            others.append(article)
    return found
