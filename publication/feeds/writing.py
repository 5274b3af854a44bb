"""Entries as Atom (RFC 4287) and as JSON Feed 1.1."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import linebreaks

from publication.feeds.entries import Entry

# What XML 1.0 cannot hold.
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def atom(entries: Sequence[Entry], *, title: str, home: str, address: str) -> bytes:
    """An Atom feed; the newsroom is the author, who found it, not who said it.

    `home`: the page it belongs to; `address`: its own.
    """
    feed = Atom1Feed(title=_xml(title), link=home, description="", feed_url=address, feed_guid=address)
    for entry in entries:
        feed.add_item(
            title=_xml(entry.title),
            link=entry.url,
            description=linebreaks(_xml(entry.text), autoescape=True),  # Django marks a summary as HTML
            author_name=_xml(settings.DESK_NAME),
            pubdate=entry.published_at,
            updateddate=entry.updated_at,
            unique_id=entry.id,
            categories=[_xml(topic) for topic in entry.topics],
        )
    return feed.writeString("utf-8").encode()


def json_feed(entries: Sequence[Entry], *, title: str, home: str, address: str) -> bytes:
    """A JSON feed. Beside the usual fields each item holds `_claimdesk`: status and number of the edition."""
    items: list[dict[str, Any]] = [
        {
            "id": entry.id,
            "url": entry.url,
            "title": entry.title,
            "content_text": entry.text,
            "date_published": _time(entry.published_at),
            "date_modified": _time(entry.updated_at),
            "tags": list(entry.topics),
            "authors": [{"name": settings.DESK_NAME, "url": settings.PUBLIC_URL}],
            "_claimdesk": {"status": entry.status, "edition": entry.edition},
        }
        for entry in entries
    ]
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": title,
        "home_page_url": home,
        "feed_url": address,
        "language": "en",
        "items": items,
    }
    return json.dumps(feed).encode()


def _xml(text: str) -> str:
    return _NO_XML.sub("\ufffd", text)


def _time(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")
