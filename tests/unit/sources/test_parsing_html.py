"""Web pages: the article's words, each paragraph apart, and nothing lost without a word."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sources.parsing.document import DocumentKind, Unreadable
from sources.parsing.html_metadata import parse_moment
from sources.parsing.markup_limits import has_too_many_attributes, without_scripts
from sources.parsing.parse import parse
from tests.unit.sources.documents import STORY, page

URL = "https://www.harbour.example/news/breakwater?utm_source=x"
MARKER = "The marker sentence that must not be lost was said by Ulla Berg on a Tuesday in the town."


def test_the_article_comes_without_the_menu_each_paragraph_apart() -> None:
    parsed = parse(page("<h2>Next steps</h2><ul><li>First point here</li><li>Second point here</li></ul>"), url=URL)
    blocks = parsed.text.split("\n\n")
    assert parsed.kind is DocumentKind.HTML
    assert all(paragraph in blocks for paragraph in STORY)
    assert "Next steps" in blocks
    assert "• First point here" in blocks
    assert "Home page" not in parsed.text
    assert "rights reserved" not in parsed.text
    assert parsed.title == "Breakwater before winter"
    assert parsed.language == "en"
    assert not parsed.cut_short


def test_json_ld_tells_date_author_and_site() -> None:
    data = {
        "@context": "https://schema.org",
        "@graph": [
            {"@type": "WebSite", "name": "no"},
            {
                "@type": ["NewsArticle"],
                "headline": "Breakwater",
                "datePublished": "2025-09-01T10:30:00+02:00",
                "author": [{"@type": "Person", "name": "Ada Writer"}, {"name": "Bo Second"}],
                "publisher": {"name": "Harbour News"},
            },
        ],
    }
    head = (
        f'<script type="application/ld+json">{json.dumps(data)}</script><link rel="canonical" href="/news/breakwater">'
    )
    parsed = parse(page(head=head), url=URL)
    assert parsed.published_at == datetime(2025, 9, 1, 8, 30, tzinfo=UTC)
    assert parsed.byline == "Ada Writer, Bo Second"
    assert parsed.site_name == "Harbour News"
    assert parsed.title == "Breakwater"
    assert parsed.canonical_url == "https://www.harbour.example/news/breakwater"


def test_meta_elements_are_the_second_choice() -> None:
    head = (
        '<meta property="article:published_time" content="2025-09-01"><meta name="author" content="Ada Writer">'
        '<meta property="og:site_name" content="Harbour News"><meta property="og:title" content="Breakwater">'
    )
    parsed = parse(page(head=head), url=URL)
    assert parsed.published_at == datetime(2025, 9, 1, tzinfo=UTC)
    assert any("only the day" in note for note in parsed.notes)
    assert (parsed.byline, parsed.site_name, parsed.title) == ("Ada Writer", "Harbour News", "Breakwater")


def test_a_canonical_address_on_another_host_is_only_noted() -> None:
    parsed = parse(page(head='<link rel="canonical" href="https://other.example/x">'), url=URL)
    assert parsed.canonical_url is None
    assert any("another host" in note and "other.example" in note for note in parsed.notes)


@pytest.mark.parametrize(
    "block",
    [
        "{" * 100_000,
        "[" * 100_000,
        '{"@type": "NewsArticle", "datePublished": {"a": 1}, "author": [[[]]], "publisher": 7}',
        '{"@type": "NewsArticle", "datePublished": 99999999999999999999}',
        '{"@type": [{}], "@graph": {"@graph": []}}',
        "1" * 10_000,
        "null",
    ],
)
def test_odd_json_ld_is_passed_over(block: str) -> None:
    parsed = parse(page(head=f'<script type="application/ld+json">{block}</script>'), url=URL)
    assert STORY[0] in parsed.text


@pytest.mark.parametrize("depth", [10, 200, 260, 600, 1_500])
def test_text_that_lies_deep_is_found(depth: int) -> None:
    body = b"<html><body>" + b"<div>" * depth + f"<p>{MARKER}</p>".encode() + b"</div>" * depth + b"<p>After it.</p>"
    assert MARKER in parse(body).text


@pytest.mark.parametrize("depth", [2_100, 50_000])
def test_text_that_lies_too_deep_is_refused_and_never_dropped(depth: int) -> None:
    body = b"<html><body><p>Before it.</p>" + b"<div>" * depth + MARKER.encode() + b"</div>" * depth
    with pytest.raises(Unreadable, match="deeply"):
        parse(body)


def test_unclosed_paragraphs_of_old_pages_are_not_deep() -> None:
    body = b"<html><body>" + b"".join(b"<p>Sentence number %d was said by the mayor.<br>" % n for n in range(3_000))
    text = parse(body).text
    assert "number 2999 " in text
    assert "number 0 " in text


@pytest.mark.parametrize("tag", [b"<p %s>", b"<p '%s' >", b"<p\n%s/>"])
def test_an_element_with_very_many_attributes_is_refused(tag: bytes) -> None:
    attributes = b" ".join(b'a%d="x"' % n for n in range(100_000)) if b"'" not in tag else b"' '".join([b"x"] * 9_999)
    with pytest.raises(Unreadable, match="attributes"):
        parse(b"<html><body>" + tag % attributes + MARKER.encode())


def test_scripts_with_many_small_signs_are_no_attributes() -> None:
    script = "<script>for(var i=0;i<n;i++){" + "a = b ; " * 5_000 + "}</script>"
    assert STORY[0] in parse(page(script)).text


def test_a_script_without_an_end_takes_the_rest_like_in_a_browser() -> None:
    body, linked = without_scripts(b"<p>a</p><script>x<p>b</p>")
    assert body == b"<p>a</p> "
    assert linked == []


def test_paragraphs_outside_of_the_article_are_counted_in_a_note() -> None:
    body = page().replace(b"</article>", f"</article><div class='sidebar'><p>{MARKER}</p></div>".encode())
    parsed = parse(body)
    assert MARKER in parsed.text or any("not taken" in note for note in parsed.notes)


def test_a_page_that_is_nearly_all_left_out_is_taken_whole() -> None:
    body = b"<html><body><table>" + b"".join(b"<tr><td>%s</td></tr>" % p.encode() for p in STORY) + b"</table></html>"
    text = parse(body).text
    assert all(paragraph in text for paragraph in STORY)


def test_line_breaks_inside_a_paragraph_of_the_source_are_no_paragraphs() -> None:
    body = page().replace(b"said on Monday", b"said\n   on\n Monday")
    assert STORY[0] in parse(body).text.split("\n\n")


def test_an_entity_bomb_is_only_text() -> None:
    bomb = '<!DOCTYPE html [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;">]>' + page().decode() + "&b;" * 100
    assert "lollol" not in parse(bomb.encode(), content_type="text/html").text


@pytest.mark.parametrize(
    "body", [b"<html></html>", b"<html><body><img src=x></body></html>", b"<p></p>", b"<!doctype html>"]
)
def test_a_page_without_words_is_refused(body: bytes) -> None:
    with pytest.raises(Unreadable, match="no text"):
        parse(body, content_type="text/html")


def test_the_declared_charset_is_used_for_old_pages() -> None:
    body = "<html><body><p>Москва сообщила в понедельник, что переговоры продолжатся.</p></body></html>"
    assert "Москва" in parse(body.encode("koi8-r"), content_type="text/html; charset=koi8-r").text


@pytest.mark.parametrize(
    ("value", "moment"),
    [
        ("2025-09-01T10:00:00Z", datetime(2025, 9, 1, 10, tzinfo=UTC)),
        ("2025-09-01T10:00:00+0200", datetime(2025, 9, 1, 8, tzinfo=UTC)),
        ("2025-09-01T10:00:00.123", datetime(2025, 9, 1, 10, 0, 0, 123000, tzinfo=UTC)),
        ("20250901", datetime(2025, 9, 1, tzinfo=UTC)),
        ("March", None),
        ("0001-01-01T00:00:00+23:59", None),
        ("9999-12-31T23:59:59-12:00", None),
        ("", None),
    ],
)
def test_moments_are_read_or_left_alone(value: str, moment: datetime | None) -> None:
    assert parse_moment(value)[0] == moment


@settings(deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_as_a_page_give_text_or_a_refusal(body: bytes) -> None:
    try:
        parsed = parse(body, content_type="text/html", url=URL)
    except Unreadable as refusal:
        assert refusal.reason.endswith(".")
    else:
        assert parsed.text


@settings(deadline=None)
@given(
    st.lists(st.sampled_from(["<a ", "<p", ">", '"', "'", "=", " x", "/", "<script>", "</script", "<!--", "-->", "é"]))
)
def test_the_look_at_markup_raises_nothing(pieces: list[str]) -> None:
    markup = "".join(pieces).encode()
    kept, _ = without_scripts(markup)
    assert len(kept) <= len(markup) + markup.count(b"<script>")
    has_too_many_attributes(markup)
