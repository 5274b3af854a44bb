"""Why a claim is none for this desk."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from claims.models import Claim
from core.choices import choices_of
from core.constraints import one_of
from reviews.enums import SkipReason


class Dismissal(models.Model):
    """One dismissal with its reason; `ended_at` is set when the claim came back. Counted in the desk's numbers."""

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="dismissals")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="dismissals")
    reason = models.CharField(max_length=18, choices=choices_of(SkipReason))
    words = models.TextField()
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-at"]
        constraints = [
            one_of("reason", SkipReason, name="dismissal_reason_is_known"),
            models.UniqueConstraint(fields=["claim"], condition=Q(ended_at__isnull=True), name="dismissal_one_stands"),
        ]
        indexes = [models.Index(fields=["-at", "reason"], condition=Q(ended_at__isnull=True), name="dismissal_newest")]

    def __str__(self) -> str:
        return f"{self.claim_id}: {self.reason}"
