"""What a reader told the desk about an error, and what the desk answered."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from core.choices import choices_of
from core.constraints import all_or_none
from publication.enums import ReportOutcome
from publication.models.edition import Edition

_WAITS = Q(outcome="")


class ErrorReport(models.Model):
    """One report. It waits until a reviewer or editor answers; the answer is mailed if there is an address.

    `sender` is a keyed hash of the network address, for the limit of reports an hour; the address itself is not kept.
    `edition` is what the reader was looking at; `correction` the edition that followed from the report.
    """

    ledger_fields = ("edition_id", "text", "outcome", "answer", "answered_by_id", "answered_at", "correction_id")
    ledger_complete = True

    edition = models.ForeignKey(Edition, null=True, blank=True, on_delete=models.PROTECT, related_name="error_reports")
    text = models.TextField()
    name = models.CharField(max_length=100, blank=True)
    email = models.EmailField(max_length=254, blank=True)
    sender = models.CharField(max_length=64)
    created_at = models.DateTimeField(auto_now_add=True)

    outcome = models.CharField(max_length=12, blank=True, choices=choices_of(ReportOutcome))
    answer = models.TextField(blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="answered_reports"
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    correction = models.ForeignKey(
        Edition, null=True, blank=True, on_delete=models.PROTECT, related_name="followed_from"
    )

    mailed_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    leased_until = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=_WAITS | Q(outcome__in=[outcome.value for outcome in ReportOutcome]),
                name="report_outcome_is_known",
            ),
            all_or_none("answered_by", "answered_at", name="report_answer_has_who_and_when"),
            models.CheckConstraint(
                condition=_WAITS & Q(answered_at__isnull=True) | ~_WAITS & Q(answered_at__isnull=False),
                name="report_outcome_is_an_answer",
            ),
            models.CheckConstraint(condition=~Q(text=""), name="report_has_text"),
            models.CheckConstraint(
                condition=Q(correction__isnull=True) | Q(outcome=ReportOutcome.CORRECTED.value),
                name="report_correction_is_the_outcome",
            ),
        ]
        indexes = [
            models.Index(fields=["id"], condition=_WAITS, name="report_waits"),
            models.Index(fields=["sender", "created_at"], name="report_of_sender"),
            models.Index(fields=["created_at"], name="report_by_time"),
            models.Index(
                fields=["id"],
                condition=Q(mailed_at__isnull=True, answered_at__isnull=False) & ~Q(email=""),
                name="report_answer_to_mail",
            ),
        ]

    def __str__(self) -> str:
        return f"report {self.pk}"
