"""Whose work a claim is."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from claims.models import Claim


class Assignment(models.Model):
    """One person is asked to see to one claim. It holds nothing: whoever works on the claim now has a Lease.

    It ends when that person has given their verdict, or when it is given to another person or taken away.
    """

    claim = models.OneToOneField(Claim, on_delete=models.CASCADE, related_name="assignment")
    assignee = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="assignments")
    assigned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="given_assignments"
    )
    note = models.CharField(max_length=300, blank=True)
    assigned_at = models.DateTimeField()

    class Meta:
        ordering = ["-assigned_at"]
        indexes = [models.Index(fields=["assignee", "claim"], name="assignment_of_person")]

    def __str__(self) -> str:
        return f"{self.claim_id}: {self.assignee}"
