"""Feeds (RSS, Atom, RDF): the items they name. From bytes only; nothing is fetched."""

from __future__ import annotations

import calendar
import html
import io
import re
from datetime import UTC, datetime
from typing import Any, Final

import feedparser
import nh3

from core.text import one_line
from core.web_address import AddressError, canonical_url, join_address, parse_address
from sources.parsing.document import Unreadable
from sources.parsing.feed_items import FeedItem, ParsedFeed
from sources.parsing.markup_limits import has_too_many_attributes

MAX_ITEMS: Final = 2_000
_MAX_FIELD: Final = 20_000
_ITEM_START = re.compile(rb"<(?:[a-z]{1,10}:)?(?:item|entry)[\s>/]", re.IGNORECASE)
_DTD = re.compile(rb"<!(?:ENTITY|ELEMENT|ATTLIST)|<!DOCTYPE[^>]{0,2000}\[", re.IGNORECASE)
_FEED = re.compile(rb"<(?:[a-z]{1,10}:)?(?:rss|feed|rdf|channel)[\s>/]", re.IGNORECASE)


def parse_feed(body: bytes, *, url: str | None = None) -> ParsedFeed:
    """The items of a feed. `url` is where it came from: relative links are joined to it.

    Raises `Unreadable` when this is no feed, or one with definitions of its own (entities).
    """
    if not _FEED.search(body[:20_000]):
        raise Unreadable(
            "This is not a feed. Look for a link named RSS, Atom or feed on the page, and use that address."
        )
    if _DTD.search(body[:100_000]):
        raise Unreadable("This feed defines its own entities, which no feed needs, so it was not read. Ask its owner.")
    if has_too_many_attributes(body):
        raise Unreadable("This feed is broken: it holds an element with hundreds of attributes. Ask its owner.")
    kept, cut_short = _capped(body)
    parsed = feedparser.parse(io.BytesIO(kept), sanitize_html=False, resolve_relative_uris=False)
    items = tuple(_item(entry, url) for entry in parsed.entries)
    notes = (f"Only the first {MAX_ITEMS:,} items of the feed were read.",) if cut_short else ()
    return ParsedFeed(items, _plain(parsed.feed.get("title", "")), cut_short, notes)


def _capped(body: bytes) -> tuple[bytes, bool]:
    """At most `MAX_ITEMS` items: the parser is slow on huge feeds, and forgiving about a missing end."""
    for number, match in enumerate(_ITEM_START.finditer(body)):
        if number == MAX_ITEMS:
            return body[: match.start()], True
    return body, False


def _item(entry: Any, base: str | None) -> FeedItem:
    address = _address(str(entry.get("link", "")), base)
    guid = one_line(str(entry.get("id", "")), limit=1_000) or address or ""
    return FeedItem(
        guid=guid,
        url=address,
        title=_plain(entry.get("title", "")),
        published_at=_moment(entry),
        summary=_plain(entry.get("summary", ""), limit=5_000),
    )


def _address(link: str, base: str | None) -> str | None:
    try:
        joined = join_address(parse_address(base), link).url if base and link else link
        return canonical_url(joined)
    except AddressError:
        return None


def _plain(markup: Any, *, limit: int = 500) -> str:
    """Text without tags, on one line."""
    stripped = nh3.clean(str(markup)[:_MAX_FIELD], tags=set(), clean_content_tags={"script", "style"})
    return one_line(html.unescape(stripped), limit=limit)


def _moment(entry: Any) -> datetime | None:
    parts = entry.get("published_parsed") or entry.get("updated_parsed")
    if not parts:
        return None
    try:
        return datetime.fromtimestamp(calendar.timegm(parts), UTC)
    except (ValueError, OverflowError, OSError, TypeError):
        return None
