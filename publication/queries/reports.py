"""Reads of what readers reported."""

from __future__ import annotations

from django.db.models import QuerySet

from core.leases import MAX_ATTEMPTS, free
from publication.models import ErrorReport


def reports(*, waiting: bool) -> QuerySet[ErrorReport]:
    """Readers' reports: those that wait, the oldest first, or those that were answered, the latest first."""
    rows = ErrorReport.objects.select_related("edition__fact_check", "answered_by", "correction")
    if waiting:
        return rows.filter(outcome="").order_by("pk")
    return rows.exclude(outcome="").order_by("-answered_at", "-pk")


def report_with(report_id: int) -> ErrorReport | None:
    """One report."""
    return ErrorReport.objects.select_related("edition__fact_check").filter(pk=report_id).first()


def answers_to_mail() -> QuerySet[ErrorReport]:
    """Answered reports whose answer is to be mailed and that nobody is mailing."""
    due = ErrorReport.objects.filter(mailed_at__isnull=True, answered_at__isnull=False, attempts__lt=MAX_ATTEMPTS)
    return free(due.exclude(email=""))
