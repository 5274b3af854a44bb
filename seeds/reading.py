"""Gets the demo's texts read: by the running worker, or here where there is none."""

from __future__ import annotations

import time
from collections.abc import Sequence

from django.core.cache import caches
from redis.exceptions import RedisError
from rich.console import Console

from claims.enums import RunState
from claims.queries import latest_run
from claims.services import extract_version, match_run
from core.health.checks import HEARTBEAT_KEY, HEARTBEAT_SECONDS
from desk.management.following import Bars, follow, look
from sources.models import Article, ArticleVersion
from sources.queries import versions_of

_PATIENCE_SECONDS = 20.0  # a worker that moves nothing for so long is not there


def worker_is_up() -> bool:
    """Whether a worker gave a sign of life within its last two beats."""
    try:
        seen = caches["default"].get(HEARTBEAT_KEY)
    except (RedisError, OSError):
        return False
    return seen is not None and time.time() - float(seen) < 2 * HEARTBEAT_SECONDS


def read_all(articles: Sequence[Article], *, in_process: bool, console: Console) -> None:
    """Have every version of these articles extracted and matched. What is done already costs nothing.

    With a worker, wait for it; what it leaves undone is done here. Both may work at once: each text is taken once.
    """
    ids = [article.pk for article in articles]
    if not in_process:
        follow(ids, console=console, patience=_PATIENCE_SECONDS)
    unread = [article for article in articles if not all(_is_read(version) for version in versions_of(article))]
    if unread:
        _read_here(unread, console)
    if not all(row.ended for row in look(ids)):
        follow(ids, console=console, patience=_PATIENCE_SECONDS)  # a worker has taken one up meanwhile


def _is_read(version: ArticleVersion) -> bool:
    run = latest_run(version)
    return run is not None and run.matched_at is not None


def _read_here(articles: Sequence[Article], console: Console) -> None:
    with Bars(console) as bars:
        for article in articles:
            bars.show(look([article.pk]))
            _read(article)
            bars.show(look([article.pk]))


def _read(article: Article) -> None:
    for version in versions_of(article):
        run = latest_run(version)
        if run is None or run.state != RunState.DONE:
            extract_version(version_id=version.pk)
            run = latest_run(version)
        if run is not None and run.state == RunState.DONE and run.matched_at is None:
            match_run(run_id=run.pk)
