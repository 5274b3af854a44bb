"""What the worker does for the ledger."""

from __future__ import annotations

from typing import Any

from celery import shared_task

from audit import services
from core.tasks import DurableTask


@shared_task(base=DurableTask, queue="default")
def write_checkpoint(*, at_least: int = 0, **_: Any) -> None:
    """Sign the ledger now, unless a checkpoint covers that many rows."""
    services.write_checkpoint(at_least=at_least)


@shared_task(base=DurableTask, queue="default")
def sweep(**_: Any) -> None:
    """Sign once an hour."""
    services.write_checkpoint_if_due()
