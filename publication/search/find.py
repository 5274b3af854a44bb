"""Which statements fit, in PostgreSQL."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.contrib.postgres.search import SearchQuery
from django.db.models import F, Q, QuerySet

from claims.models import Speaker
from publication.enums import EditionKind
from publication.models import Listing
from publication.search.ranking import ranked
from publication.search.topics import topic_of
from publication.search.wanted import Filters, Sort
from sources.models import Source

_MOST_NAMES = 200  # a part of a name that fits more speakers or outlets than this is too short to mean one


def listings(as_of: datetime | None = None) -> QuerySet[Listing]:
    """What stands now, or stood at a moment."""
    if as_of is None:
        return Listing.objects.filter(replaced_at__isnull=True)
    return Listing.objects.filter(Q(replaced_at__isnull=True) | Q(replaced_at__gt=as_of), published_at__lte=as_of)


def resolved(filters: Filters) -> Filters:
    """The same with ids in the place of names, so that several lists can be read without looking them up again."""
    ids: dict[str, Any] = {}
    if filters.speaker.strip():
        ids |= {"speaker": "", "speaker_ids": tuple(speakers_named(filters.speaker, whole=filters.speaker_whole))}
    elif filters.speaker_id is not None:
        ids |= {"speaker_id": None, "speaker_ids": (filters.speaker_id, *_merged_into(filters.speaker_id))}
    if filters.outlet.strip():
        ids |= {"outlet": "", "outlet_ids": tuple(outlets_named(filters.outlet, whole=filters.outlet_whole))}
    elif filters.outlet_id is not None:
        ids |= {"outlet_id": None, "outlet_ids": (filters.outlet_id,)}
    if filters.topic:
        ids |= {"topic": "", "topic_id": topic_of(filters.topic) or 0}
    # Nobody of this name: an id that nobody has, so that nothing fits.
    ids = {name: (0,) if value == () else value for name, value in ids.items()}
    return replace(filters, **ids) if ids else filters


def find(filters: Filters) -> QuerySet[Listing]:
    """Statements that fit all the filters, in the order of `order_of`."""
    filters = resolved(filters)
    standing = listings(filters.as_of)
    found = _fitting(standing, filters)
    if filters.sort == Sort.BEST and filters.words.strip():
        newest = order_of(replace(filters, sort=""))
        return ranked(found, filters.words, newest=newest, any_words=_fitting(standing, replace(filters, words="")))
    return found.order_by(*order_of(filters))


def taken_back_of(filters: Filters) -> QuerySet[Listing]:
    """What fitted the filters and was retracted since: of each the last edition that stood, the latest first."""
    ended = Listing.objects.filter(replaced_at__isnull=False, fact_check__current__kind=EditionKind.RETRACTION)
    last = ended.filter(replaced_at=F("fact_check__current__published_at"))
    return _fitting(last, resolved(filters)).order_by("-replaced_at")


def _fitting(found: QuerySet[Listing], filters: Filters) -> QuerySet[Listing]:
    if filters.words.strip():
        found = found.filter(search=SearchQuery(filters.words, config="english", search_type="websearch"))
    if filters.speaker_ids is not None:
        found = found.filter(speaker__in=filters.speaker_ids)
    if filters.status:
        found = found.filter(status=filters.status)
    if filters.outlet_ids is not None:
        found = found.filter(outlet__in=filters.outlet_ids)
    if filters.topic_id is not None:
        found = found.filter(topics__contains=[filters.topic_id])
    if filters.said_from:
        found = found.filter(said_at__gte=_start(filters.said_from))
    if filters.said_to and filters.said_to < date.max:
        found = found.filter(said_at__lt=_start(filters.said_to + timedelta(days=1)))
    return found


def order_of(filters: Filters) -> tuple[str, ...]:
    """Newest first: by publication, or by the day of saying where days are asked for.

    Each order has its index. To list the statements of one old month by publication, the whole list would be walked.
    """
    if filters.sort == Sort.BEST and filters.words.strip():
        return ("-fit", "-pk")
    by_day = filters.said_from is not None or filters.said_to is not None
    if filters.sort in (Sort.PUBLISHED, Sort.SAID):
        by_day = filters.sort == Sort.SAID
    return ("-said_at", "-pk") if by_day else ("-published_at", "-pk")


def speakers_named(part: str, *, whole: bool = False) -> list[int]:
    """Ids of the speakers whose name or alias holds the part (or is it), and of those merged into them."""
    look = "iexact" if whole else "icontains"
    named = Speaker.objects.filter(Q(**{f"name__{look}": part.strip()}) | Q(**{f"aliases__text__{look}": part.strip()}))
    ids = set(named.order_by().values_list("pk", flat=True).distinct()[:_MOST_NAMES])
    return sorted(ids | set(Speaker.objects.filter(merged_into__in=ids).values_list("pk", flat=True)[:_MOST_NAMES]))


def outlets_named(part: str, *, whole: bool = False) -> list[int]:
    """Ids of the outlets whose name holds the part, or is it."""
    look = "iexact" if whole else "icontains"
    return list(Source.objects.filter(**{f"name__{look}": part.strip()}).values_list("pk", flat=True)[:_MOST_NAMES])


def _merged_into(speaker_id: int) -> list[int]:
    return list(Speaker.objects.filter(merged_into=speaker_id).values_list("pk", flat=True)[:_MOST_NAMES])


def _start(day: date) -> datetime:
    return datetime.combine(day, time.min, tzinfo=UTC)
