"""Whatever text comes in: spans lie inside it, parents exist, nothing goes round in circles, twice is the same."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claims.extraction.attribution import AttributionFinder
from claims.extraction.document import PREPARED_KEY, prepare
from claims.extraction.model import load_model
from claims.extraction.pipeline import joined
from claims.extraction.types import Attribution

FINDERS = {"learned": AttributionFinder.load(), "rules": AttributionFinder(None)}
PIECES = (
    "“", "”", '"', "'", "‘", "’", ":", " said ", "he said", "Ann Lee said", " that ", "according to ", "Anna: ",
    "\n", "\n\n", "\r\n", "\u00a0", "\u200b", "🙂", "e\u0301", "שלום", "مرحبا", "<p>", "- ", "THE MAYOR SAYS ",
    "reportedly ", ", ", ". ", "12.5 % ", "İ", "ß", "\x00", "\ufeff", "Q: ", "we will win", "denied it", "U.S.",
)  # fmt: skip
texts = st.one_of(
    st.text(max_size=200), st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=6)), max_size=40).map("".join)
)


def find(text: str, finder: str = "learned") -> list[Attribution]:
    nlp, prepared = load_model(), prepare(text)
    docs = [nlp(prepared.shadow[part.start : part.end]) for part in prepared.parts]
    doc = joined(docs, prepared)
    assert doc.user_data[PREPARED_KEY] is prepared
    assert len(prepared.shadow) == len(text)
    return FINDERS[finder].find(doc)


@pytest.mark.parametrize("finder", sorted(FINDERS))
@settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(text=texts)
def test_every_span_lies_inside_and_every_parent_exists(finder: str, text: str) -> None:
    found = find(text, finder)
    ids = [item.id for item in found]
    assert len(ids) == len(set(ids))
    parents = {item.id: item.parent for item in found}
    for item in found:
        for span in (*item.source, *item.cue, *item.content):
            assert 0 <= span.start < span.end <= len(text)
            assert text[span.start : span.end].strip()
        assert item.content
        assert item.parent is None or item.parent in parents
        seen, above = {item.id}, item.parent
        while above is not None:
            assert above not in seen
            seen.add(above)
            above = parents[above]
    assert find(text, finder) == found


@settings(max_examples=200, deadline=None, derandomize=True)
@given(text=texts)
def test_parts_cover_the_text_and_paragraphs_and_quotations_lie_in_order(text: str) -> None:
    prepared = prepare(text)
    assert len(prepared.shadow) == len(text)
    assert "".join(prepared.text[p.start : p.end] for p in prepared.parts) == text
    for ranges in (prepared.paragraphs, prepared.quotations):
        ends = [0, *(r.end for r in ranges)]
        assert all(before <= r.start <= r.end <= len(text) for before, r in zip(ends, ranges, strict=False))


def test_a_text_without_a_single_break_is_read_in_parts_and_says_so() -> None:
    prepared = prepare("the minister said that it rained " * 2_000)
    assert max(p.end - p.start for p in prepared.parts) <= 20_000
    assert any("read in parts" in warning for warning in prepared.warnings)


def test_thousands_of_open_quotation_marks_are_no_trouble() -> None:
    assert len(prepare("“" * 10_000).quotations) <= 1
    find("“so " * 1_000 + "he said")


@pytest.mark.parametrize("text", ["", " ", "\n\n\n", "🙂", "”", "\x00", "\u200b\u200b", "1 2 3\n4 5 6"])
def test_almost_nothing_gives_nothing(text: str) -> None:
    assert find(text) == []
