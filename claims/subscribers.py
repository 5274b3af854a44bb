"""What claims hears, and the one task each announcement starts."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver

from claims import tasks
from claims.signals import claims_matched, mentions_extracted, priority_set
from sources.signals import version_stored


@receiver(version_stored)
def extract_when_stored(*, version_id: int, **_: Any) -> None:
    tasks.extract_version.delay(version_id=version_id)


@receiver(mentions_extracted)
def match_when_extracted(*, run_id: int, **_: Any) -> None:
    tasks.match_run.delay(run_id=run_id)


@receiver(priority_set)
def apply_when_set(*, priority_id: int, **_: Any) -> None:
    tasks.apply_priority.delay(priority_id=priority_id)


@receiver(claims_matched)
def compare_when_matched(**_: Any) -> None:
    tasks.compare_claims.delay()
