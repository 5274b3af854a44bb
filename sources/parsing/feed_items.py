"""What feed parsing hands out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class FeedItem:
    """One item. `guid` is the feed's own mark for it (else its address); `url` is canonical, None where unusable."""

    guid: str
    url: str | None
    title: str
    published_at: datetime | None
    summary: str


@dataclass(frozen=True, slots=True)
class ParsedFeed:
    """The items in the feed's order; `cut_short`: it had more than the limit. `notes` are sentences for people."""

    items: tuple[FeedItem, ...]
    title: str = ""
    cut_short: bool = False
    notes: tuple[str, ...] = ()
