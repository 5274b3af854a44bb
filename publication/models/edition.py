"""One numbered edition of a fact-check. Immutable: a correction or retraction is a new one."""

from __future__ import annotations

import pgtrigger
from django.conf import settings
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Upper

from claims.enums import FOUND_STATUSES
from claims.models import Speaker
from core.choices import choices_of
from core.constraints import one_of
from publication.enums import EditionKind
from publication.models.fact_check import FactCheck


class Edition(models.Model):
    """Everything a reader, feed or program is given, frozen at the time of publication.

    `snapshot` holds the whole page as data (chain, positions, evidence, appearances, rationale): its form is
    `publication.snapshot`. The columns beside it are what search and lists filter by. Page, JSON-LD, feed and API
    are all made from this one row.
    """

    fact_check = models.ForeignKey(FactCheck, on_delete=models.PROTECT, related_name="editions")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=12, choices=choices_of(EditionKind))
    status = models.CharField(max_length=12)
    claim_text = models.TextField()
    summary = models.TextField(help_text="What was found, in the desk's words.")
    speaker = models.ForeignKey(Speaker, null=True, blank=True, on_delete=models.PROTECT, related_name="editions")
    speaker_name = models.CharField(max_length=300, blank=True)
    outlet_name = models.CharField(max_length=200, blank=True)
    said_at = models.DateTimeField()
    reason = models.TextField(blank=True, help_text="Why this edition replaces the one before.")
    snapshot = models.JSONField()
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="published_editions"
    )
    published_at = models.DateTimeField()
    search = models.GeneratedField(
        expression=SearchVector("claim_text", weight="A", config="english")
        + SearchVector("speaker_name", weight="B", config="english")
        + SearchVector("summary", weight="C", config="english"),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    class Meta:
        ordering = ["fact_check_id", "number"]
        constraints = [
            models.UniqueConstraint(fields=["fact_check", "number"], name="edition_of_fact_check"),
            one_of("kind", EditionKind, name="edition_kind_is_known"),
            models.CheckConstraint(
                condition=Q(status__in=[s.value for s in FOUND_STATUSES]), name="edition_status_is_a_finding"
            ),
            models.CheckConstraint(
                condition=Q(kind=EditionKind.PUBLICATION) | ~Q(reason=""), name="edition_change_has_a_reason"
            ),
        ]
        indexes = [
            GinIndex(fields=["search"], name="edition_by_words"),
            models.Index(fields=["-published_at", "-id"], name="edition_newest"),
            models.Index(fields=["status", "-said_at"], name="edition_by_status"),
            models.Index(fields=["speaker", "-said_at"], name="edition_of_speaker"),
            models.Index(fields=["-said_at", "-id"], name="edition_by_day"),
            GinIndex(OpClass(Upper("speaker_name"), name="gin_trgm_ops"), name="edition_speaker_trigrams"),
            GinIndex(OpClass(Upper("outlet_name"), name="gin_trgm_ops"), name="edition_outlet_trigrams"),
        ]
        triggers = [
            pgtrigger.Protect(name="edition_never_changes", operation=pgtrigger.Update | pgtrigger.Delete),
            # Four eyes, kept by the database: no edition of a claim that fewer than two people judged.
            pgtrigger.Trigger(
                name="edition_needs_two_reviewers",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func="""
                    IF (SELECT count(DISTINCT r.reviewer_id) FROM publication_factcheck f
                          JOIN claims_claim c ON c.id = f.claim_id
                          JOIN reviews_review r ON r.claim_id = c.id AND r.round = c.round
                         WHERE f.id = NEW.fact_check_id) < 2 AND NEW.kind <> 'retraction' THEN
                        RAISE EXCEPTION 'an edition needs the verdicts of two people' USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.claim_text} (edition {self.number})"
