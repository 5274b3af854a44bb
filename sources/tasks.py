"""What the worker does for sources."""

from __future__ import annotations

from typing import Any

from celery import shared_task

from core.tasks import DurableTask
from sources import queries, services


@shared_task(base=DurableTask, queue="default")
def read_article(*, article_id: int, **_: Any) -> None:
    """Fetch or parse one submitted article and keep its text."""
    services.read_article(article_id=article_id)


@shared_task(base=DurableTask, queue="default")
def sweep(**_: Any) -> None:
    """Send again what a lost message left: articles that nobody has read."""
    for article_id in queries.due_articles().values_list("pk", flat=True)[:500]:
        read_article.delay(article_id=article_id)
