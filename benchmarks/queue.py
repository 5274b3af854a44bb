"""`make bench NAME=queue`: the queue page at 1,000 and at 1,000,000 claims, by turns in one process.

Both newsrooms stand on the same server. A turn opens the page as a reviewer does: from the top, deeper pages, other
stages, with filters and words. Keys: queries of the plain page (small, large), p95 of all turns large by small.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from typing import Any

from benchmarks._newsroom import SCALE, newsroom, quantile, row, second_database, side_by_side, use
from benchmarks._rows import fill_queue, word

SMALL, LARGE = 1_000, max(10_000, int(1_000_000 * SCALE))
ROUNDS = int(os.environ.get("ROUNDS", "20"))
PAGES = {
    "the first page": "",
    "second review": "stage=second_review",
    "candidates": "stage=candidates",
    "decided": "stage=decided",
    "put as hearsay": "presentation=hearsay",
    "one speaker": "speaker=7",
    "one outlet": "outlet=3",
    "a party took a stand": "has_position=1",
    "a common topic": "topic=1",
    "a rare topic": "topic=40",
    "a language": "language=de",
    "a rare language": "language=pl",
    "assigned to one person": "assignee=3",
    "assigned to nobody": "assignee=none",
    "said in a month": "from=2025-03-01&to=2025-03-31",
    "five filters": "topic=1&outlet=1&language=en&assignee=none&presentation=asserted",
    "200 rows": "rows=200",
    "a common word": f"q={word(0)}",
    "two words": f"q={word(1)}+{word(3)}",
    "a rare word": f"q={word(20_000)}",
}


def main() -> int:
    with newsroom():
        second_database("large")
        for name, size in (("default", SMALL), ("large", LARGE)):
            use(name)
            fill_queue(size)
        figures = measure()
    print(json.dumps(figures))
    return 0


def measure() -> dict[str, Any]:
    """The table for people; queries and the ratio for the figures."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    opened = {name: _reader(name) for name in ("default", "large")}
    queries = {}
    for name, get in opened.items():
        get("")
        with CaptureQueriesContext(connection) as counted:
            get("")
        queries[name] = len(counted)
    print(f"queue page: {SMALL:,} claims beside {LARGE:,}, {ROUNDS} turns a page, test client, one process")
    everything: dict[str, list[float]] = {"default": [], "large": []}
    for title, query in _pages(opened).items():
        turns = {name: (lambda _n, get=get, q=query[name]: get(q)) for name, get in opened.items()}
        spent = side_by_side(turns, rounds=ROUNDS, warm_up=2)
        for name, values in spent.items():
            everything[name] += values
            print(row(f"{title}, {SMALL if name == 'default' else LARGE:,}", values), flush=True)
    p95 = {name: quantile(values, 0.95) for name, values in everything.items()}
    ratio = p95["large"] / p95["default"]
    print(f"  all pages: p95 {p95['default'] * 1000:.1f} and {p95['large'] * 1000:.1f} ms, ratio {ratio:.2f}")
    print(f"  queries of a page: {queries['default']} and {queries['large']}")
    return {
        "queries_small": queries["default"],
        "queries_large": queries["large"],
        "p95_ratio": round(ratio, 3),
    }


def _reader(name: str) -> Callable[[str], bytes]:
    """A reviewer signed in to one of the newsrooms: gives a page by its query."""
    from django.test import Client

    from accounts.models import User
    from accounts.roles import Role

    use(name)
    client = Client()
    client.force_login(User.objects.create_user("bench", password=None, role=Role.REVIEWER))

    def get(query: str) -> bytes:
        use(name)
        response = client.get(f"/desk/?{query}")
        assert response.status_code == 200, response.status_code
        return bytes(response.content)

    return get


def _pages(opened: dict[str, Callable[[str], bytes]]) -> dict[str, dict[str, str]]:
    """Title to each newsroom's query. The deep page is reached by following "next"."""
    pages = {title: dict.fromkeys(opened, query) for title, query in PAGES.items()}
    deep = {}
    for name, get in opened.items():
        query = ""
        for _step in range(6):
            page = get(query).decode()
            query = page.rsplit('rel="next" href="/desk/?', 1)[1].split('"', 1)[0].replace("&amp;", "&")
        deep[name] = query
    pages["the seventh page"] = deep
    return pages


if __name__ == "__main__":
    sys.exit(main())
