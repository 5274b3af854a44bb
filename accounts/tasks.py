"""What the worker does for accounts."""

from __future__ import annotations

from typing import Any

from celery import shared_task

from accounts import services
from core.tasks import DurableTask


@shared_task(base=DurableTask, queue="default")
def sweep(**_: Any) -> None:
    """Forget the answers to repeated requests once their time is over."""
    services.drop_old_answers()
