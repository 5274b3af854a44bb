"""Reads of what is public: always the current edition, never the desk's rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple

from django.contrib.postgres.search import SearchQuery
from django.db import connection
from django.db.models import Count, F, QuerySet
from django.utils import timezone

from audit.models import AuditEvent
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
    """Published statements that fit all the filters, in the order of `order_of`."""
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
    return editions.order_by(*order_of(filters))


def order_of(filters: Filters) -> tuple[str, ...]:
    """Newest first: by publication, or by the day of saying where days are asked for.

    Each order has its index. To list the statements of one old month by publication, the whole list would be walked.
    """
    by_day = filters.said_from is not None or filters.said_to is not None
    return ("-said_at", "-pk") if by_day else ("-published_at", "-pk")


class Summary(NamedTuple):
    """What a list of statements gives of each edition, taken from its columns and two parts of its snapshot."""

    pk: int
    claim_id: int
    slug: str
    claim_text: str
    status: str
    summary: str
    said_by: dict[str, Any] | None
    about: list[dict[str, Any]]
    said_at: datetime
    number: int
    published_at: datetime


def summaries(filters: Filters) -> QuerySet[Edition, Any]:
    """`search` as plain rows with the fields of Summary: no model is made and no whole snapshot is read."""
    return (
        search(filters)
        .annotate(
            claim_id=F("fact_check__claim_id"),
            slug=F("fact_check__slug"),
            said_by=F("snapshot__said_by"),
            about=F("snapshot__about"),
        )
        .values_list(*Summary._fields, named=True)
    )


def last_change() -> int:
    """Number of the last publication, correction or retraction in the ledger: while it stays, so does every list.

    The ledger's sequence has no gaps and is seen in order; ids of editions may become visible out of order.
    """
    with connection.cursor() as cursor:
        cursor.execute(_LAST_CHANGE, [f"edition.{kind.value}" for kind in EditionKind])
        return int(cursor.fetchone()[0])


# One step into the index for each kind. Asked before every list, so it is not composed anew each time.
_LAST_CHANGE = "SELECT greatest({}, 0)".format(
    ", ".join(f"(SELECT max(sequence) FROM {AuditEvent._meta.db_table} WHERE action = %s)" for _kind in EditionKind)
)


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
