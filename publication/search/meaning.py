"""Statements that mean something near to the words of a search, though they do not hold them."""

from __future__ import annotations

from dataclasses import replace

from django.contrib.postgres.search import SearchQuery

from claims.models import Claim
from claims.search import meant_claims
from publication.models import Listing
from publication.search.find import find, listings
from publication.search.language import Reading
from publication.search.wanted import Filters

_MOST, _LOOKED_AT = 5, 20


def near_in_meaning(reading: Reading, filters: Filters) -> list[Listing]:
    """At most five statements that stand, fit all other filters and mean something near, the nearest first.

    Empty without words, for a moment of the past (vectors are of today's wording), and where the database or the
    machine cannot compare meanings.
    """
    if not reading.wanted or filters.as_of is not None:
        return []
    rest = replace(filters, words=" ".join(f'-"{term}"' for term in reading.without), sort="")
    pool = Claim.objects.filter(pk__in=find(rest).order_by().values("fact_check__claim"))
    nearest = [claim_id for claim_id, _ in meant_claims(" ".join(reading.wanted), within=pool, most=_LOOKED_AT)]
    if not nearest:
        return []
    words = SearchQuery(reading.but(without=()).websearch, config="english", search_type="websearch")
    rows = (
        listings()
        .filter(fact_check__claim__in=nearest)
        .exclude(search=words)
        .select_related("edition", "fact_check")
        .defer("edition__snapshot", "search")
    )
    place = {claim_id: number for number, claim_id in enumerate(nearest)}
    return sorted(rows, key=lambda row: place[row.fact_check.claim_id])[:_MOST]
