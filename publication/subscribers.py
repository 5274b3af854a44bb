"""What publication hears, and the one task each announcement starts."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver

from publication import tasks
from publication.signals import edition_published, report_answered


@receiver(report_answered)
def mail_when_answered(*, report_id: int, **_: Any) -> None:
    tasks.mail_answer.delay(report_id=report_id)


@receiver(edition_published)
def pack_when_published(*, edition_id: int, **_: Any) -> None:
    tasks.build_bundle.delay(edition_id=edition_id)
