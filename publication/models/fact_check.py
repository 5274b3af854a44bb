"""What the public sees of one claim, through all its editions."""

from __future__ import annotations

from django.db import models

from claims.models import Claim


class FactCheck(models.Model):
    """The address of a published claim. `current` is its latest edition; search and lists read only that."""

    ledger_fields = ("claim_id", "current_id")
    ledger_complete = True

    claim = models.OneToOneField(Claim, on_delete=models.PROTECT, related_name="fact_check")
    slug = models.SlugField(max_length=80)
    current = models.OneToOneField(
        "publication.Edition", null=True, on_delete=models.PROTECT, related_name="current_of"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.slug
