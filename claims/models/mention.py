"""One occurrence of a claim in one version."""

from __future__ import annotations

import pgtrigger
from django.db import models
from django.db.models import Q

from claims.enums import Presentation, Tense
from claims.models.attribution import Attribution
from claims.models.claim import Claim
from claims.models.run import ExtractionRun
from core.choices import choices_of
from core.constraints import offsets_in_order, one_of, share
from sources.models import ArticleVersion


class Mention(models.Model):
    """Where and how a text puts a claim. `attribution` is None in the article's own voice.

    `start_offset`..`end_offset` is the outer extent of `spans`, in code points, end exclusive. `claim` is empty
    until matching has found or made the claim. `about` holds names as the text gives them, main one first.
    `reasons` is a list of {"label", "weight"}: why the score is what it is.
    """

    run = models.ForeignKey(ExtractionRun, on_delete=models.CASCADE, related_name="mentions")
    version = models.ForeignKey(ArticleVersion, on_delete=models.PROTECT, related_name="mentions")
    attribution = models.ForeignKey(
        Attribution, null=True, blank=True, on_delete=models.CASCADE, related_name="mentions"
    )
    claim = models.ForeignKey(
        Claim,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="mentions",
        db_index=False,  # `mention_of_claim` begins with it
    )
    text = models.TextField(help_text="The claim as it was put into words from this place.")
    start_offset = models.PositiveIntegerField()
    end_offset = models.PositiveIntegerField()
    spans = models.JSONField()
    presentation = models.CharField(max_length=12, choices=choices_of(Presentation))
    tense = models.CharField(max_length=8, choices=choices_of(Tense), blank=True)
    negated = models.BooleanField(default=False)
    condition_start = models.PositiveIntegerField(null=True, blank=True)
    condition_end = models.PositiveIntegerField(null=True, blank=True)
    certainty = models.FloatField(null=True, blank=True, help_text="-3 certainly not to +3 certainly.")
    score = models.FloatField()
    reasons = models.JSONField(default=list, blank=True)
    about = models.JSONField(default=list, blank=True)
    rule = models.CharField(max_length=120, blank=True, help_text="The rule or model that found it.")
    cue = models.CharField(max_length=120, blank=True, help_text="Lemma of the word for saying.")
    path = models.CharField(max_length=200, blank=True, help_text="Through the sentence, or the signs of own voice.")
    confidence = models.FloatField(null=True, blank=True, help_text="0 to 1; empty for older readings.")

    class Meta:
        ordering = ["run_id", "start_offset", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["run", "start_offset", "end_offset", "attribution"],
                name="mention_of_run_by_span",
                nulls_distinct=False,
            ),
            offsets_in_order(name="mention_offsets_in_order"),
            offsets_in_order("condition_start", "condition_end", name="mention_condition_in_order"),
            one_of("presentation", Presentation, name="mention_presentation_is_known"),
            models.CheckConstraint(
                condition=Q(tense="") | Q(tense__in=[t.value for t in Tense]), name="mention_tense_is_known"
            ),
            share("score", name="mention_score_is_a_share"),
            share("confidence", name="mention_confidence_is_a_share"),
            models.CheckConstraint(
                condition=Q(certainty__isnull=True) | Q(certainty__gte=-3, certainty__lte=3),
                name="mention_certainty_in_range",
            ),
            models.CheckConstraint(
                condition=Q(attribution__isnull=False) | Q(presentation=Presentation.STATED),
                name="mention_without_source_is_stated",
            ),
        ]
        indexes = [
            models.Index(fields=["version", "start_offset"], name="mention_of_version"),
            models.Index(fields=["claim", "version", "start_offset"], name="mention_of_claim"),
            models.Index(fields=["run", "id"], condition=Q(claim__isnull=True), name="mention_unmatched"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="mention_span_inside_text",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                declare=[("text_length", "integer")],
                func="""
                    SELECT length INTO text_length FROM sources_articleversion WHERE id = NEW.version_id;
                    IF NEW.end_offset > text_length OR NEW.condition_end > text_length THEN
                        RAISE EXCEPTION 'mention span outside its text' USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self) -> str:
        return self.text
