"""What publication hears, and the one task each announcement starts."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver

from publication import tasks
from publication.enums import EditionKind
from publication.services import take_back
from publication.signals import edition_published, report_answered
from reviews.services.ways_back import add_way_back

for kind in EditionKind:
    add_way_back(f"edition.{kind.value}", take_back)


@receiver(report_answered)
def mail_when_answered(*, report_id: int, **_: Any) -> None:
    tasks.mail_answer.delay(report_id=report_id)


@receiver(edition_published)
def pack_when_published(*, edition_id: int, **_: Any) -> None:
    tasks.build_bundle.delay(edition_id=edition_id)
