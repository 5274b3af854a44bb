"""One numbered edition of a fact-check. Immutable: a correction or retraction is a new one."""

from __future__ import annotations

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q

from claims.enums import FOUND_STATUSES
from claims.models import Speaker
from core.choices import choices_of
from core.constraints import one_of
from publication.enums import EditionKind
from publication.models.fact_check import FactCheck
from publication.models.listed import LISTING_FOLLOWS
from sources.models import Source


class Edition(models.Model):
    """Everything a reader, feed or program is given, frozen at the time of publication.

    `snapshot` holds the whole page as data (chain, positions, evidence, appearances, rationale): its form is
    `publication.services.snapshot`. Page, JSON-LD, feed and API are all made from this one row; search finds it
    through its `Listing`.
    """

    ledger_fields = (
        "fact_check_id",
        "number",
        "kind",
        "status",
        "claim_text",
        "summary",
        "speaker_id",
        "speaker_name",
        "outlet_name",
        "said_at",
        "reason",
        "snapshot",
        "published_by_id",
        "published_at",
    )
    ledger_complete = True

    fact_check = models.ForeignKey(FactCheck, on_delete=models.PROTECT, related_name="editions")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=12, choices=choices_of(EditionKind))
    status = models.CharField(max_length=12)
    claim_text = models.TextField()
    summary = models.TextField(help_text="What was found, in the desk's words.")
    speaker = models.ForeignKey(Speaker, null=True, blank=True, on_delete=models.PROTECT, related_name="editions")
    speaker_name = models.CharField(max_length=300, blank=True)
    outlet = models.ForeignKey(
        Source, null=True, blank=True, on_delete=models.PROTECT, related_name="editions", db_index=False
    )
    outlet_name = models.CharField(max_length=200, blank=True)
    said_at = models.DateTimeField()
    reason = models.TextField(blank=True, help_text="Why this edition replaces the one before.")
    snapshot = models.JSONField()
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="published_editions"
    )
    published_at = models.DateTimeField()

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
            models.Index(fields=["-published_at", "-id"], name="edition_newest"),
            models.Index(
                fields=["-published_at", "-id"],
                condition=~Q(kind=EditionKind.PUBLICATION),
                name="edition_corrections",
            ),
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
                          JOIN reviews_review r ON r.claim_id = c.id AND r.round = c.round AND r.taken_back_at IS NULL
                         WHERE f.id = NEW.fact_check_id) < 2 AND NEW.kind <> 'retraction' THEN
                        RAISE EXCEPTION 'an edition needs the verdicts of two people' USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                """,
            ),
            # What readers were told is replaced by a correction or retraction, which says why; never by a publication.
            pgtrigger.Trigger(
                name="edition_publishes_what_is_not_public",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                condition=pgtrigger.Q(new__kind="publication"),
                func="""
                    IF (SELECT e.kind FROM publication_edition e WHERE e.fact_check_id = NEW.fact_check_id
                         ORDER BY e.number DESC LIMIT 1) <> 'retraction' THEN
                        RAISE EXCEPTION 'an edition stands: it is corrected, not published again'
                              USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                """,
            ),
            # Search and lists follow in the same transaction, whoever writes the edition.
            pgtrigger.Trigger(
                name="edition_is_listed", when=pgtrigger.After, operation=pgtrigger.Insert, func=LISTING_FOLLOWS
            ),
        ]

    def __str__(self) -> str:
        return f"{self.claim_text} (edition {self.number})"
