"""Nouns that bring claims, headlines, and words that are a stand but nobody's claim, in sentences of our own."""

from __future__ import annotations

import pytest

from claims.extraction.types import Presentation
from tests.unit.extraction.test_attribution import find, triples, words


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        (
            "There are claims on local radio that the lake was drained at night.",
            "",
            "claims",
            "that the lake was drained at night",
        ),
        ("Word in the harbour is that the ferry has been sold.", "", "Word", "that the ferry has been sold"),
        (
            "A complaint by Dr Moss that the ward was cold reached the board.",
            "Dr Moss",
            "complaint",
            "that the ward was cold",
        ),
        (
            "The firm would not comment on reports that two boilers had burst.",
            "",
            "reports",
            "that two boilers had burst",
        ),
        (
            "The mayor dismissed suggestions that the bridge was unsafe.",
            "",
            "suggestions",
            "that the bridge was unsafe",
        ),
    ],
)
def test_a_noun_for_something_said_brings_its_clause(text: str, source: str, cue: str, content: str) -> None:
    assert (source, cue, content) in triples(text, find(text))


def test_talks_are_held_and_bring_nothing() -> None:
    text = "After talks in Bonn that both sides had asked for, the ministers flew home."
    assert not [a for a in find(text) if a.cue_lemma == "talk"]


@pytest.mark.parametrize(
    ("headline", "source", "content"),
    [
        ("BAKER 'SOLD US STALE BREAD', FUME NEIGHBOURS", "NEIGHBOURS", "BAKER 'SOLD US STALE BREAD'"),
        ("MAYOR AGREED TO REBUILD THE PIER, LINDEN SAYS", "LINDEN", "MAYOR AGREED TO REBUILD THE PIER"),
        ("VET 'LOST OUR CAT', SAYS OWNER – CLINIC SILENT", "OWNER", "VET 'LOST OUR CAT'"),
    ],
)
def test_a_headline_in_capitals_says_who_said_it(headline: str, source: str, content: str) -> None:
    text = f"{headline}\n\nIt rained all day in the valley."
    assert (source, content) in [(words(text, a.source), words(text, a.content)) for a in find(text)]


def test_a_headline_in_capitals_with_a_dash_is_no_dateline() -> None:
    text = "KING 'TO SELL CASTLE', SAYS BUTLER – PALACE SILENT\n\nIt rained."
    assert any(a.content and a.content[0].start == 0 for a in find(text))


@pytest.mark.parametrize(
    "text",
    [
        "The bank declined to discuss the loan.",
        "The hospital would not discuss individual patients.",
        "Ms Adair has yet to confirm any such deal.",
        "The club denied it in a post on Friday.",
        "Her lawyer dismissed his story as a fairy tale.",
        "The company disputes that, saying the pumps were new.",
        "The driver denied having any such conversation.",
        "Three nurses tell another story.",
    ],
)
def test_a_stand_without_a_claim_of_its_own_is_no_attribution(text: str) -> None:
    cues = [words(text, a.cue).split()[0] for a in find(text)]
    assert not set(cues) & {"declined", "would", "has", "denied", "dismissed", "disputes", "tell"}


def test_a_question_left_open_stays_an_attribution() -> None:
    text = "The bank declined to say whether the loan was repaid."
    assert [words(text, a.content) for a in find(text)] == ["whether the loan was repaid"]


def test_it_was_claimed_after_the_comma_takes_all_before() -> None:
    text = "Divers searching the bay have found a wreck, it was claimed last night."
    [found] = find(text)
    assert words(text, found.content) == "Divers searching the bay have found a wreck"
    assert found.presentation is Presentation.HEARSAY


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("The Harbour Trust hopes to open by May, an aide said.", "The Harbour Trust", "to open by May"),
        (
            "Ms Bell said she had been warned by the guard that the gate was open.",
            "the guard",
            "that the gate was open",
        ),
        ("A witness said he warned the firm about a loose wheel.", "he", "about a loose wheel"),
        ("Two editors said they had asked for the page to be cut.", "they", "for the page to be cut"),
    ],
)
def test_speech_inside_speech_is_found(text: str, source: str, content: str) -> None:
    inner = [a for a in find(text) if a.parent is not None]
    assert [(words(text, a.source), words(text, a.content)) for a in inner] == [(source, content)]


def test_a_thought_of_ones_own_is_speech_inside_a_turn() -> None:
    text = "HALE: Who knew?\n\nBOND: They told us nothing. I think they knew by June.\n\nHALE: Thanks.\n\nBOND: Bye."
    inner = [(words(text, a.source), words(text, a.content)) for a in find(text) if a.parent is not None]
    assert ("I", "they knew by June") in inner
