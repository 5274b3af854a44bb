"""What the worker does for reviews."""

from __future__ import annotations

from typing import Any

from celery import shared_task

from core.tasks import DurableTask
from reviews import queries, services


@shared_task(base=DurableTask, queue="default")
def capture_evidence(*, evidence_id: int, **_: Any) -> None:
    """Capture the address of one piece of evidence."""
    services.capture_evidence(evidence_id=evidence_id)


@shared_task(base=DurableTask, queue="default")
def picture_evidence(*, evidence_id: int, **_: Any) -> None:
    """Draw a picture of one capture."""
    services.picture_evidence(evidence_id=evidence_id)


@shared_task(base=DurableTask, queue="default")
def recheck_evidence(*, evidence_id: int, **_: Any) -> None:
    """Look whether one captured page is still what it was."""
    services.recheck_evidence(evidence_id=evidence_id)


@shared_task(base=DurableTask, queue="default")
def notify(**_: Any) -> None:
    """Tell people what was done, as far as the ledger has grown."""
    services.notify()
    for mail_id in queries.due_mails().values_list("pk", flat=True)[:500]:
        send_mail.delay(mail_id=mail_id)


@shared_task(base=DurableTask, queue="default")
def send_mail(*, mail_id: int, **_: Any) -> None:
    """Send one letter."""
    services.send(mail_id=mail_id)


@shared_task(base=DurableTask, queue="default")
def sweep(**_: Any) -> None:
    """What is due by the clock or was left by a lost message: captures, pictures, looks at pages, silent parties,
    notices, digests and letters."""
    for evidence_id in queries.due_captures().values_list("pk", flat=True)[:500]:
        capture_evidence.delay(evidence_id=evidence_id)
    for evidence_id in queries.due_pictures().values_list("pk", flat=True)[:50]:
        picture_evidence.delay(evidence_id=evidence_id)
    for evidence_id in queries.due_checks().values_list("pk", flat=True)[:100]:
        recheck_evidence.delay(evidence_id=evidence_id)
    for contact_id in queries.silent_contacts().values_list("pk", flat=True)[:500]:
        services.note_silence(contact_id=contact_id)
    services.write_digests()
    notify()
