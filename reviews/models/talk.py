"""What colleagues say about a claim, and what a person wants to hear of."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from claims.models import Claim, Speaker
from core.constraints import all_or_none


class Comment(models.Model):
    """A word among colleagues on a claim. Never public. Taken back, its text is shown no more; the row stays."""

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="comments")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="comments")
    text = models.TextField()
    at = models.DateTimeField()
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="withdrawn_comments"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="comment_has_text"),
            all_or_none("withdrawn_by", "withdrawn_at", name="comment_withdrawn_by_and_at"),
        ]

    def __str__(self) -> str:
        return self.text[:80]


class Watch(models.Model):
    """One person follows one claim or one speaker."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="watches")
    claim = models.ForeignKey(Claim, null=True, blank=True, on_delete=models.CASCADE, related_name="watches")
    speaker = models.ForeignKey(Speaker, null=True, blank=True, on_delete=models.CASCADE, related_name="watches")
    since = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-id"]
        verbose_name_plural = "watches"
        constraints = [
            models.CheckConstraint(
                condition=Q(claim__isnull=False, speaker__isnull=True) | Q(claim__isnull=True, speaker__isnull=False),
                name="watch_is_of_one_thing",
            ),
            models.UniqueConstraint(
                fields=["person", "claim"], condition=Q(claim__isnull=False), name="watch_of_claim_once"
            ),
            models.UniqueConstraint(
                fields=["person", "speaker"], condition=Q(speaker__isnull=False), name="watch_of_speaker_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.claim or self.speaker}"
