"""Feeds: their items from bytes alone."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sources.parsing import feeds
from sources.parsing.document import Unreadable
from sources.parsing.feeds import parse_feed

ITEM = (
    "<item><title>A &amp; &lt;b&gt;B&lt;/b&gt;</title><link>/x?utm_source=feed&amp;a=1</link><guid>g{n}</guid>"
    "<pubDate>Mon, 01 Sep 2025 10:00:00 +0200</pubDate>"
    "<description>&lt;p&gt;Words &lt;script&gt;alert(1)&lt;/script&gt;here&lt;/p&gt;</description></item>"
)


def rss(items: str, head: str = "") -> bytes:
    return f'<?xml version="1.0"?>{head}<rss version="2.0"><channel><title>T</title>{items}</channel></rss>'.encode()


def test_an_rss_item_comes_clean() -> None:
    feed = parse_feed(rss(ITEM.format(n=1)), url="https://news.example/feed")
    (item,) = feed.items
    assert feed.title == "T"
    assert item.guid == "g1"
    assert item.url == "https://news.example/x?a=1"
    assert item.title == "A & B"
    assert item.summary == "Words here"
    assert item.published_at == datetime(2025, 9, 1, 8, tzinfo=UTC)


def test_an_atom_entry_comes_too() -> None:
    body = (
        b'<feed xmlns="http://www.w3.org/2005/Atom"><title>T</title><entry><id>urn:1</id><title>E</title>'
        b'<link href="https://a.example/1"/><updated>2025-09-01T10:00:00Z</updated></entry></feed>'
    )
    (item,) = parse_feed(body).items
    assert (item.guid, item.url, item.title) == ("urn:1", "https://a.example/1", "E")
    assert item.published_at == datetime(2025, 9, 1, 10, tzinfo=UTC)


def test_an_item_without_a_usable_address_keeps_its_guid() -> None:
    (item,) = parse_feed(
        rss("<item><title>x</title><guid isPermaLink='false'>g</guid><link>file:///x</link></item>")
    ).items
    assert item.url is None
    assert item.guid == "g"


def test_a_feed_with_very_many_items_is_cut_with_a_mark(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feeds, "MAX_ITEMS", 5)
    feed = parse_feed(rss("".join(ITEM.format(n=n) for n in range(9))))
    assert [item.guid for item in feed.items] == ["g0", "g1", "g2", "g3", "g4"]
    assert feed.cut_short
    assert feed.notes


@pytest.mark.parametrize(
    ("body", "word"),
    [
        (b"<html><body>no</body></html>", "not a feed"),
        (b"", "not a feed"),
        (b"/etc/passwd", "not a feed"),
        (b"https://news.example/feed", "not a feed"),
        (rss(ITEM, '<!DOCTYPE r [<!ENTITY a "lol"><!ENTITY b "&a;&a;">]>'), "entities"),
        (rss(ITEM, '<!DOCTYPE r [<!ENTITY a SYSTEM "file:///etc/passwd">]>'), "entities"),
        (rss("<item " + " ".join(f'a{n}="1"' for n in range(100_000)) + "/>"), "attributes"),
    ],
)
def test_what_is_no_honest_feed_is_refused(body: bytes, word: str) -> None:
    with pytest.raises(Unreadable, match=word):
        parse_feed(body)


@settings(deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_give_items_or_a_refusal(body: bytes) -> None:
    for whole in (body, rss("<item>") + body, b"<rss>" + body):
        try:
            parse_feed(whole)
        except Unreadable as refusal:
            assert refusal.reason.endswith(".")
