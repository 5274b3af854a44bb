"""The invented development articles: compiled as committed, and free of mistakes of annotation."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from tests.data.build_development_articles import (
    CLOSED,
    COMPILED,
    MarkupError,
    as_lines,
    compile_all,
    compile_article,
    read_compiled,
)
from tests.data.check_development_articles import mistakes

ARTICLES = read_compiled()
CLOSED_ARTICLES = read_compiled(CLOSED)
SMALL = """title: Bridge
publisher: Post
published_at: 2026-01-02
topic: test
--- text
The mayor said that he saw the bridge fall.{nbsp}He said nothing else.
--- attributions
1 Ann Roe | asserted
  The mayor | said | that he saw ... fall
--- speakers
Ann Roe
"""


def named(article: dict[str, Any]) -> str:
    return str(article["doc_id"])


def test_the_committed_file_is_what_the_articles_compile_to() -> None:
    assert COMPILED.read_text(encoding="utf-8") == as_lines(compile_all())


def test_there_are_at_least_thirty_articles_with_ids_of_their_own() -> None:
    assert len({article["doc_id"] for article in ARTICLES}) == len(ARTICLES) >= 30


@pytest.mark.parametrize("article", ARTICLES, ids=named)
def test_an_article_has_no_mistakes_of_annotation(article: dict[str, Any]) -> None:
    assert mistakes(article) == []


@pytest.mark.parametrize("article", ARTICLES + CLOSED_ARTICLES, ids=named)
def test_spans_hold_whole_words(article: dict[str, Any]) -> None:
    text = article["text"]
    for attribution in article["attributions"]:
        for role in ("source", "cue", "content", "contested_by"):
            for start, end in attribution[role]:
                assert not (start and text[start - 1].isalnum() and text[start].isalnum())
                assert not (end < len(text) and text[end - 1].isalnum() and text[end].isalnum())


def test_the_text_of_a_span_is_what_the_article_file_says() -> None:
    article = compile_article("dev-00", SMALL)
    (attribution,) = article["attributions"]
    ((start, end),) = attribution["content"]
    assert article["text"][start:end] == "that he saw the bridge fall"
    assert [article["text"][slice(*span)] for span in attribution["source"]] == ["The mayor"]
    assert "\u00a0" in article["text"]


def test_words_that_are_not_in_the_text_are_refused() -> None:
    with pytest.raises(MarkupError, match="not in the text"):
        compile_article("dev-00", SMALL.replace("The mayor | said", "The sheriff | said"))


def test_content_that_stands_twice_is_refused_without_a_number() -> None:
    twice = SMALL.replace("He said nothing else.", "The bridge fall. The bridge fall.")
    with pytest.raises(MarkupError, match="stands 2 times"):
        compile_article("dev-00", twice.replace("that he saw ... fall", "The bridge fall"))


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"parent": "nobody"}, "missing or goes round"),
        ({"parent": "1"}, "missing or goes round"),
        ({"status": "certain"}, "unknown word"),
        ({"status": "denied"}, "denied with"),
        ({"content": [[0, 9000]]}, "outside the text"),
        ({"speaker": "Bob Roe"}, "Bob Roe is missing among the speakers"),
    ],
)
def test_a_mistake_is_found(change: dict[str, Any], complaint: str) -> None:
    article = copy.deepcopy(compile_article("dev-00", SMALL))
    article["attributions"][0].update(change)
    assert any(complaint in sentence for sentence in mistakes(article))
