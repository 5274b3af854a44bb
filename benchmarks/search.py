"""`make bench NAME=search`: the public search at 10,000 and at 1,000,000 published claims, by turns in one process.

Words that stand in most texts and in few, speakers, findings, topics, days of saying, a moment of the past, each with
its counts. At most 3,000 hits are counted and 2,000 ranked, so the page may cost at most three times as much. Keys:
p95 of all turns large by small, queries of a page.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from typing import Any

from benchmarks._newsroom import SCALE, newsroom, quantile, row, second_database, side_by_side, use
from benchmarks._rows import fill_published, word

SMALL, LARGE = max(1_000, int(10_000 * min(1.0, SCALE * 10))), max(20_000, int(1_000_000 * SCALE))
ROUNDS = int(os.environ.get("ROUNDS", "20"))
PAGES = {
    "everything": "",
    "a common word": f"q={word(0)}",
    "two words": f"q={word(1)}+{word(3)}",
    "a rare word": f"q={word(20_000)}",
    "a phrase, without a word": f"q=%22{word(0)}+{word(1)}%22+-{word(2)}",
    "common words, newest first": f"q={word(0)}+{word(2)}&sort=published",
    "one finding": "q=status:disputed",
    "part of a name": "q=speaker:bib",
    "a topic": "q=topic:topic-3",
    "a month long ago": "q=said:2023-08",
    "word, finding, year": f"q={word(2)}+status:confirmed+said:2024",
    "misspelled": f"q={word(7)[:-1]}zz",
    "as of a moment": f"q={word(4)}&as_of=2025-06-01T12:00Z",
}


def main() -> int:
    with newsroom():
        second_database("large")
        for name, size in (("default", SMALL), ("large", LARGE)):
            use(name)
            fill_published(size, editor=_editor())
        figures = measure()
    print(json.dumps(figures))
    return 0


def _editor() -> int:
    from accounts.models import User
    from accounts.roles import Role

    return User.objects.create_user("editor", password=None, role=Role.EDITOR).pk


def measure() -> dict[str, Any]:
    """The table for people; the ratio and the queries for the figures."""
    from django.db import connections
    from django.test.utils import CaptureQueriesContext

    readers = {name: _reader(name) for name in ("default", "large")}
    counted = {}
    for name, get in readers.items():
        get("q=" + word(0))
        with CaptureQueriesContext(connections["default"]) as queries:
            get("q=" + word(0))
        counted[name] = len(queries)
    print(f"public search: {SMALL:,} claims beside {LARGE:,}, {ROUNDS} turns a page, test client, one process")
    everything: dict[str, list[float]] = {name: [] for name in readers}
    for title, query in PAGES.items():
        turns = {name: (lambda _n, get=get, query=query: get(query)) for name, get in readers.items()}
        for name, values in side_by_side(turns, rounds=ROUNDS, warm_up=2).items():
            everything[name] += values
            print(row(f"{title}, {SMALL if name == 'default' else LARGE:,}", values), flush=True)
    p95 = {name: quantile(values, 0.95) for name, values in everything.items()}
    ratio = p95["large"] / p95["default"]
    print(f"  all pages: p95 {p95['default'] * 1000:.1f} and {p95['large'] * 1000:.1f} ms, ratio {ratio:.2f}")
    print(f"  queries of a page: {counted['default']} and {counted['large']}")
    return {"p95_ratio": round(ratio, 3), "queries": counted["large"]}


def _reader(name: str) -> Callable[[str], bytes]:
    from django.test import Client

    client = Client()

    def get(query: str) -> bytes:
        use(name)
        response = client.get(f"/?{query}")
        assert response.status_code == 200, response.status_code
        return bytes(response.content)

    return get


if __name__ == "__main__":
    sys.exit(main())
