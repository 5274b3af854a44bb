"""How many of the fitting statements there are of each status, speaker, topic, outlet and year.

Counted over MOST_COUNTED that fit: where there are more, the figures are "at least", and the page says so.
So a count costs the same at ten thousand statements and at a million. The index of words does not know their order, so
for a phrase, and for words that shall be absent, MOST_EXAMINED statements with the other words are looked at.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import Any

from django.contrib.postgres.search import SearchQuery
from django.db import connection

from claims.models import Speaker
from publication.search.find import find, resolved
from publication.search.topics import topics_named
from publication.search.wanted import Filters, Sort
from sources.models import Source

MOST_COUNTED = 3_000
MOST_EXAMINED = 6_000
_MOST_SHOWN = 8
_COUNTED = ("status", "speaker_id", "outlet_id", "said_year", "topics")
_TERM = re.compile(r'-?"[^"]*"|\S+')

_LOOKED_AT = """
WITH near AS MATERIALIZED (
  SELECT {columns}, search @@ websearch_to_tsquery('english', %s) AS fits FROM ({near}) AS looked_at
), hits AS (SELECT {columns} FROM near WHERE fits)
"""
_HITS = "WITH hits AS MATERIALIZED ({hits})"
_COUNT = """
SELECT kind, value, n FROM (
  SELECT CASE WHEN grouping(status) = 0 THEN 'status' WHEN grouping(speaker_id) = 0 THEN 'speaker'
              WHEN grouping(outlet_id) = 0 THEN 'outlet' WHEN grouping(said_year) = 0 THEN 'year'
              ELSE 'all' END AS kind,
         coalesce(status, speaker_id::text, outlet_id::text, said_year::text) AS value, count(*) AS n
    FROM hits GROUP BY GROUPING SETS ((status), (speaker_id), (outlet_id), (said_year), ())
  UNION ALL
  SELECT 'topic', topic::text, count(*) FROM hits, unnest(topics) AS topic GROUP BY topic
) AS counted
"""
_EXAMINED = " UNION ALL SELECT 'examined', '', count(*) FROM near"


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a facet: how it is written in the search box, what it is called, how many there are."""

    value: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Facets:
    """`found`: how many fit, up to MOST_COUNTED; `more`: there are more. Choices by facet, most first."""

    found: int = 0
    more: bool = False
    choices: dict[str, list[Choice]] = field(default_factory=dict)


# Without its own filter each facet shows what else could be chosen.
_WITHOUT: dict[str, dict[str, Any]] = {
    "status": {"status": ""},
    "speaker": {"speaker_ids": None},
    "topic": {"topic_id": None},
    "outlet": {"outlet_ids": None},
    "year": {"said_from": None, "said_to": None},
}


def facets(filters: Filters) -> Facets:
    """Count the fitting statements. One query, and one more for each facet that is in use."""
    filters = replace(resolved(filters), sort=Sort.PUBLISHED)
    counted = _counted(filters)
    found = counted.get("all", {}).get("", 0)
    for kind, without in _WITHOUT.items():
        free = replace(filters, **without)
        if free != filters:
            counted[kind] = _counted(free).get(kind, {})
    return Facets(
        found=min(found, MOST_COUNTED),
        more=found > MOST_COUNTED or counted.get("examined", {}).get("", 0) >= MOST_EXAMINED,
        choices={
            "status": [Choice(value, value, n) for value, n in _most(counted.get("status", {}))],
            "speaker": _speakers(counted.get("speaker", {})),
            "topic": _topics(counted.get("topic", {})),
            "outlet": _outlets(counted.get("outlet", {})),
            "year": [Choice(value, value, n) for value, n in sorted(counted.get("year", {}).items(), reverse=True)][
                :12
            ],
        },
    )


def _counted(filters: Filters) -> dict[str, dict[str, int]]:
    sql, params = _loosely(filters) or _exactly(filters)
    counted: dict[str, dict[str, int]] = {}
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        for kind, value, n in cursor.fetchall():
            if value is not None or kind == "all":
                counted.setdefault(kind, {})[value or ""] = n
    return counted


def _exactly(filters: Filters) -> tuple[str, tuple[Any, ...]]:
    """The counts over the statements that fit, up to one more than are counted."""
    found = find(filters)
    if filters.words.strip() or filters.said_from or filters.said_to:
        found = found.order_by()  # any of them will do: to find the newest, all that fit would be sorted, or all walked
    sql, params = found.values(*_COUNTED)[: MOST_COUNTED + 1].query.sql_with_params()
    return _HITS.format(hits=sql) + _COUNT, tuple(params)


def _loosely(filters: Filters) -> tuple[str, tuple[Any, ...]] | None:
    """The counts over the first statements that hold the words, where phrases or absent words are asked for."""
    words = loosened(filters.words)
    if not words:
        return None
    query = SearchQuery(words, config="english", search_type="plain")
    near = find(replace(filters, words="")).filter(search=query).order_by().values(*_COUNTED, "search")
    sql, params = near[:MOST_EXAMINED].query.sql_with_params()
    looked_at = _LOOKED_AT.format(columns=", ".join(_COUNTED), near=sql)
    return looked_at + _COUNT + _EXAMINED, (filters.words, *params)


def loosened(words: str) -> str:
    """The words that have to be there in any order; "" where the index finds exactly what is asked for, or nothing."""
    terms = _TERM.findall(words)
    wanted = [term.strip('"') for term in terms if not term.startswith("-")]
    index_knows = len(wanted) == len(terms) and not any(" " in term.strip() for term in wanted)
    if index_knows or any(term.lower() == "or" for term in terms):
        return ""
    return " ".join(wanted).strip()


def _most(counts: dict[str, int]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:_MOST_SHOWN]


def _speakers(counts: dict[str, int]) -> list[Choice]:
    """Merged speakers count for the one they were found to be."""
    most = dict(_most(counts))
    rows = Speaker.objects.filter(pk__in=most).values_list("pk", "name", "merged_into__name")
    together: dict[str, int] = {}
    for pk, name, merged in rows:
        together[merged or name] = together.get(merged or name, 0) + most[str(pk)]
    return [Choice(name, name, n) for name, n in _most(together)]


def _outlets(counts: dict[str, int]) -> list[Choice]:
    most = dict(_most(counts))
    names = dict(Source.objects.filter(pk__in=most).values_list("pk", "name"))
    return [Choice(names[int(pk)], names[int(pk)], n) for pk, n in most.items() if int(pk) in names]


def _topics(counts: dict[str, int]) -> list[Choice]:
    most = dict(_most(counts))
    named = topics_named([int(pk) for pk in most])
    return [Choice(*named[int(pk)], n) for pk, n in most.items() if int(pk) in named]
