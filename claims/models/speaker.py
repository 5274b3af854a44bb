"""Who speaks, or takes a stand."""

from __future__ import annotations

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Upper

from claims.enums import SpeakerKind
from core.choices import choices_of
from core.constraints import one_of


class Speaker(models.Model):
    """Person, organisation, government or unnamed group.

    `key` makes the same speaker the same row (`claims.matching`-normalised name). The key of an unnamed one also
    holds the article, so that "two officials" of two articles never become one.
    `merged_into` is set when a person found two rows to be one; nothing is deleted.
    """

    name = models.CharField(max_length=300)
    key = models.CharField(max_length=340, unique=True)
    kind = models.CharField(max_length=16, choices=choices_of(SpeakerKind))
    description = models.CharField(max_length=300, blank=True)
    wikidata_id = models.CharField(max_length=20, null=True, blank=True, unique=True)
    merged_into = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged_from")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["name"]
        constraints = [
            one_of("kind", SpeakerKind, name="speaker_kind_is_known"),
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=F("id")),
                name="speaker_not_merged_into_itself",
            ),
            models.CheckConstraint(
                condition=Q(wikidata_id__isnull=True) | Q(wikidata_id__regex=r"^Q[0-9]+$"),
                name="speaker_wikidata_id_form",
            ),
        ]
        indexes = [
            GinIndex(OpClass(Upper("name"), name="gin_trgm_ops"), name="speaker_name_trigrams"),
        ]

    def __str__(self) -> str:
        return self.name


class SpeakerAlias(models.Model):
    """Another name for a speaker: "Moscow" for the Government of Russia, between two dates where it matters."""

    speaker = models.ForeignKey(Speaker, on_delete=models.CASCADE, related_name="aliases")
    text = models.CharField(max_length=300)
    key = models.CharField(max_length=300)
    valid_from = models.DateField(null=True, blank=True)
    valid_until = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["text"]
        constraints = [
            models.UniqueConstraint(fields=["speaker", "key"], name="alias_of_speaker"),
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True)
                | Q(valid_until__isnull=True)
                | Q(valid_until__gte=F("valid_from")),
                name="alias_dates_in_order",
            ),
        ]
        indexes = [models.Index(fields=["key"], name="alias_by_key")]

    def __str__(self) -> str:
        return f"{self.text} ({self.speaker})"


class Office(models.Model):
    """An office a speaker holds or held: "US special envoy", from and until where known."""

    speaker = models.ForeignKey(Speaker, on_delete=models.CASCADE, related_name="offices")
    title = models.CharField(max_length=300)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["-starts_on", "title"]
        constraints = [
            models.UniqueConstraint(
                fields=["speaker", "title", "starts_on"], name="office_of_speaker", nulls_distinct=False
            ),
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True) | Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="office_dates_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}: {self.speaker}"
