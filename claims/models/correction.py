"""What a person put right in what was extracted: original beside correction."""

from __future__ import annotations

import pgtrigger
from django.conf import settings
from django.db import models

from claims.enums import CorrectionKind
from claims.models.claim import Claim
from claims.models.mention import Mention
from claims.models.speaker import Speaker
from core.choices import choices_of
from core.constraints import all_or_none, one_of


class Correction(models.Model):
    """One correction of one claim; a training signal, and how a later extraction knows what to leave alone.

    `original` and `corrected` hold the values before and after, by kind (`manage.py export_corrections --help`).
    `mention` is the place in a text where the correction was made, if it was made in one. `original_sha256` and
    `original_speaker` are what the pipeline knew the claim by: the same words by the same speaker, found again, are
    still this claim. An undone correction stays as a row and is no signal any more.
    """

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="corrections")
    kind = models.CharField(max_length=8, choices=choices_of(CorrectionKind))
    mention = models.ForeignKey(Mention, null=True, blank=True, on_delete=models.SET_NULL, related_name="corrections")
    original = models.JSONField(default=dict)
    corrected = models.JSONField(default=dict)
    original_sha256 = models.CharField(max_length=64)
    original_speaker = models.ForeignKey(
        Speaker, null=True, blank=True, on_delete=models.PROTECT, related_name="corrected_claims"
    )
    reason = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="corrections")
    at = models.DateTimeField()
    claim_version = models.PositiveIntegerField(help_text="The version of the claim that was corrected.")
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="undone_corrections"
    )
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            one_of("kind", CorrectionKind, name="correction_kind_is_known"),
            all_or_none("undone_by", "undone_at", name="correction_undone_by_and_at"),
        ]
        indexes = [
            models.Index(fields=["original_sha256", "original_speaker"], name="correction_by_identity"),
            models.Index(fields=["claim", "id"], name="correction_of_claim"),
        ]
        triggers = [
            pgtrigger.Protect(name="correction_is_kept", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(
                name="correction_never_changes", fields=["claim", "kind", "original", "corrected", "at"]
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of claim {self.claim_id}"
