"""Who is working on a claim now."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from claims.models import Claim


class Lease(models.Model):
    """One person's hold on one claim until a time. After it another may take over; nothing is lost by that."""

    claim = models.OneToOneField(Claim, on_delete=models.CASCADE, related_name="lease")
    holder = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="leases")
    taken_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    class Meta:
        ordering = ["expires_at"]
        constraints = [
            models.CheckConstraint(condition=Q(expires_at__gt=F("taken_at")), name="lease_ends_after_it_begins")
        ]
        indexes = [models.Index(fields=["holder", "expires_at"], name="lease_of_holder")]

    def __str__(self) -> str:
        return f"{self.holder} until {self.expires_at:%H:%M}"
