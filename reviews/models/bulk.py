"""One act on several claims at once."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from core.choices import choices_of
from core.constraints import one_of
from reviews.enums import BulkKind


class Bulk(models.Model):
    """What a person did to several claims with one press: its acts are taken back together.

    Each claim has its own act and its own audit event. `words` is what was written or chosen: the topic, the person,
    the reason.
    """

    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="bulks")
    kind = models.CharField(max_length=10, choices=choices_of(BulkKind))
    words = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["-id"]
        constraints = [one_of("kind", BulkKind, name="bulk_kind_is_known")]

    def __str__(self) -> str:
        return f"{self.by}: {self.kind}"
