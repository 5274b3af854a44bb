"""One reading of one version by one pipeline version."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from claims.enums import RunState
from core.choices import choices_of
from core.constraints import one_of
from sources.models import ArticleVersion


class ExtractionRun(models.Model):
    """The work of finding claims in one version. Due work is a query over this table.

    `attempts` is counted before the work starts: a text that kills its worker three times ends as failed.
    `paragraphs_done` of `paragraphs` is what the page shows as progress.
    """

    version = models.ForeignKey(ArticleVersion, on_delete=models.PROTECT, related_name="runs")
    pipeline_version = models.CharField(max_length=60)
    state = models.CharField(max_length=8, choices=choices_of(RunState), default=RunState.QUEUED)
    reason = models.TextField(blank=True, help_text="Why it failed.")
    attempts = models.PositiveSmallIntegerField(default=0)
    leased_until = models.DateTimeField(null=True, blank=True)
    paragraphs = models.PositiveIntegerField(default=0)
    paragraphs_done = models.PositiveIntegerField(default=0)
    warnings = models.JSONField(default=list, blank=True)
    matched_at = models.DateTimeField(null=True, blank=True, help_text="When its mentions got their claims.")
    created_at = models.DateTimeField(auto_now_add=True)
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["version", "pipeline_version"], name="run_of_version_by_pipeline"),
            one_of("state", RunState, name="run_state_is_known"),
            models.CheckConstraint(condition=Q(paragraphs_done__lte=F("paragraphs")), name="run_progress_in_range"),
            models.CheckConstraint(
                condition=Q(state__in=[RunState.DONE, RunState.FAILED], finished_at__isnull=False)
                | (~Q(state__in=[RunState.DONE, RunState.FAILED]) & Q(finished_at__isnull=True)),
                name="run_end_has_a_time",
            ),
            models.CheckConstraint(
                condition=~Q(state=RunState.FAILED) | ~Q(reason=""), name="run_failure_has_a_reason"
            ),
            models.CheckConstraint(
                condition=Q(matched_at__isnull=True) | Q(state=RunState.DONE),
                name="run_matched_only_when_done",
            ),
        ]
        indexes = [
            models.Index(
                fields=["leased_until", "id"],
                condition=Q(state__in=[RunState.QUEUED, RunState.READING, RunState.FINDING]),
                name="run_unfinished",
            ),
            models.Index(
                fields=["id"], condition=Q(state=RunState.DONE, matched_at__isnull=True), name="run_unmatched"
            ),
            models.Index(fields=["-finished_at"], condition=Q(state=RunState.FAILED), name="run_failed"),
        ]

    def __str__(self) -> str:
        return f"run {self.pk} of {self.version} ({self.state})"
