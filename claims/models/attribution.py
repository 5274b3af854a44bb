"""Who says what, as the text has it."""

from __future__ import annotations

import pgtrigger
from django.db import models
from django.db.models import F, Q

from claims.enums import Presentation, Speech
from claims.models.run import ExtractionRun
from claims.models.speaker import Speaker
from core.choices import choices_of
from core.constraints import one_of, share


class Attribution(models.Model):
    """One link of a chain: source span, cue span, content span (PARC and PolNeAR terms) and the speaker behind it.

    Spans are lists of [start, end] in code points of the version's text, end exclusive; a role may be in pieces or
    empty. In code the source span is `speaker_spans`, since Source is taken. `parent` is the attribution in whose
    content this one stands: Witkoff noted [that Putin had agreed [on ...]].
    """

    run = models.ForeignKey(ExtractionRun, on_delete=models.CASCADE, related_name="attributions")
    number = models.PositiveIntegerField(help_text="Place within the run, in reading order, from 0.")
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.CASCADE, related_name="children")
    speaker = models.ForeignKey(Speaker, null=True, blank=True, on_delete=models.PROTECT, related_name="attributions")
    speaker_text = models.TextField(blank=True, help_text="The words of the text that name the speaker.")
    resolution_reason = models.CharField(max_length=200, blank=True)
    resolution_confidence = models.FloatField(null=True, blank=True)
    speaker_spans = models.JSONField(default=list, blank=True)
    cue_spans = models.JSONField(default=list, blank=True)
    content_spans = models.JSONField(default=list)
    contested_by_spans = models.JSONField(default=list, blank=True)
    cue_lemma = models.CharField(max_length=120, blank=True)
    presentation = models.CharField(max_length=12, choices=choices_of(Presentation))
    speech = models.CharField(max_length=8, choices=choices_of(Speech))
    rule = models.CharField(max_length=120, blank=True)
    confidence = models.FloatField(default=1.0)

    class Meta:
        ordering = ["run_id", "number"]
        constraints = [
            models.UniqueConstraint(fields=["run", "number"], name="attribution_of_run"),
            one_of("presentation", Presentation, name="attribution_presentation_is_known"),
            one_of("speech", Speech, name="attribution_speech_is_known"),
            share("confidence", name="attribution_confidence_is_a_share"),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("id")), name="attribution_not_its_own_parent"
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="attribution_spans_inside_text",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                declare=[("text_length", "integer")],
                func="""
                    SELECT v.length INTO text_length FROM claims_extractionrun r
                      JOIN sources_articleversion v ON v.id = r.version_id WHERE r.id = NEW.run_id;
                    IF EXISTS (
                        SELECT 1 FROM jsonb_array_elements(
                            NEW.speaker_spans || NEW.cue_spans || NEW.content_spans || NEW.contested_by_spans) AS span
                        WHERE (span->>0)::int < 0 OR (span->>1)::int <= (span->>0)::int
                           OR (span->>1)::int > text_length
                    ) THEN
                        RAISE EXCEPTION 'attribution span outside its text' USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.speaker_text or 'nobody named'} {self.cue_lemma}"
