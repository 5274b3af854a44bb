"""Check-worthiness through its public functions."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.extraction import worth
from claims.extraction.worth import score_texts


def score_of(text: str) -> float:
    return score_texts([text])[0][0]


def labels_of(text: str) -> list[str]:
    return [reason.label for reason in score_texts([text])[0][1]]


@pytest.mark.parametrize(
    "text",
    [
        "Unemployment fell to 3.5 percent, the lowest rate in 50 years.",
        "Russia annexed Crimea in 2014.",
        "The bill cut taxes for the richest 1 percent by 200 billion dollars.",
    ],
)
def test_a_statement_with_checkable_facts_is_worth_checking(text: str) -> None:
    assert score_of(text) >= 0.5


@pytest.mark.parametrize(
    "text", ["I think he is a great guy.", "What did he do?", "Thank you very much.", "Let me finish."]
)
def test_talk_and_opinion_are_not_worth_checking(text: str) -> None:
    assert score_of(text) < 0.5


def test_the_reasons_say_what_a_reviewer_sees() -> None:
    assert "quantity" in labels_of("Unemployment fell to 3.5 percent.")
    assert "names a state" in labels_of("Russia annexed Crimea in 2014.")
    assert "future: cannot be checked yet" in labels_of("We will build a new wall.")


def test_reasons_carry_signed_weights_strongest_first() -> None:
    weights = [reason.weight for reason in score_texts(["We will cut taxes by 10 percent next year."])[0][1]]
    assert 0 < len(weights) <= 3
    assert weights == sorted(weights, key=abs, reverse=True)


def test_an_opinion_weighs_against_a_claim() -> None:
    reasons = {reason.label: reason.weight for reason in score_texts(["I think he is a great guy."])[0][1]}
    assert reasons["opinion"] < 0


def test_text_without_words_scores_nothing() -> None:
    assert score_texts(["", "  ", "—"]) == [(0.0, ())] * 3


def test_curly_and_straight_apostrophes_score_alike() -> None:
    assert score_of("They didn’t pay 5 dollars.") == score_of("They didn't pay 5 dollars.")


def test_without_the_learned_file_rules_answer_and_say_so(monkeypatch: pytest.MonkeyPatch) -> None:
    missing = worth.load_worth.__wrapped__(Path("nowhere.npz"))
    assert missing is None
    monkeypatch.setattr(worth, "load_worth", lambda: None)
    assert worth.mode() == "rules"
    assert score_of("Unemployment fell to 3.5 percent.") > score_of("What do you think?")


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300))
def test_any_text_gets_a_score_between_0_and_1_and_always_the_same(text: str) -> None:
    first, second = score_texts([text, text])
    assert first == second
    assert 0.0 <= first[0] <= 1.0
    assert all(reason.label for reason in first[1])
