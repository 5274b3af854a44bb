"""What search and lists read: one narrow row an edition, with the time in which it stood."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F, Q

from claims.models import Speaker
from publication.models.edition import Edition
from publication.models.fact_check import FactCheck
from sources.models import Source

_STANDS = Q(replaced_at__isnull=True)
CONTESTED = ~Q(stood_against=[])


class Listing(models.Model):
    """An edition as lists know it. A retraction has none: what it took back is in no list from then on.

    It stood from `published_at` up to `replaced_at` (exclusive; null: it stands now), so one condition on these two
    gives what was public at any moment. Written by the trigger `edition_is_listed` and by nobody else. `topics` are
    those of the edition, frozen in its snapshot; so are the speakers who stood for and against the statement.
    """

    edition = models.OneToOneField(Edition, primary_key=True, on_delete=models.PROTECT, related_name="listing")
    fact_check = models.ForeignKey(FactCheck, on_delete=models.PROTECT, related_name="listings")
    status = models.CharField(max_length=12)
    speaker = models.ForeignKey(Speaker, null=True, on_delete=models.PROTECT, related_name="listings", db_index=False)
    outlet = models.ForeignKey(Source, null=True, on_delete=models.PROTECT, related_name="listings", db_index=False)
    said_at = models.DateTimeField()
    said_year = models.SmallIntegerField(help_text="Of said_at, in UTC.")
    published_at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True)
    topics = ArrayField(models.BigIntegerField(), default=list)
    stood_for = ArrayField(models.BigIntegerField(), default=list, help_text="Who asserts or confirms it.")
    stood_against = ArrayField(models.BigIntegerField(), default=list, help_text="Who denies or rejects it.")
    search = SearchVectorField()

    class Meta:
        ordering = ["-published_at", "-edition_id"]
        constraints = [
            models.UniqueConstraint(fields=["fact_check"], condition=_STANDS, name="listing_one_stands"),
            models.CheckConstraint(
                condition=_STANDS | Q(replaced_at__gte=F("published_at")), name="listing_times_in_order"
            ),
        ]
        indexes = [
            GinIndex(fields=["search"], name="listing_by_words"),
            GinIndex(fields=["topics"], condition=_STANDS, name="listing_by_topic"),
            # Small, since nobody denies most statements. Of any time: a moment of the past asks it too.
            GinIndex(fields=["stood_against", "stood_for"], condition=CONTESTED, name="listing_contested"),
            # What facets count stands in the index, so that counting reads no table.
            *(
                models.Index(
                    fields=[*fields, "-edition"],
                    include=["status", "speaker", "outlet", "said_year", "topics"],
                    condition=_STANDS,
                    name=f"listing_{name}",
                )
                for name, fields in {
                    "newest": ["-published_at"],
                    "by_day": ["-said_at"],
                }.items()
            ),
            *(
                models.Index(fields=[field, order, "-edition"], condition=_STANDS, name=f"listing_{field}_{short}")
                for field in ("status", "speaker", "outlet", "said_year")
                for order, short in (("-published_at", "pub"), ("-said_at", "said"))
                if (field, short) != ("said_year", "said")
            ),
            models.Index(fields=["-replaced_at"], condition=~_STANDS, name="listing_replaced"),
            # What stood at a moment of the past.
            models.Index(fields=["-published_at", "-edition"], name="listing_of_any_time"),
            models.Index(fields=["-said_at", "-edition"], name="listing_by_day_of_any_time"),
        ]

    def __str__(self) -> str:
        return f"edition {self.edition_id}"


class SearchWord(models.Model):
    """A word that stands in what is or was public, for "did you mean". Written by the trigger `edition_is_listed`."""

    word = models.CharField(max_length=60, primary_key=True)

    class Meta:
        ordering = ["word"]
        indexes = [GinIndex(fields=["word"], opclasses=["gin_trgm_ops"], name="search_word_trigrams")]

    def __str__(self) -> str:
        return self.word
