"""What speaks for or against a claim."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import MD5

from claims.models import Claim
from core.choices import choices_of
from core.constraints import all_or_none, one_of
from reviews.enums import CaptureState, CheckState, EvidenceStance, PictureState


class Evidence(models.Model):
    """An address with the words in it that matter, an uploaded file, or a source on record without an address.

    A worker captures the address: the bytes with their SHA-256 and the time, kept in `capture_file`, and draws a
    picture of them. Later it looks whether the page is still what it was (`check_*`). An uploaded file is its own
    capture. Evidence that a reviewer takes back is withdrawn, not deleted: earlier verdicts may rest on it.
    """

    ledger_fields = (
        "claim_id",
        "url",
        "title",
        "quotation",
        "stance",
        "primary",
        "added_by_id",
        "added_at",
        "captured_at",
        "capture_sha256",
        "withdrawn_by_id",
        "withdrawn_at",
    )
    ledger_complete = True
    ledger_files = (("capture_file", "capture_sha256"),)

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="evidence")
    url = models.TextField(blank=True)
    title = models.CharField(max_length=300, blank=True)
    quotation = models.TextField()
    stance = models.CharField(max_length=10, choices=choices_of(EvidenceStance))
    primary = models.BooleanField(
        default=False, help_text="The document, recording or person itself, not a report about it."
    )
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
    capture_type = models.CharField(max_length=200, blank=True, help_text="Content type of the kept bytes.")
    uploaded_name = models.CharField(max_length=300, blank=True, help_text="Name of the file that a person uploaded.")
    picture_state = models.CharField(max_length=6, choices=choices_of(PictureState), default=PictureState.NONE)
    picture_attempts = models.PositiveSmallIntegerField(default=0)
    picture_leased_until = models.DateTimeField(null=True, blank=True)
    picture_file = models.FileField(upload_to="captures/%Y/%m/", blank=True)
    picture_sha256 = models.CharField(max_length=64, blank=True)
    check_state = models.CharField(max_length=10, choices=choices_of(CheckState), default=CheckState.NEVER)
    check_reason = models.TextField(blank=True)
    checked_at = models.DateTimeField(null=True, blank=True)
    check_due_at = models.DateTimeField(null=True, blank=True, help_text="When a worker looks at the page again.")
    check_step = models.PositiveSmallIntegerField(default=0, help_text="How far the waiting time has grown.")
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
                condition=~Q(url="") | Q(capture_state=CaptureState.NOT_NEEDED) | ~Q(uploaded_name=""),
                name="evidence_without_address",
            ),
            models.CheckConstraint(condition=~Q(quotation=""), name="evidence_has_a_quotation"),
            one_of("check_state", CheckState, name="evidence_check_state_is_known"),
            one_of("picture_state", PictureState, name="evidence_picture_state_is_known"),
            # Hashes, since an index row holds 2.7 kB at most.
            models.UniqueConstraint(
                F("claim"),
                MD5("url"),
                MD5("quotation"),
                F("stance"),
                MD5("uploaded_name"),
                condition=Q(withdrawn_at__isnull=True),
                name="evidence_once_for_a_claim",
            ),
        ]
        indexes = [
            models.Index(
                fields=["capture_leased_until", "id"],
                condition=Q(capture_state=CaptureState.DUE),
                name="evidence_capture_due",
            ),
            models.Index(
                fields=["check_due_at", "id"],
                condition=Q(check_due_at__isnull=False, withdrawn_at__isnull=True),
                name="evidence_check_due",
            ),
            models.Index(
                fields=["picture_leased_until", "id"],
                condition=Q(picture_state=PictureState.DUE),
                name="evidence_picture_due",
            ),
        ]

    def __str__(self) -> str:
        return self.title or self.url or self.quotation[:80]
