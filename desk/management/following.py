"""How far the work on articles is, out of the database, and a view that follows it to its end."""

from __future__ import annotations

import time
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, Progress, TaskID, TextColumn

from claims.enums import RunState
from claims.models import ExtractionRun
from claims.queries import ArticleProgress, with_progress
from sources.enums import ArticleState
from sources.models import Article
from sources.queries import article_list

_LOOK_SECONDS = 0.4


class Stage(StrEnum):
    WAITING = "waiting for a worker"
    READING = "reading"
    FINDING = "finding claims"
    MATCHING = "matching"
    DONE = "done"
    DUPLICATE = "known already"
    REFUSED = "refused"
    FAILED = "failed"


_BY_ARTICLE = {
    ArticleState.SUBMITTED: Stage.WAITING,
    ArticleState.READING: Stage.READING,
    ArticleState.DUPLICATE: Stage.DUPLICATE,
    ArticleState.REFUSED: Stage.REFUSED,
    ArticleState.FAILED: Stage.FAILED,
}
_BY_RUN = {
    RunState.QUEUED: Stage.WAITING,
    RunState.READING: Stage.READING,
    RunState.FINDING: Stage.FINDING,
    RunState.FAILED: Stage.FAILED,
}
_ENDS = (Stage.DONE, Stage.DUPLICATE, Stage.REFUSED, Stage.FAILED)


@dataclass(frozen=True, slots=True)
class Followed:
    """One article: `share` is 0 to 1, `reason` why it was refused or failed, `run` the reading of its newest text."""

    article: Article
    stage: Stage
    share: float
    reason: str
    run: ExtractionRun | None

    @property
    def ended(self) -> bool:
        return self.stage in _ENDS

    @property
    def well(self) -> bool:
        return self.stage in (Stage.DONE, Stage.DUPLICATE)


def look(article_ids: Collection[int]) -> list[Followed]:
    """Where these articles are now, in the order of their ids."""
    articles = list(article_list().filter(pk__in=article_ids).order_by("pk"))
    return [_followed(row) for row in with_progress(articles)]


def _followed(row: ArticleProgress) -> Followed:
    article, run = row.article, row.run
    if article.state != ArticleState.STORED:
        stage = _BY_ARTICLE[ArticleState(article.state)]
        return Followed(article, stage, 1.0 if stage in _ENDS else 0.0, article.state_reason, run)
    if run is None:
        return Followed(article, Stage.WAITING, 0.1, "", None)
    if run.state == RunState.DONE:
        stage = Stage.DONE if run.matched_at else Stage.MATCHING
        share = row.matched / row.mentions if row.mentions else 0.0
        return Followed(article, stage, 1.0 if run.matched_at else 0.9 + 0.1 * share, "", run)
    done = run.paragraphs_done / run.paragraphs if run.paragraphs else 0.0
    stage = _BY_RUN[RunState(run.state)]
    return Followed(article, stage, 1.0 if stage in _ENDS else 0.1 + 0.8 * done, run.reason, run)


class Bars:
    """One bar for each article. Without a terminal the bars are printed once, at the end."""

    def __init__(self, console: Console) -> None:
        self.progress = Progress(
            TextColumn("{task.description}"),
            BarColumn(bar_width=24),
            TextColumn("{task.fields[stage]}"),
            console=console,
        )
        self._bars: dict[int, TaskID] = {}

    def __enter__(self) -> Bars:
        self.progress.start()
        return self

    def __exit__(self, *exception: object) -> None:
        self.progress.stop()

    def show(self, found: Collection[Followed]) -> None:
        for row in found:
            name = escape(str(row.article))
            name = name if len(name) <= 60 else f"{name[:59]}…"
            bar = self._bars.get(row.article.pk)
            if bar is None:
                bar = self._bars[row.article.pk] = self.progress.add_task(name, total=1.0, stage="")
            self.progress.update(bar, description=name, completed=row.share, stage=escape(_words(row)))


def follow(article_ids: Collection[int], *, console: Console, patience: float) -> list[Followed]:
    """Show the work on these articles until all have ended, or nothing has moved for `patience` seconds."""
    with Bars(console) as bars:
        before: list[tuple[Stage, float]] = []
        moved = time.monotonic()
        while True:
            found = look(article_ids)
            bars.show(found)
            now = [(row.stage, row.share) for row in found]
            moved = time.monotonic() if now != before else moved
            if all(row.ended for row in found) or time.monotonic() - moved > patience:
                return found
            before = now
            time.sleep(_LOOK_SECONDS)


def _words(row: Followed) -> str:
    run = row.run
    if row.stage == Stage.FINDING and run is not None:
        return f"{row.stage.value}, {run.paragraphs_done} of {run.paragraphs} paragraphs"
    return row.stage.value
