"""What reviews hears, and the one task each announcement starts."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver

from reviews import tasks
from reviews.signals import evidence_added, evidence_captured, notices_due, review_decided


@receiver(evidence_added)
def capture_when_added(*, evidence_id: int, **_: Any) -> None:
    tasks.capture_evidence.delay(evidence_id=evidence_id)


@receiver(evidence_captured)
def picture_when_captured(*, evidence_id: int, **_: Any) -> None:
    tasks.picture_evidence.delay(evidence_id=evidence_id)


@receiver([notices_due, review_decided])
def notify_when_done(**_: Any) -> None:
    tasks.notify.delay()
