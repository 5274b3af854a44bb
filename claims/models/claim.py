"""A proposition that stands by itself."""

from __future__ import annotations

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import F, Q

from claims.enums import FOUND_STATUSES, WAITING_STATUSES, Presentation, VerificationStatus
from claims.models.speaker import Speaker
from core.choices import choices_of
from core.constraints import one_of, share

# What the queue is walked by. A number of this row's own columns, so that it cannot drift from them:
#   worth (0 to 1)  + 0.1 for each doubling of the origins, up to eight  + the desk's level (-1 to 2)
#   - 0.05 for each day of age, written as + 0.05 for each day from 2026 to the claim's arrival: the order of two
#   claims by what is left of them never changes with time, so nothing has to be computed again as they age.
PRIORITY = """
    NEW.priority := NEW.score + 0.1 * ln(greatest(1, least(NEW.origins, 8))) / ln(2) + NEW.desk_level
        + 0.05 * extract(epoch FROM NEW.created_at - timestamptz '2026-01-01 00:00:00+00')::float8 / 86400;
    RETURN NEW;
"""


class Claim(models.Model):
    """What was said, whoever reported it. Its mentions are where it was said; its status is what the desk found.

    `speaker` is who asserted it first (None: an outlet in its own voice, or nobody named); `about` says whom it is
    about. `version` counts the accepted changes: every write names the version it saw, and a stale one is refused.
    `round` counts the reviews from scratch: a re-opened claim starts the next round.
    `sha256` (over the normalised text) and `fingerprint` (MinHash bands) find repeats. `vector_sha256` is the `sha256`
    of the wording that its ClaimVector was made of: another one, and a new vector is due.
    """

    ledger_fields = ("status", "round")  # the pipeline changes the rest, without an event

    text = models.TextField()
    sha256 = models.CharField(max_length=64)
    fingerprint = ArrayField(models.IntegerField(), default=list, blank=True)
    vector_sha256 = models.CharField(max_length=64, blank=True, default="", db_default="", editable=False)
    speaker = models.ForeignKey(Speaker, null=True, blank=True, on_delete=models.PROTECT, related_name="claims")
    presentation = models.CharField(max_length=12, choices=choices_of(Presentation))
    score = models.FloatField(help_text="Check-worthiness, 0 to 1: the highest of its mentions.")
    status = models.CharField(
        max_length=16, choices=choices_of(VerificationStatus), default=VerificationStatus.CANDIDATE
    )
    round = models.PositiveSmallIntegerField(default=1)
    version = models.PositiveIntegerField(default=1)
    origins = models.PositiveSmallIntegerField(
        default=1,
        db_default=1,
        help_text="Independent origins that told it: copies of one text and articles of one house are one.",
    )
    desk_level = models.SmallIntegerField(
        default=0, db_default=0, help_text="The desk's priority, -1 to 2, from DeskPriority rows."
    )
    priority = models.FloatField(
        default=0, db_default=0, editable=False, help_text="The order of the queue; kept by a trigger."
    )
    language = models.CharField(
        max_length=8, blank=True, default="", db_default="", help_text="Of the text it was first found in."
    )
    first_said_at = models.DateTimeField()
    merged_into = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged_from")
    edited = models.BooleanField(default=False, help_text="A person changed the text: the pipeline leaves it alone.")
    search = models.GeneratedField(
        expression=SearchVector("text", config="english"), output_field=SearchVectorField(), db_persist=True
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-score", "-id"]
        constraints = [
            one_of("status", VerificationStatus, name="claim_status_is_known"),
            one_of("presentation", Presentation, name="claim_presentation_is_known"),
            share("score", name="claim_score_is_a_share"),
            models.CheckConstraint(condition=Q(version__gte=1) & Q(round__gte=1), name="claim_counters_from_one"),
            models.CheckConstraint(condition=~Q(text=""), name="claim_has_text"),
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=F("id")), name="claim_not_merged_into_itself"
            ),
            # One row for one wording by one speaker, whatever task runs twice.
            models.UniqueConstraint(
                fields=["sha256", "speaker"], name="claim_by_wording_and_speaker", nulls_distinct=False
            ),
        ]
        indexes = [
            # The stages of the queue. Claims merged into others are in no stage, so that counts need no table.
            models.Index(
                fields=["status", "-priority", "-id"],
                condition=Q(merged_into__isnull=True),
                name="claim_by_stage",
            ),
            models.Index(fields=["status", "-first_said_at", "-id"], name="claim_newest"),
            models.Index(fields=["speaker", "status", "-score"], name="claim_of_speaker"),
            # Stages of the queue that hold several statuses: one walk in the order of the list.
            models.Index(
                fields=["-priority", "-id"],
                condition=Q(merged_into__isnull=True, status__in=[s.value for s in WAITING_STATUSES]),
                name="claim_waiting",
            ),
            models.Index(
                fields=["-priority", "-id"],
                condition=Q(merged_into__isnull=True, status__in=[s.value for s in FOUND_STATUSES]),
                name="claim_found",
            ),
            models.Index(
                fields=["language", "-priority", "-id"],
                condition=Q(merged_into__isnull=True, status__in=[s.value for s in WAITING_STATUSES]),
                name="claim_waiting_in_language",
            ),
            GinIndex(fields=["fingerprint"], name="claim_by_fingerprint"),
            GinIndex(fields=["search"], name="claim_by_words"),
            models.Index(fields=["id"], condition=~Q(vector_sha256=F("sha256")), name="claim_vector_due"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="claim_priority_follows",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=PRIORITY,
            ),
            # The version column is the lock of the desk: it may only ever go up by one.
            pgtrigger.Trigger(
                name="claim_version_steps_by_one",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(
                    "NEW.version <> OLD.version AND NEW.version <> OLD.version + 1"
                    " OR NEW.status <> OLD.status AND NEW.version = OLD.version"
                ),
                func="RAISE EXCEPTION 'a change of status is one step of version' USING ERRCODE = 'check_violation';",
            ),
            pgtrigger.Trigger(
                name="claim_merges_make_no_loop",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(
                    "NEW.merged_into_id IS NOT NULL AND NEW.merged_into_id IS DISTINCT FROM OLD.merged_into_id"
                ),
                func="""
                    IF EXISTS (
                        WITH RECURSIVE up(id, next) AS (
                            SELECT id, merged_into_id FROM claims_claim WHERE id = NEW.merged_into_id
                            UNION SELECT c.id, c.merged_into_id FROM claims_claim c JOIN up ON c.id = up.next
                        ) SELECT 1 FROM up WHERE id = NEW.id
                    ) THEN
                        RAISE EXCEPTION 'a merge that makes a loop' USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self) -> str:
        return self.text


class ClaimAbout(models.Model):
    """Whom a claim is about, the main one first. That person has not said it."""

    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="about")
    speaker = models.ForeignKey(Speaker, on_delete=models.PROTECT, related_name="claims_about")
    place = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["claim_id", "place"]
        constraints = [models.UniqueConstraint(fields=["claim", "speaker"], name="claim_about_speaker")]

    def __str__(self) -> str:
        return f"about {self.speaker}"
