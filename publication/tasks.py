"""What the worker does for publication."""

from __future__ import annotations

from typing import Any

from celery import shared_task

from core.tasks import DurableTask
from publication import queries, services


@shared_task(base=DurableTask, queue="default")
def mail_answer(*, report_id: int, **_: Any) -> None:
    """Mail the answer to one reader's report."""
    services.mail_answer(report_id=report_id)


@shared_task(base=DurableTask, queue="default")
def build_bundle(*, edition_id: int, **_: Any) -> None:
    """Sign the ledger and pack the evidence of one edition."""
    services.build_bundle(edition_id=edition_id)


@shared_task(base=DurableTask, queue="default")
def sweep(**_: Any) -> None:
    """Send again what a lost message left: answers that were not mailed, evidence that is not packed."""
    for report_id in queries.answers_to_mail().values_list("pk", flat=True)[:500]:
        mail_answer.delay(report_id=report_id)
    for edition_id in queries.due_bundles().values_list("pk", flat=True)[:500]:
        build_bundle.delay(edition_id=edition_id)
