"""Which way a stand goes, and when there is none: whole texts through the pipeline."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest

from claims.extraction.pipeline import Extractor
from claims.extraction.types import Attribution, Extraction

LEAK = "The ministry denied that the dam had leaked."
MINISTRY = ("ministry (unnamed)", "denies")
FEE = "Ann Cole said the fee was too high."


@cache
def extractor() -> Extractor:
    return Extractor()


@cache
def read(text: str) -> Extraction:
    return extractor().extract(text, published_at=date(2026, 11, 26))


def told(text: str, words: str) -> Attribution:
    """The attribution whose content begins or goes on with these words."""
    return next(a for a in read(text).attributions if any(words in text[s.start : s.end] for s in a.content))


def stands(text: str, words: str) -> list[tuple[str | None, str]]:
    return [(p.party, p.stance.value) for p in told(text, words).positions]


@pytest.mark.parametrize(
    "answer",
    [
        "Lea Frost said otherwise: water came through in March.",
        "Lea Frost tells a different story.",
        "Lea Frost called that a lie.",
        "Lea Frost contradicted it.",
        "Lea Frost disputes the denial.",
        "Lea Frost said the opposite.",
    ],
)
def test_who_contradicts_a_denial_affirms_the_claim(answer: str) -> None:
    assert stands(f"{LEAK} {answer}", "dam had leaked") == [MINISTRY, ("Lea Frost", "confirms")]


@pytest.mark.parametrize("answer", ["The mayor confirmed this.", "The mayor backed the ministry's account."])
def test_a_denial_that_is_borne_out_confirms_no_claim(answer: str) -> None:
    assert stands(f"{LEAK} {answer}", "dam had leaked") == [MINISTRY]


def test_who_denies_it_too_denies_the_claim() -> None:
    assert stands(f"{LEAK} The mayor also denied it.", "dam had leaked") == [MINISTRY, ("mayor (unnamed)", "denies")]


DINNER = """Mayor says he never met developer

Mayor Olaf Brandt has never met the developer Igor Savin, his office said on Friday. Savin's lawyer, Mia Tonn, said the two dined together on 3 March. Brandt's office called that a lie. It later conceded that a dinner had taken place but said Brandt had left before Savin arrived.

