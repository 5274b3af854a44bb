"""The yardstick of the API: the same 100 rows by psycopg and json alone, under the same web server."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterable
from typing import Any

import psycopg

from core.servers import addresses

_QUERY = """
SELECT f.claim_id, f.slug, e.claim_text, e.status, e.summary, e.snapshot -> 'said_by', e.snapshot -> 'about', e.said_at,
       e.number, e.published_at
FROM publication_edition e JOIN publication_factcheck f ON f.current_id = e.id
WHERE e.kind <> 'retraction' ORDER BY e.published_at DESC, e.id DESC LIMIT 100
"""
_NAMES = ("id", "slug", "text", "status", "summary", "said_by", "about", "said_at", "edition", "published_at")
_kept = threading.local()


def answer() -> bytes:
    """The list as JSON bytes, over a connection that each thread keeps."""
    if not hasattr(_kept, "connection"):
        import os
        from pathlib import Path

        found = addresses.read(Path(os.environ["CLAIMDESK_VAR"])).database
        _kept.connection = psycopg.connect(
            host=found["HOST"], user=found["USER"], dbname=found["NAME"], autocommit=True
        )
    rows = _kept.connection.execute(_QUERY).fetchall()
    return json.dumps({"results": [dict(zip(_NAMES, row, strict=True)) for row in rows]}, default=str).encode()


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """WSGI: /bare/ is answered here, everything else by the product."""
    if environ["PATH_INFO"] == "/bare/":
        body = answer()
        start_response("200 OK", [("Content-Type", "application/json"), ("Content-Length", str(len(body)))])
        return [body]
    return _product()(environ, start_response)


def _product() -> Callable[..., Iterable[bytes]]:
    from config.wsgi import application as product

    return product
