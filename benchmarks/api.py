"""`make bench NAME=api`: the list of 100 published claims over HTTP, beside psycopg and JSON under the same server.

One gunicorn with one worker answers both, by turns over one kept connection. Keys: throughput of the list by the bare
one, of 304 by 200, queries of a claim's detail. The export is not there yet, so its key is left out.
"""

from __future__ import annotations

import http.client
import json
import os
import sys
from typing import Any

from benchmarks._newsroom import SCALE, newsroom, row, say, side_by_side
from benchmarks._rows import fill_published
from benchmarks._server import server

CLAIMS = max(2_000, int(100_000 * SCALE))
ROUNDS = int(os.environ.get("ROUNDS", "300"))
LIST = "/api/v1/claims/?limit=100"


def main() -> int:
    with newsroom() as var:
        from accounts.models import User
        from accounts.roles import Role

        fill_published(CLAIMS, editor=User.objects.create_user("editor", password=None, role=Role.EDITOR).pk)
        figures = {"detail_queries": _detail_queries()}
        with server(var, "benchmarks._bare:application", workers=1, threads=1) as port:
            figures = _measure(port) | figures
    print("  export: not built yet, export_memory_ratio is left out")
    print(json.dumps(figures))
    return 0


def _detail_queries() -> int:
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client()
    with CaptureQueriesContext(connection) as counted:
        assert client.get("/api/v1/claims/7/").status_code == 200
    return len(counted)


def _measure(port: int) -> dict[str, Any]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)

    def get(path: str, expected: int, headers: dict[str, str] | None = None) -> http.client.HTTPResponse:
        connection.request("GET", path, headers=headers or {})
        response = connection.getresponse()
        size = len(response.read())
        assert response.status == expected, response.status
        sizes[f"{expected} {path}"] = size
        return response

    sizes: dict[str, int] = {}
    tag = {"If-None-Match": get(LIST, 200).headers["ETag"]}
    say(f"list of 100 out of {CLAIMS:,}, {ROUNDS} turns each, one worker, one connection")
    spent = side_by_side(
        {
            "bare": lambda _n: get("/bare/", 200),
            "list": lambda _n: get(LIST, 200),
            "unchanged": lambda _n: get(LIST, 304, tag),
        },
        rounds=ROUNDS,
    )
    for name, values in spent.items():
        print(row(name, values))
    print(f"  bytes: {sizes}")
    # Medians: a busy machine lengthens single turns of any of them.
    middle = {name: sorted(values)[len(values) // 2] for name, values in spent.items()}
    return {
        "ratio_to_bare": round(middle["bare"] / middle["list"], 3),
        "ratio_304": round(middle["list"] / middle["unchanged"], 3),
    }


if __name__ == "__main__":
    sys.exit(main())
