"""Certainty of events through its public functions."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.extraction import certainty
from claims.extraction.certainty import score_events
from claims.extraction.certainty_words import in_words
from claims.extraction.scoring_jsonl import InputError, score_certainty
from claims.extraction.types import Span


def certainty_of(text: str, word: str) -> float:
    start = text.index(word)
    return score_events([(text, Span(start, start + len(word)))])[0]


def test_a_plain_past_event_is_certain() -> None:
    assert certainty_of("The army killed two men on Monday.", "killed") > 1.5


def test_negation_turns_the_event_round() -> None:
    assert (
        certainty_of("The army did not kill the men.", "kill") < certainty_of("The army killed the men.", "killed") - 2
    )


@pytest.mark.parametrize(
    "text", ["He might leave tomorrow.", "They want to leave.", "If they leave, we stay.", "Did they leave?"]
)
def test_what_is_open_is_less_certain_than_what_happened(text: str) -> None:
    assert certainty_of(text, "leave") < certainty_of("They left on Monday.", "left")


def test_a_span_without_a_word_is_uncertain() -> None:
    assert score_events([("", Span(0, 0))]) == [0.0]


def test_word_vectors_join_in_when_they_are_given() -> None:
    import numpy as np

    items = [("The army killed two men.", Span(9, 15))]
    zeros = score_events(
        items, word_vectors=lambda words, layers: np.zeros((len(words), 384 * len(layers)), np.float32)
    )
    assert zeros != score_events(items)


def test_values_are_put_in_words() -> None:
    assert [in_words(value) for value in (-3, -1.5, 0, 1, 2, 3)] == [
        "certainly not",
        "probably not",
        "uncertain",
        "possible",
        "probable",
        "certain",
    ]


def test_without_the_learned_file_rules_answer_and_say_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(certainty, "load_certainty", lambda: None)
    assert certainty.mode() == "rules"
    assert certainty_of("They left.", "left") > 0 > certainty_of("They did not leave.", "leave")


def test_a_span_outside_the_text_is_refused_with_its_place(tmp_path: Path) -> None:
    given_file = tmp_path / "events.jsonl"
    given_file.write_text(json.dumps({"id": "1", "text": "He left.", "span": [3, 99]}))
    with pytest.raises(InputError, match=r"record 1: span .* outside the text"):
        score_certainty(given_file, tmp_path / "out.jsonl", None)


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=80), st.integers(0, 80), st.integers(0, 80))
def test_any_text_and_span_gets_a_value_in_range_and_always_the_same(text: str, one: int, other: int) -> None:
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    values = score_events([(text, Span(start, end)), (text, Span(start, end))])
    assert values[0] == values[1]
    assert -3.0 <= values[0] <= 3.0