"I did not take a cent," Brandt said. "And anyone who says so is lying."
"""  # noqa: E501


@pytest.mark.parametrize("words", ["he never met developer", "has never met the developer", "had left before Savin"])
def test_nobody_denies_what_his_own_office_says(words: str) -> None:
    assert stands(DINNER, words) == []


def test_what_the_other_side_says_is_still_denied() -> None:
    assert stands(DINNER, "the two dined") == [("office of Olaf Brandt (unnamed)", "denies")]


@pytest.mark.parametrize(
    "statement",
    ["It is not true that anyone was warned", "It is a lie to say that anyone was warned", "It is false that one knew"],
)
def test_a_statement_that_says_what_is_false_denies_nothing_before_it(statement: str) -> None:
    assert stands(f"Lea Frost said the dam had leaked. {statement}, Anja Roth added.", "dam had leaked") == []


@pytest.mark.parametrize(
    "words",
    ["He stopped claiming", "He backed away from the claim", "He later withdrew the allegation"],
)
def test_what_is_withdrawn_is_no_assertion_and_nobody_elses_denial(words: str) -> None:
    text = f"Emil Vogt spoke on Friday. {words} that Roth had signed for it. Roth denied any wrongdoing."
    assert stands(text, "that Roth had signed") == [("Emil Vogt", "not_confirmed")]
    assert told(text, "that Roth had signed").presentation.value == "unconfirmed"


@pytest.mark.parametrize("verb", ["claims", "says", "believes"])
def test_nobody_denies_what_is_no_longer_said(verb: str) -> None:
    text = f"Emil Vogt spoke on Friday. He no longer {verb} that Roth had signed for it. Roth denied the claim."
    assert stands(text, "that Roth had signed") == []
    assert any(f"Emil Vogt no longer {verb} that Roth had signed" in claim.text for claim in read(text).claims)


def test_nobody_rejects_what_he_says_himself() -> None:
    text = (
        "Bo Hart said the bridge was closed by the council in May. The bridge was closed by the council in May, Ann "
        "Cole said. Hart rejects the claim."
    )
    assert [a.positions for a in read(text).attributions] == [(), ()]


@pytest.mark.parametrize(
    ("answer", "stance"),
    [("Both deny the charge.", "denies"), ("Neither would comment.", "declined"), ("The two deny this.", "denies")],
)
def test_both_are_the_two_of_the_list_before(answer: str, stance: str) -> None:
    text = (
        "Anja Roth spoke on Friday. The prosecutor accuses two former managers, Jan Holl and Nina Frey, of having "
        f"hidden 80 million crowns. {answer}"
    )
    assert stands(text, "two former managers") == [("Jan Holl", stance), ("Nina Frey", stance)]


def test_all_three_take_the_stand() -> None:
    text = "Police said Ann Cole, Bo Hart and Cy Ek had hidden losses. All three deny the charge."
    assert {party for party, _ in stands(text, "had hidden losses")} == {"Ann Cole", "Bo Hart", "Cy Ek"}


@pytest.mark.parametrize("sign", [";", " –", "; but"])
def test_the_second_half_of_a_sentence_answers_the_first(sign: str) -> None:
    text = f"Ann Cole said the fee was paid{sign} the bank disputes this."
    assert stands(text, "the fee was paid") == [("bank (unnamed)", "denies")]
    assert [text[s.start : s.end] for s in told(text, "the fee").content] == ["the fee was paid"]


@pytest.mark.parametrize("verb", ["dismissed", "rejected"])
def test_what_a_thing_is_dismissed_as_is_asserted(verb: str) -> None:
    text = f"Ann Cole put the cost at 3 million crowns. Viktor Dane {verb} the estimate as campaign work for the state."
    found = told(text, "campaign work")
    assert (found.presentation.value, found.positions) == ("asserted", ())
    assert [party for party, _ in stands(text, "the cost at 3 million")] == ["Viktor Dane"]


@pytest.mark.parametrize(
    "opening",
    [
        "New doubts arose about whether",
        "Questions remain over whether",
        "Doubts persist that",
        "Questions were raised about whether",
        "Uncertainty hangs over whether",
    ],
)
def test_doubts_and_questions_are_nobodys_and_leave_open(opening: str) -> None:
    found = told(f"{opening} the barrier had worked.", "barrier had worked")
    assert (found.speaker, found.presentation.value) == (None, "unconfirmed")


def test_a_report_that_raises_questions_does_not_assert_them() -> None:
    text = "The report raised questions about whether the fund was solvent."
    assert told(text, "fund was solvent").presentation.value == "unconfirmed"


@pytest.mark.parametrize(
    "answer",
    [
        "21 percent disagree.",
        "A third of voters disagree.",
        "Most respondents disagree.",
        "The plan disputes that.",
        "The bridge could not be reached.",
    ],
)
def test_shares_of_a_poll_and_things_take_no_stand(answer: str) -> None:
    assert stands(f"{FEE} {answer}", "the fee was too high") == []


def test_what_does_not_add_up_is_no_party() -> None:
    text = "Ann Cole put the cost at 3 million crowns. “The plan does not add up,” said Bo Hart."
    assert "plan (unnamed)" not in [party for party, _ in stands(text, "the cost at 3 million")]


@pytest.mark.parametrize("answer", ["The two councillors disagree.", "The report rejects that."])
def test_people_and_papers_do(answer: str) -> None:
    assert len(stands(f"{FEE} {answer}", "the fee was too high")) == 1


@pytest.mark.parametrize(
    "answer",
    [
        "Vogt denied it: “I wrote three times.”",
        "Vogt disagreed: “I wrote three times.”",
        "“I wrote three times,” Vogt denied.",
        "Vogt countered that he wrote three times.",
    ],
)
def test_the_words_of_a_denial_are_not_what_is_denied(answer: str) -> None:
    text = f"Anja Roth said nobody called. {answer}"
    assert (stands(text, "wrote three times"), told(text, "wrote three").presentation.value) == ([], "asserted")


def test_what_contradicts_is_no_part_of_what_is_said() -> None:
    text = (
        "Anja Roth said nobody called. The regulator’s president, Emil Vogt, contradicts her: he wrote three times, "
        "he said."
    )
    assert [text[s.start : s.end] for s in told(text, "wrote three").content] == ["he wrote three times"]


def test_he_is_the_subject_of_the_sentence_before_though_the_parser_sees_none() -> None:
    text = (
        "The regulator’s president, Emil Vogt, said he wrote three times.\n\n"
        "Anja Roth’s predecessor, Paul Zimmer, backed Vogt. “I saw the letters myself,” he said."
    )
    speaker = told(text, "saw the letters").speaker
    assert speaker is not None
    assert speaker.name == "Paul Zimmer"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Its inspectors are believed to have visited the site on 3 December.", "3 December 2025"),
        ("Police say the man, arrested on 3 December, is innocent.", "3 December 2025"),
        ("The firm says the meeting planned for 3 December is off.", "3 December 2026"),
        ("The firm hopes to have finished on 3 December.", "3 December 2026"),
    ],
)
def test_a_past_deed_is_dated_before_the_publication(text: str, day: str) -> None:
    assert any(day in claim.text for claim in read(text).claims)
