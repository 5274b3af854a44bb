"""Parsing in the child gives what parsing here gives."""

from __future__ import annotations

import pytest

from core.isolation import IsolationLimits, LimitBreached
from sources.parsing.document import Unreadable
from sources.parsing.feeds import parse_feed
from sources.parsing.isolated import parse_feed_isolated, parse_isolated
from sources.parsing.parse import parse
from tests.unit.sources.documents import STORY, page, pdf, word
from tests.unit.sources.test_parsing_feeds import ITEM, rss

pytestmark = pytest.mark.enable_socket


@pytest.mark.parametrize("body", [page(), word(*STORY), pdf(list(STORY)), b"Plain words.", "Größe\ud7ff".encode()])
def test_the_child_gives_the_same_document(body: bytes) -> None:
    options = {"url": "https://news.example/a", "filename": "a"}
    assert parse_isolated(body, **options) == parse(body, **options)


def test_the_child_gives_the_same_feed() -> None:
    body = rss(ITEM)
    assert parse_feed_isolated(body, url="https://a.example/") == parse_feed(body, url="https://a.example/")


def test_a_refusal_comes_through() -> None:
    with pytest.raises(Unreadable, match="OCR"):
        parse_isolated(pdf([]))


def test_a_document_that_needs_too_much_is_stopped() -> None:
    with pytest.raises(LimitBreached):
        parse_isolated(b"word " * 10_000_000, limits=IsolationLimits(memory_bytes=60_000_000))
