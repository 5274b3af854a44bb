"""Half-written words, kept until they are sent."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q


class Draft(models.Model):
    """What one person has typed into one form so far. `key` names the form: "claim-12". Nobody else reads it."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="drafts")
    key = models.CharField(max_length=80)
    values = models.JSONField(default=dict, help_text="Field name to text.")
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ["-changed_at"]
        constraints = [
            models.UniqueConstraint(fields=["owner", "key"], name="draft_of_person"),
            models.CheckConstraint(condition=~Q(key=""), name="draft_has_a_key"),
        ]

    def __str__(self) -> str:
        return f"{self.owner}: {self.key}"
