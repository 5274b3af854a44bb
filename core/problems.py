"""The form of a refusal to programs (RFC 9457), for whoever refuses: the API, the pages and the web server itself."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

CONTENT_TYPE = "application/problem+json"


def problem_body(
    *,
    status: int,
    title: str,
    detail: str,
    errors: Mapping[str, list[str]] | None = None,
    current: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """What a program reads. `errors`: sentences by parameter, header or field; `current`: what is there now."""
    body: dict[str, Any] = {"type": "about:blank", "title": title, "status": status, "detail": detail}
    if errors:
        body["errors"] = dict(errors)
    if current:
        body["current"] = dict(current)
    return body
