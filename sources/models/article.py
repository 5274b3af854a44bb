"""A document, wherever it came from."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.indexes import HashIndex
from django.db import models
from django.db.models import Q

from core.choices import choices_of
from core.constraints import one_of
from sources.enums import ArticleKind, ArticleState, InputKind
from sources.models.source import Source
from sources.parsing.headline import headline_of


class Article(models.Model):
    """A document at a canonical address, or one that a person pasted or uploaded.

    `identity` is the SHA-256 that makes the same article the same row: over "url:" and the canonical address,
    "text:" and the cleaned text, or "file:" and the file's bytes; of the same text or file from another outlet over
    "outlet:", its slug and the first one's identity. The text itself stands in `ArticleVersion`.

    The attempt columns serve the worker: `attempts` is counted before work starts, so that an article which kills
    its worker ends as failed; `leased_until` is when another worker may take it up.
    """

    source = models.ForeignKey(Source, null=True, blank=True, on_delete=models.PROTECT, related_name="articles")
    kind = models.CharField(max_length=20, choices=choices_of(ArticleKind), default=ArticleKind.ARTICLE)
    title = models.CharField(max_length=500, blank=True)
    byline = models.CharField(max_length=300, blank=True)
    language = models.CharField(max_length=8, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)

    input_kind = models.CharField(max_length=8, choices=choices_of(InputKind))
    identity = models.CharField(max_length=64, unique=True)
    submitted_url = models.TextField(blank=True)
    canonical_url = models.TextField(blank=True)
    input_file = models.FileField(upload_to="inputs/%Y/%m/", blank=True)
    input_name = models.CharField(max_length=255, blank=True, help_text="The file's name as it was given.")

    state = models.CharField(max_length=12, choices=choices_of(ArticleState), default=ArticleState.SUBMITTED)
    state_reason = models.TextField(blank=True)
    duplicate_of = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="duplicates")
    attempts = models.PositiveSmallIntegerField(default=0)
    leased_until = models.DateTimeField(null=True, blank=True)

    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="submitted_articles"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-created_at", "-id"]
        constraints = [
            one_of("kind", ArticleKind, name="article_kind_is_known"),
            one_of("input_kind", InputKind, name="article_input_kind_is_known"),
            one_of("state", ArticleState, name="article_state_is_known"),
            models.CheckConstraint(
                condition=Q(state=ArticleState.DUPLICATE, duplicate_of__isnull=False)
                | (~Q(state=ArticleState.DUPLICATE) & Q(duplicate_of__isnull=True)),
                name="article_duplicate_names_its_original",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[ArticleState.REFUSED, ArticleState.FAILED]) | ~Q(state_reason=""),
                name="article_end_without_text_has_a_reason",
            ),
        ]
        indexes = [
            models.Index(
                fields=["leased_until", "id"],
                condition=Q(state__in=[ArticleState.SUBMITTED, ArticleState.READING]),
                name="article_due",
            ),
            models.Index(fields=["-created_at", "-id"], name="article_newest"),
            HashIndex(fields=["canonical_url"], name="article_by_address"),
            models.Index(fields=["source", "-published_at"], name="article_of_source"),
        ]

    def __str__(self) -> str:
        """The title; without one the address, the file, or the text's first line where a query gave its `opening`."""
        derived = headline_of(getattr(self, "opening", None) or "")
        return self.title or self.submitted_url or self.input_name or derived or f"article {self.pk}"
