"""Which statements fit, in PostgreSQL."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from django.contrib.postgres.search import SearchQuery
from django.db.models import Q, QuerySet

from claims.models import Speaker
from publication.models import Listing
from publication.search.wanted import Filters
from sources.models import Source

_MOST_NAMES = 200  # a part of a name that fits more speakers or outlets than this is too short to mean one


def listings(as_of: datetime | None = None) -> QuerySet[Listing]:
    """What stands now, or stood at a moment."""
    if as_of is None:
        return Listing.objects.filter(replaced_at__isnull=True)
    return Listing.objects.filter(Q(replaced_at__isnull=True) | Q(replaced_at__gt=as_of), published_at__lte=as_of)


def find(filters: Filters) -> QuerySet[Listing]:
    """Statements that fit all the filters, in the order of `order_of`."""
    found = listings(filters.as_of)
    if filters.words.strip():
        found = found.filter(search=SearchQuery(filters.words, config="english", search_type="websearch"))
    if filters.speaker.strip():
        found = found.filter(speaker__in=speakers_named(filters.speaker))
    if filters.speaker_id is not None:
        found = found.filter(speaker__in=_same_speaker(filters.speaker_id))
    if filters.status:
        found = found.filter(status=filters.status)
    if filters.outlet.strip():
        found = found.filter(outlet__in=_outlets_named(filters.outlet))
    if filters.outlet_id is not None:
        found = found.filter(outlet=filters.outlet_id)
    if filters.topic_id is not None:
        found = found.filter(topics__contains=[filters.topic_id])
    if filters.year is not None:
        found = found.filter(said_year=filters.year)
    if filters.said_from:
        found = found.filter(said_at__gte=_start(filters.said_from))
    if filters.said_to and filters.said_to < date.max:
        found = found.filter(said_at__lt=_start(filters.said_to + timedelta(days=1)))
    return found.order_by(*order_of(filters))


def order_of(filters: Filters) -> tuple[str, ...]:
    """Newest first: by publication, or by the day of saying where days are asked for.

    Each order has its index. To list the statements of one old month by publication, the whole list would be walked.
    """
    by_day = filters.said_from is not None or filters.said_to is not None
    return ("-said_at", "-pk") if by_day else ("-published_at", "-pk")


def speakers_named(part: str) -> list[int]:
    """Ids of the speakers whose name or alias holds the part, and of those merged into them."""
    part = part.strip()
    named = Speaker.objects.filter(Q(name__icontains=part) | Q(aliases__text__icontains=part))
    ids = set(named.order_by().values_list("pk", flat=True).distinct()[:_MOST_NAMES])
    return sorted(ids | set(Speaker.objects.filter(merged_into__in=ids).values_list("pk", flat=True)[:_MOST_NAMES]))


def _same_speaker(speaker_id: int) -> list[int]:
    merged = Speaker.objects.filter(merged_into=speaker_id).values_list("pk", flat=True)[:_MOST_NAMES]
    return [speaker_id, *merged]


def _outlets_named(part: str) -> list[int]:
    return list(Source.objects.filter(name__icontains=part.strip()).values_list("pk", flat=True)[:_MOST_NAMES])


def _start(day: date) -> datetime:
    return datetime.combine(day, time.min, tzinfo=UTC)
