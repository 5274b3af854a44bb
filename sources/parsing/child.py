"""What runs in the isolated child: parsing, with results as plain JSON values. Imported once, before the fork."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import Any

from sources.parsing.feeds import parse_feed
from sources.parsing.language import load_model
from sources.parsing.parse import parse

load_model()


def document(payload: bytes, **options: Any) -> dict[str, Any]:
    """`parse` as JSON."""
    return _plain(asdict(parse(payload, **options)))


def feed(payload: bytes, **options: Any) -> dict[str, Any]:
    """`parse_feed` as JSON."""
    parsed = asdict(parse_feed(payload, **options))
    parsed["items"] = [_plain(item) for item in parsed["items"]]
    return parsed


def _plain(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value.isoformat() if isinstance(value, datetime) else value for name, value in values.items()}
