"""Who publishes."""

from __future__ import annotations

from django.db import models

from core.choices import choices_of
from core.constraints import one_of
from sources.enums import SourceKind


class Source(models.Model):
    """An outlet, institution or person that publishes.

    `owner` groups sources of one house: their reports count as one origin when corroboration is counted.
    """

    name = models.CharField(max_length=200)
    slug = models.SlugField(max_length=80, unique=True)
    kind = models.CharField(max_length=20, choices=choices_of(SourceKind), default=SourceKind.OUTLET)
    home_page = models.URLField(max_length=500, blank=True)
    host = models.CharField(max_length=253, null=True, unique=True, help_text="Articles at this host are theirs.")
    owner = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["name"]
        constraints = [one_of("kind", SourceKind, name="source_kind_is_known")]

    def __str__(self) -> str:
        return self.name
