"""Reads for feeds, the data file and the maps of the site."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from core.pagination import keyset_page
from publication.models import Edition, FactCheck, Listing
from publication.search import Filters, Sort, find, listings, taken_back_of


def newest_changes(filters: Filters, *, most: int) -> list[Edition]:
    """What a feed of these filters tells: editions that stand and retractions of what stood, the newest first."""
    standing = find(replace(filters, sort=Sort.PUBLISHED)).values_list("pk", flat=True)[:most]
    taken_back = taken_back_of(filters).values_list("fact_check__current", flat=True)[:most]
    editions = Edition.objects.filter(pk__in=[*standing, *taken_back]).select_related("fact_check")
    return list(editions.order_by("-published_at", "-pk")[:most])


def first_published(fact_check_ids: Iterable[int]) -> dict[int, datetime]:
    """When each fact-check was first published."""
    first = Edition.objects.filter(fact_check__in=set(fact_check_ids), number=1)
    return dict(first.order_by().values_list("fact_check", "published_at"))


def newest_published_at() -> datetime | None:
    """When anything was last published, corrected or retracted."""
    return Edition.objects.order_by("-published_at").values_list("published_at", flat=True).first()


def standing_with_history() -> Iterator[tuple[Edition, list[Edition]]]:
    """Every edition that stands, the newest first, with all editions of its fact-check (without their snapshots).

    Read in pieces: memory does not grow with their number.
    """
    order = ("-published_at", "-pk")
    cursor = ""
    while True:
        page = keyset_page(listings().select_related("edition__fact_check"), order=order, size=_PIECE, cursor=cursor)
        histories: dict[int, list[Edition]] = {}
        later = [row.fact_check_id for row in page.rows if row.edition.number > 1]
        for edition in Edition.objects.filter(fact_check__in=later).defer("snapshot").order_by("-number"):
            histories.setdefault(edition.fact_check_id, []).append(edition)
        for row in page.rows:
            yield row.edition, histories.get(row.fact_check_id, [row.edition])
        cursor = page.next_cursor
        if not cursor:
            return


_PIECE = 500


def last_fact_check_id() -> int:
    """The highest id of a fact-check; 0 if there is none."""
    return FactCheck.objects.order_by("-pk").values_list("pk", flat=True).first() or 0


def standing_addresses(first: int, end: int) -> Iterator[tuple[int, str, datetime]]:
    """(claim id, slug, published at) of what stands, for fact-checks of ids from `first` to `end` (exclusive)."""
    rows = listings().filter(fact_check__gte=first, fact_check__lt=end).order_by("fact_check")
    yield from rows.values_list("fact_check__claim_id", "fact_check__slug", "published_at").iterator(2_000)


def first_published_since(moment: datetime) -> QuerySet[Listing, Any]:
    """(claim id, slug, text, first published at) of what stands and was first published after the moment."""
    return (
        listings()
        .filter(fact_check__created_at__gte=moment, published_at__gte=moment)
        .order_by("-published_at")
        .values_list("fact_check__claim_id", "fact_check__slug", "edition__claim_text", "fact_check__created_at")
    )
