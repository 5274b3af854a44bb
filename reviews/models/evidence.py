"""What speaks for or against a claim."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import MD5

from claims.models import Claim
from core.choices import choices_of
from core.constraints import all_or_none, one_of
from reviews.enums import CaptureState, EvidenceStance


class Evidence(models.Model):
    """An address with the words in it that matter, or a source on record without an address.

    A worker captures the address: the bytes with their SHA-256 and the time, kept in `capture_file`. Evidence that
    a reviewer takes back is withdrawn, not deleted: earlier verdicts may rest on it.
    """

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="evidence")
    url = models.TextField(blank=True)
    title = models.CharField(max_length=300, blank=True)
    quotation = models.TextField()
    stance = models.CharField(max_length=10, choices=choices_of(EvidenceStance))
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="evidence")
    added_at = models.DateTimeField()
    capture_state = models.CharField(max_length=10, choices=choices_of(CaptureState), default=CaptureState.DUE)
    capture_reason = models.TextField(blank=True)
    capture_attempts = models.PositiveSmallIntegerField(default=0)
    capture_leased_until = models.DateTimeField(null=True, blank=True)
    captured_at = models.DateTimeField(null=True, blank=True)
    captured_url = models.TextField(blank=True)
    capture_sha256 = models.CharField(max_length=64, null=True, blank=True)
    capture_file = models.FileField(upload_to="captures/%Y/%m/", blank=True)
    capture_text = models.TextField(blank=True)
    quotation_found = models.BooleanField(null=True, blank=True, help_text="Whether the captured text has the words.")
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="withdrawn_evidence",
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["added_at", "id"]
        verbose_name_plural = "evidence"
        constraints = [
            one_of("stance", EvidenceStance, name="evidence_stance_is_known"),
            one_of("capture_state", CaptureState, name="evidence_capture_state_is_known"),
            all_or_none("withdrawn_by", "withdrawn_at", name="evidence_withdrawn_by_and_at"),
            all_or_none("captured_at", "capture_sha256", name="evidence_captured_at_and_hash"),
            models.CheckConstraint(
                condition=Q(capture_state=CaptureState.CAPTURED, captured_at__isnull=False)
                | (~Q(capture_state=CaptureState.CAPTURED) & Q(captured_at__isnull=True)),
                name="evidence_capture_has_a_time",
            ),
            models.CheckConstraint(
                condition=~Q(url="") | Q(capture_state=CaptureState.NOT_NEEDED),
                name="evidence_without_address",
            ),
            models.CheckConstraint(condition=~Q(quotation=""), name="evidence_has_a_quotation"),
            # Hashes, since an index row holds 2.7 kB at most.
            models.UniqueConstraint(
                F("claim"),
                MD5("url"),
                MD5("quotation"),
                F("stance"),
                condition=Q(withdrawn_at__isnull=True),
                name="evidence_once_for_a_claim",
            ),
        ]
        indexes = [
            models.Index(
                fields=["capture_leased_until", "id"],
                condition=Q(capture_state=CaptureState.DUE),
                name="evidence_capture_due",
            )
        ]

    def __str__(self) -> str:
        return self.title or self.url or self.quotation[:80]
