"""The demo's texts, out of their files.

A file of `newsroom/` has a head of `name: value` lines, an empty line, and the text. Its name begins with its place
in the day and its running story: `04-barrier-…`. Two files with one address are two versions of one article.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sources.enums import ArticleKind

HERE = Path(__file__).parent
FOUNDING = "founding"


@dataclass(frozen=True, slots=True)
class Story:
    """One text with what is known of it. `running` names the running story it belongs to."""

    running: str
    outlet: str
    address: str
    published_at: datetime
    title: str
    text: str
    byline: str = ""
    kind: ArticleKind = ArticleKind.ARTICLE


def founding_story() -> Story:
    """The story this product began with, word for word."""
    return Story(
        running=FOUNDING,
        outlet="Daily Courier",
        address="https://daily-courier.example/world/putin-trump-understandings",
        published_at=datetime(2025, 9, 1, 12, 0, tzinfo=UTC),
        title="Putin says he reached understandings with Trump over end of Ukraine war",
        text=(HERE / "founding_story.txt").read_text(encoding="utf-8"),
    )


def newsroom_day() -> list[Story]:
    """The invented articles in the order of their files."""
    return [_read(path) for path in sorted((HERE / "newsroom").glob("*.txt"))]


def all_stories() -> list[Story]:
    return [founding_story(), *newsroom_day()]


def _read(path: Path) -> Story:
    head, _, text = path.read_text(encoding="utf-8").partition("\n\n")
    values = dict(line.split(": ", 1) for line in head.splitlines())
    return Story(
        running=path.name.split("-")[1],
        outlet=values["outlet"],
        address=values["address"],
        published_at=datetime.fromisoformat(values["published"]).replace(tzinfo=UTC),
        title=values["title"],
        text=text.rstrip("\n"),
        byline=values.get("byline", ""),
        kind=ArticleKind(values.get("kind", ArticleKind.ARTICLE)),
    )
