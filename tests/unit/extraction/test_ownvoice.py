"""The article's own statements: what it says as fact with nobody quoted."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.extraction.ownvoice import find
from claims.extraction.types import Presentation
from tests.unit.extraction.reading import parsed, said


def texts(text: str, *attributions: object) -> list[str]:
    return [claim.text for claim in find(parsed(text), list(attributions), date(2026, 1, 29))]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "text",
    [
        "More than 210,000 freezers have been sold in Britain since 2022.",
        "Denmark has 179 seats in parliament, four of them for Greenland and the Faroe Islands.",
        "Halvorsen Dredging, founded in 1961, holds the $600 million contract to deepen the harbor.",
        "Eleven schools are shut.",
        "Russia annexed Crimea in 2014.",
    ],
)
def test_numbers_years_and_counts_are_statements(text: str) -> None:
    (claim,) = find(parsed(text), [])
    assert text[claim.span.start : claim.span.end] == text.rstrip(".")
    assert claim.attribution is None
    assert claim.presentation is Presentation.STATED


@pytest.mark.parametrize(
    "text",
    [
        "The trial continues.",
        "Why did 300 people leave in 2014?",
        "Chiller boss knew of 3 fires in 2024",
        "We sold 300 tickets in 2024.",
        "He would not say whether 300 people left.",
        "Roars of laughter.",
        "Prices could rise by 3 per cent.",
        "About 300 people allegedly left in 2014.",
    ],
)
def test_scenes_questions_headings_and_guesses_are_not(text: str) -> None:
    assert texts(text) == []


def test_what_somebody_says_is_not_the_articles_own() -> None:
    text = "The union says 92 per cent of members walked out in 2025."
    attribution = said(text, "The union", "says", "92 per cent of members walked out in 2025")
    assert texts(text, attribution) == []


def test_the_part_before_somebodys_words_is_kept() -> None:
    text = "She taught at the Zurich Conservatory from 1969 to 2001, where pupils remember her as kind."
    attribution = said(text, "pupils", "remember", "her as kind")
    (claim,) = find(parsed(text), [attribution])
    assert text[claim.span.start : claim.span.end] == "She taught at the Zurich Conservatory from 1969 to 2001"


def test_a_time_label_is_not_part_of_the_statement() -> None:
    text = "22:50 – Polling stations closed at 20:00, except one in Odense that stayed open 40 minutes longer."
    (claim,) = find(parsed(text), [])
    assert text[claim.span.start :].startswith("Polling stations")


def test_it_is_the_subject_of_the_sentence_before() -> None:
    text = "The library opened in 1934. It lent 61,000 books last year."
    assert texts(text)[1] == "The library lent 61,000 books in 2025"


def test_dates_are_counted_from_publication() -> None:
    assert texts("Frostline's shares tumbled 11 per cent yesterday.") == [
        "Frostline's shares tumbled 11 per cent on 28 January 2026"
    ]


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet=st.sampled_from("aB1 .,?!“”\"'-–:\n\u00a0\u200b😀é0ש"), max_size=80))
def test_any_text_is_read_without_failing_and_spans_lie_inside(text: str) -> None:
    for claim in find(parsed(text), []):
        assert 0 <= claim.span.start < claim.span.end <= len(text)


def test_an_amount_with_its_unit_at_the_end_is_kept_whole() -> None:
    text = "The bridge cost £74m."
    (claim,) = find(parsed(text), [])
    assert claim.text.rstrip(".").endswith("£74m")


def test_a_dated_fact_inside_another_sentence_is_a_statement_of_its_own() -> None:
    doc = parsed("The dispute grew in 1987 when Norway closed Vardo, followed by a blockade of Kirkenes in March 1990.")
    assert "In 1987 Norway closed Vardo" in [claim.text for claim in find(doc, [])]
