"""What sources hears, and the one task each announcement starts."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver

from sources import tasks
from sources.signals import article_submitted


@receiver(article_submitted)
def read_when_submitted(*, article_id: int, **_: Any) -> None:
    tasks.read_article.delay(article_id=article_id)
