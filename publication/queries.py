"""Reads of what is public: always the current edition, never the desk's rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.contrib.postgres.search import SearchQuery
from django.db.models import Count, QuerySet
from django.utils import timezone

from claims.models import Speaker
from publication.enums import EditionKind
from publication.models import Edition, FactCheck


@dataclass(frozen=True, slots=True)
class Filters:
    """What a reader asks for. Dates are days of saying, both ends included."""

    words: str = ""
    speaker: str = ""
    status: str = ""
    outlet: str = ""
    said_from: date | None = None
    said_to: date | None = None


def published() -> QuerySet[Edition]:
    """The current editions that stand, newest first. Retracted ones have a page but are in no list."""
    return (
        Edition.objects.filter(current_of__isnull=False)
        .exclude(kind=EditionKind.RETRACTION)
        .select_related("fact_check", "speaker")
        .order_by("-published_at", "-pk")
    )


def search(filters: Filters) -> QuerySet[Edition]:
    """Published statements that fit all the filters, newest first."""
    editions = published()
    if filters.words.strip():
        query = SearchQuery(filters.words, config="english", search_type="websearch")
        editions = editions.filter(search=query)
    if filters.speaker.strip():
        editions = editions.filter(speaker_name__icontains=filters.speaker.strip())
    if filters.status:
        editions = editions.filter(status=filters.status)
    if filters.outlet.strip():
        editions = editions.filter(outlet_name__icontains=filters.outlet.strip())
    if filters.said_from:
        editions = editions.filter(said_at__gte=_start(filters.said_from))
    if filters.said_to:
        editions = editions.filter(said_at__lt=_start(filters.said_to + timedelta(days=1)))
    return editions


def fact_check_of(claim_id: int) -> FactCheck | None:
    """The published page of a claim, with its current edition."""
    return (
        FactCheck.objects.select_related("current", "current__speaker", "claim")
        .filter(claim_id=claim_id, current__isnull=False)
        .first()
    )


def editions_of(fact_check: FactCheck) -> QuerySet[Edition]:
    """All editions, newest first: the history that readers see."""
    return Edition.objects.filter(fact_check=fact_check).order_by("-number")


def _start(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def published_speakers() -> list[tuple[int, str, int]]:
    """Who has published statements: (id, name, how many), most first."""
    return list(
        published()
        .filter(speaker__isnull=False)
        .order_by()
        .values_list("speaker", "speaker__name")
        .annotate(n=Count("pk"))
        .order_by("-n", "speaker__name")[:500]
    )


def published_speaker(speaker_id: int) -> Speaker | None:
    """A speaker with at least one statement that stands published; nobody else has a public page."""
    return Speaker.objects.filter(pk=speaker_id, pk__in=published().order_by().values("speaker")).first()


def corrections() -> QuerySet[Edition]:
    """Corrections and retractions, newest first: the log that readers see."""
    return (
        Edition.objects.filter(kind__in=[EditionKind.CORRECTION, EditionKind.RETRACTION])
        .select_related("fact_check")
        .order_by("-published_at", "-pk")
    )
