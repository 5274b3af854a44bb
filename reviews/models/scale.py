"""A desk's own words for verdicts, with their ClaimReview numbers."""

from __future__ import annotations

import pgtrigger
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q

from core.choices import choices_of
from core.constraints import one_of
from reviews.enums import Verdict

_WORD = RegexValidator(r"^[a-z][a-z0-9_]*$", "Small letters, digits and underscores, a letter first.")


class VerdictScale(models.Model):
    """The words that verdicts are given in. One scale is in use; what was judged with another keeps its words."""

    ledger_fields = ("name", "worst", "best", "in_use")

    name = models.CharField(max_length=80, unique=True)
    worst = models.SmallIntegerField(default=1, help_text="ClaimReview: the number of the least true word.")
    best = models.SmallIntegerField(default=5, help_text="ClaimReview: the number of the truest word.")
    in_use = models.BooleanField(default=False)

    class Meta:
        ordering = ["-in_use", "name"]
        constraints = [
            # From 1: search engines refuse a rating whose worst number is below it.
            models.CheckConstraint(condition=Q(worst__gte=1) & Q(worst__lt=F("best")), name="scale_from_one_upwards"),
            models.UniqueConstraint(fields=["in_use"], condition=Q(in_use=True), name="scale_in_use_is_one"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="scale_keeps_its_numbers",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition("NEW.worst <> OLD.worst OR NEW.best <> OLD.best"),
                func="""
                    IF EXISTS (SELECT 1 FROM reviews_verdictword w WHERE w.scale_id = NEW.id AND w.rating IS NOT NULL
                                  AND (w.rating NOT BETWEEN NEW.worst AND NEW.best
                                       OR EXISTS (SELECT 1 FROM reviews_review r WHERE r.word_id = w.id))) THEN
                        RAISE EXCEPTION 'verdicts were given on this scale' USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self) -> str:
        return self.name


class VerdictWord(models.Model):
    """One word of a scale. `status` is where a claim goes with it; "unconfirmed" carries no number."""

    ledger_fields = ("scale_id", "key", "label", "status", "rating", "meaning")

    scale = models.ForeignKey(VerdictScale, on_delete=models.PROTECT, related_name="words")
    key = models.CharField(max_length=40, validators=[_WORD], help_text="As data: mostly_true")
    label = models.CharField(max_length=60, help_text="As readers see it: mostly true")
    status = models.CharField("leads to", max_length=12, choices=choices_of(Verdict))
    rating = models.SmallIntegerField(null=True, blank=True, help_text="ClaimReview number; none for unconfirmed.")
    meaning = models.CharField(max_length=300, blank=True, help_text="Published on the page about how we work.")
    place = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["scale", "place", "id"]
        constraints = [
            models.UniqueConstraint(fields=["scale", "key"], name="word_of_scale"),
            one_of("status", Verdict, name="word_status_is_a_verdict"),
            models.CheckConstraint(
                condition=~Q(status=Verdict.UNCONFIRMED) | Q(rating__isnull=True), name="word_unconfirmed_has_no_number"
            ),
            models.CheckConstraint(condition=~Q(key="dismissed"), name="word_is_not_dismissed"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="word_number_inside_scale",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                condition=pgtrigger.Condition("NEW.rating IS NOT NULL"),
                func="""
                    IF NOT EXISTS (SELECT 1 FROM reviews_verdictscale s
                                    WHERE s.id = NEW.scale_id AND NEW.rating BETWEEN s.worst AND s.best) THEN
                        RAISE EXCEPTION 'a number outside its scale' USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                """,
            ),
            pgtrigger.Trigger(
                name="word_given_never_changes",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(
                    "ROW(NEW.scale_id, NEW.key, NEW.label, NEW.status, NEW.rating)"
                    " IS DISTINCT FROM ROW(OLD.scale_id, OLD.key, OLD.label, OLD.status, OLD.rating)"
                ),
                func="""
                    IF EXISTS (SELECT 1 FROM reviews_review r WHERE r.word_id = OLD.id) THEN
                        RAISE EXCEPTION 'verdicts were given with this word' USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self) -> str:
        return self.label
