"""Parsing of foreign files in a limited child process. Light to import: no parser is loaded here."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from core.isolation import IsolationLimits, Refusal, run
from core.text import MAX_CHARACTERS
from sources.parsing.document import DocumentKind, ParsedDocument, Unreadable
from sources.parsing.feed_items import FeedItem, ParsedFeed


def parse_isolated(
    body: bytes,
    *,
    filename: str | None = None,
    content_type: str | None = None,
    url: str | None = None,
    truncated: bool = False,
    limit: int = MAX_CHARACTERS,
    limits: IsolationLimits | None = None,
) -> ParsedDocument:
    """`sources.parsing.parse.parse` in a child process.

    Raises `Unreadable`, and `core.isolation.LimitBreached` when the document loops, eats memory or crashes its reader.
    """
    options = {"filename": filename, "content_type": content_type, "url": url, "truncated": truncated, "limit": limit}
    values = _ran("document", body, options, limits)
    values["kind"] = DocumentKind(values["kind"])
    values["published_at"] = _moment(values["published_at"])
    values["notes"] = tuple(values["notes"])
    return ParsedDocument(**values)


def parse_feed_isolated(body: bytes, *, url: str | None = None, limits: IsolationLimits | None = None) -> ParsedFeed:
    """`sources.parsing.feeds.parse_feed` in a child process. Raises as `parse_isolated` does."""
    values = _ran("feed", body, {"url": url}, limits)
    items = tuple(FeedItem(**{**item, "published_at": _moment(item["published_at"])}) for item in values["items"])
    return ParsedFeed(items, values["title"], values["cut_short"], tuple(values["notes"]))


def _ran(function: str, body: bytes, options: dict[str, Any], limits: IsolationLimits | None) -> dict[str, Any]:
    try:
        result: dict[str, Any] = run(f"sources.parsing.child:{function}", body, options=options, limits=limits)
    except Refusal as refusal:
        raise Unreadable(refusal.reason) from None
    return result


def _moment(value: str | None) -> datetime | None:
    return datetime.fromisoformat(value) if value else None
