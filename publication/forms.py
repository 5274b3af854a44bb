"""What readers can ask for, as addresses hold it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from claims.enums import FOUND_STATUSES
from publication.search import Name, Reading, read

STATUSES = tuple(status.value for status in FOUND_STATUSES)
_LONGEST = 200


def reading_of(data: Mapping[str, str]) -> Reading:
    """What an address asks for: the text of the box (`q`), and one filter each under its own name, as programs do.

    A filter that cannot be read is left out.
    """
    reading = read(data.get("q", ""), statuses=STATUSES)
    changes: dict[str, Any] = {}
    for name in ("speaker", "outlet"):
        quoted = f'{name}:"{data.get(name, "")[:_LONGEST].replace(chr(34), " ")}"'
        if (given := getattr(read(quoted, statuses=STATUSES), name)) is not None:
            changes[name] = Name(given.text)
    if data.get("status") in STATUSES:
        changes["status"] = data["status"]
    for name in ("said_from", "said_to"):
        if day := _day(data.get(name, "")):
            changes[name] = day
    return replace(reading, **changes)


def _day(value: str) -> date | None:
    try:
        return date.fromisoformat(value[:10])
    except ValueError:
        return None
