"""The text of an article at one time. Never changed: a change of the text is a new version."""

from __future__ import annotations

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.db.models.functions import Length

from sources.models.article import Article
from sources.parsing.headline import headline_of


class ArticleVersion(models.Model):
    """One text. `sha256` is over its UTF-8 bytes; `length` counts code points, as all offsets do.

    `original_length` is set where the text was cut: the page says so. `fingerprint` holds MinHash bands, by which
    wire copies and copied press releases are found.
    """

    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=500, blank=True)
    text = models.TextField()
    sha256 = models.CharField(max_length=64)
    length = models.GeneratedField(
        expression=Length("text"), output_field=models.PositiveIntegerField(), db_persist=True
    )
    original_length = models.PositiveIntegerField(null=True, blank=True)
    fingerprint = ArrayField(models.IntegerField(), default=list, blank=True)
    notes = models.JSONField(
        default=list, blank=True, help_text="What the reader of the page must know: cut, repaired."
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["article_id", "number"]
        constraints = [
            models.UniqueConstraint(fields=["article", "sha256"], name="version_of_article_by_hash"),
            models.UniqueConstraint(fields=["article", "number"], name="version_of_article_by_number"),
            models.CheckConstraint(condition=Q(number__gte=1), name="version_number_from_one"),
            models.CheckConstraint(condition=~Q(text=""), name="version_has_text"),
        ]
        indexes = [
            models.Index(fields=["sha256"], name="version_by_hash"),
            GinIndex(fields=["fingerprint"], name="version_by_fingerprint"),
        ]
        triggers = [
            pgtrigger.Protect(name="version_never_changes", operation=pgtrigger.Update | pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.article} (version {self.number})"

    @property
    def heading(self) -> str:
        """What a page calls the text: its title, or its first line where that reads like a headline; "" for neither."""
        return self.title or headline_of(self.text)

    @property
    def cut_short(self) -> bool:
        """Whether only the beginning of what came in is kept."""
        return self.original_length is not None
