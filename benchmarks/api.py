"""`make bench NAME=api`: the list of 100 published claims over HTTP, beside psycopg and JSON under the same server.

One gunicorn with one worker answers both, by turns over one kept connection. Keys: throughput of the list by the bare
one, of 304 by 200, queries of a claim's detail, memory of the web process at the end of the export of all claims by
what it was after the first tenth. Requests are counted for their limits as always; only the limit is out of reach.
"""

from __future__ import annotations

import http.client
import json
import os
import sys
import time
from pathlib import Path
from typing import Any

from benchmarks._newsroom import SCALE, newsroom, row, say, side_by_side
from benchmarks._rows import fill_published
from benchmarks._server import server

CLAIMS = max(2_000, int(100_000 * SCALE))
ROUNDS = int(os.environ.get("ROUNDS", "300"))
LIST = "/api/v1/claims/?limit=100"


def main() -> int:
    os.environ.update(LIMIT_RATE_ADDRESS="100000000")
    with newsroom() as var:
        from accounts.models import User
        from accounts.roles import Role

        fill_published(CLAIMS, editor=User.objects.create_user("editor", password=None, role=Role.EDITOR).pk)
        figures = {"detail_queries": _detail_queries()}
        with server(var, "benchmarks._bare:application", workers=1, threads=1) as port:
            figures = _measure(port) | figures
            figures["export_memory_ratio"] = _export(port)
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


def _export(port: int) -> float:
    """Stream everything, reading the memory of the web process meanwhile."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=600)
    began = time.perf_counter()
    connection.request("GET", "/api/v1/export/claims.jsonl")
    response = connection.getresponse()
    assert response.status == 200
    process = _web_process()
    lines = size = 0
    memory: list[int] = []
    while chunk := response.read(1 << 20):
        size += len(chunk)
        lines += chunk.count(b"\n")
        memory.append(_memory(process))
    assert lines == CLAIMS, lines
    early, late = max(memory[: max(1, len(memory) // 10)]), max(memory)
    seconds = time.perf_counter() - began
    print(f"  export of {lines:,} claims: {size / 1e6:,.0f} MB in {seconds:.1f} s, {lines / seconds:,.0f} a second")
    print(f"  memory of the web process: {early / 1e6:.1f} MB after a tenth, {late / 1e6:.1f} MB at most")
    return round(late / early, 3)


def _web_process() -> int:
    """The one worker of gunicorn: the child of the process that we started."""
    children = Path(f"/proc/{os.getpid()}/task/{os.getpid()}/children").read_text().split()
    found = [pid for pid in children if b"gunicorn" in Path(f"/proc/{pid}/cmdline").read_bytes()]
    return int(Path(f"/proc/{found[0]}/task/{found[0]}/children").read_text().split()[0])


def _memory(process: int) -> int:
    """Bytes of memory that are its own (proportional share), so that what is shared counts once."""
    text = Path(f"/proc/{process}/smaps_rollup").read_text()
    return 1024 * int(next(line.split()[1] for line in text.splitlines() if line.startswith("Pss:")))


if __name__ == "__main__":
    sys.exit(main())
