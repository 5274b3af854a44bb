"""Which of the fitting statements come first: those with the words in this order, then fit and age together."""

from __future__ import annotations

import re
from typing import Any

from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db.models import Case, ExpressionWrapper, F, FloatField, QuerySet, Value, When
from django.db.models.functions import Cast, Extract, Ln

from publication.models import Listing

# Of more fitting statements than this only the newest are ranked, so that a word of every text costs no more than
# others; the page says so.
MOST_RANKED = 2_000
_MOST_EXACT = 300
_EXACT = 2.0  # the words in this order outweigh two years
_YEAR = 365.25 * 86_400
_PLAIN = re.compile(r'-"[^"]*"|"')
_WORDS_ALONE = re.compile(r'(?:"[^"\s]+"\s*)+')


def ranked(
    found: QuerySet[Listing], words: str, *, newest: tuple[str, ...], any_words: QuerySet[Listing]
) -> QuerySet[Listing]:
    """The statements with `fit`, a number to order by. It does not change as time goes by, so pages stay in place.

    `newest`: the order in which the newest come first, one that has an index for the filters. `any_words`: what fits
    all the rest. Words in this order are those words: where nothing else is asked for, they are not looked up twice.
    """
    query = SearchQuery(words, config="english", search_type="websearch")
    exact = SearchQuery(_PLAIN.sub("", words).strip(), config="english", search_type="phrase")
    latest = found.order_by(*newest).values("pk")[:MOST_RANKED]
    candidates: QuerySet[Listing, Any] = latest
    if len(_PLAIN.sub("", words).split()) > 1:  # one word is in order by itself
        alike = any_words if _WORDS_ALONE.fullmatch(words) else found
        candidates = latest.union(alike.filter(search=exact).order_by().values("pk")[:_MOST_EXACT])
    fit = (
        Ln(Cast(SearchRank(F("search"), query), FloatField()) + Value(0.001))
        + Case(When(search=exact, then=Value(_EXACT)), default=Value(0.0), output_field=FloatField())
        + Cast(Extract("published_at", "epoch"), FloatField()) / Value(_YEAR)
    )
    return (
        Listing.objects.filter(pk__in=candidates)
        .annotate(fit=ExpressionWrapper(fit, output_field=FloatField()))
        .order_by("-fit", "-pk")
    )
