"""Markup left in a text: no word, no speaker, no claim; offsets of the stored text all the same."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from claims.extraction.document import prepare
from claims.extraction.markup import FOUND, markup_of, tails, without_markup
from tests.unit.extraction.extracting import read

PAGE = """<h1>Hospital &amp; clinic</h1>
<p>The director, Dr. <b>Nora Weiss</b>, said <script>alert(1)</script> that 14 patients had been infected with \
<i>Klebsiella</i> in <a href="javascript:alert(2)">October</a>.</p>
<p>The health office denied that. "Ms. Weiss's count is wrong," said <img src=x onerror=alert(3)>its epidemiologist \
Karl Brandt.</p>"""
PIECES = (
    "<p>", "</p>", "<b>", "<script>", "</script>", "<!--", "-->", "<a href=\"x\">", "<", ">", "&amp;", "&#8217;", "&",
    "Ann Lee said ", "that the dam was safe", ". ", "\n", "<br/>", "&nbsp;", "</", "&lt;b&gt;", "<P CLASS=x>", "İ",
)  # fmt: skip


def test_speakers_and_claims_are_free_of_it_and_the_page_says_so() -> None:
    found = read(PAGE)
    assert ("Nora Weiss", "14 patients were infected with Klebsiella in October") in found.says()
    assert {"Nora Weiss", "Karl Brandt"} <= {speaker.name for speaker in found.found.speakers}
    assert not any("<" in speaker.name or ">" in speaker.name for speaker in found.found.speakers)
    assert not any("<" in claim or "alert" in claim for claim in found.claims)
    assert FOUND in found.found.warnings
    claim = found.claim("14 patients were infected with Klebsiella in October")
    assert "Klebsiella" in found.words(claim)


def test_a_sign_written_as_an_entity_belongs_to_its_word() -> None:
    found = read("<p>Ann Lee said the firm didn&#8217;t pay AT&amp;T.</p>")
    assert found.claims == ["The firm didn’t pay AT&T"]
    assert found.words(found.found.claims[0]) == ["the firm didn&#8217;t pay AT&amp;T."]


def test_signs_that_are_no_tags_stay() -> None:
    text = "Ann Lee said that a <b and c> d held. Write to <ann@lee.org>, R&D & AT&T; 3 < 5."
    assert markup_of(text) == ()
    assert prepare(text).warnings == ()


def test_a_thousand_open_scripts_are_read_at_once() -> None:
    assert len(markup_of("<script><!-- " * 20_000)) == 40_000


@settings(max_examples=200, deadline=None, derandomize=True)
@given(text=st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=4)), max_size=30).map("".join))
def test_nothing_moves(text: str) -> None:
    markup = markup_of(text)
    plain = without_markup(text, markup)
    assert len(plain) == len(text)
    ends = [0, *(span.end for span in markup)]
    assert all(end <= span.start < span.end <= len(text) for end, span in zip(ends, markup, strict=False))
    inside = {k for span in tails(text, markup) for k in range(span.start, span.end)}
    assert all(plain[k] == text[k] for k in range(len(text)) if k not in inside)
