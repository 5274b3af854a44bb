"""What the worker does for claims."""

from __future__ import annotations

from typing import Any

from celery import shared_task

from claims import queries, search, services
from core.tasks import DurableTask


@shared_task(base=DurableTask, queue="extraction")
def extract_version(*, version_id: int, **_: Any) -> None:
    """Find the claims of one version."""
    services.extract_version(version_id=version_id)


@shared_task(base=DurableTask, queue="default")
def match_run(*, run_id: int, **_: Any) -> None:
    """Find or make the claims that the mentions of one run are mentions of."""
    services.match_run(run_id=run_id)


@shared_task(base=DurableTask, queue="default")
def apply_priority(*, priority_id: int, **_: Any) -> None:
    """Let the claims of one desk priority hear of it."""
    services.apply_priority(priority_id=priority_id)


@shared_task(base=DurableTask, queue="default")
def compare_claims(**_: Any) -> None:
    """Give the next claims their meaning; while more are due, another task goes on, so that none is long."""
    if services.compare_claims() and search.due_for_meaning().exists():
        compare_claims.delay()


@shared_task(base=DurableTask, queue="default")
def sweep(**_: Any) -> None:
    """Send again what a lost message left: texts not read, runs not matched, claims not compared, priorities."""
    for version_id in queries.due_versions().values_list("pk", flat=True)[:500]:
        extract_version.delay(version_id=version_id)
    for run_id in queries.unmatched_runs().values_list("pk", flat=True)[:500]:
        match_run.delay(run_id=run_id)
    for priority_id in queries.due_priorities().values_list("pk", flat=True)[:500]:
        apply_priority.delay(priority_id=priority_id)
    if search.meaning_available() and search.due_for_meaning().exists():
        compare_claims.delay()
