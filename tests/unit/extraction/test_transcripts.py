"""A hearing: who speaks, who is spoken to, and what is only asked."""

from __future__ import annotations

from functools import cache

import pytest

from tests.unit.extraction.extracting import Read, read

HEARING = """CHAIR (LENA FORS): Good morning. Mr. Dahl, you said last week that the lake was at 80 percent. Is that so?

PETER DAHL: No. It is 61 percent today.

SEN. RUTH OKORO: The head of the agency, Ms. Stein, told us you had been informed in August that the level was falling.

PETER DAHL: That is not true. I was told on 3 October.

SEN. OKORO: So Ms. Stein is lying?

PETER DAHL: I did not say that. I think she is mistaken.

DR. STEIN: If I may. I sent Mr. Dahl two letters, on 4 and 19 August.

CHAIR: Mr. Dahl, the Finance Ministry claims that the repair has cost 90 million so far. Do you dispute that?

PETER DAHL: I don't. But our auditors say the bill is 88 million.

CHAIR: Did the ministry say that the dam was safe?

PETER DAHL: It did.

SEN. OKORO: The governor promised that no household would be cut off. Eleven hundred households have been cut off."""


@cache
def hearing() -> Read:
    return read(HEARING)


def test_the_question_that_reports_a_claim_gives_it_to_whoever_made_it() -> None:
    assert ("Finance Ministry", "The repair has cost 90 million so far") in hearing().says()


def test_a_question_is_nobodys_denial_and_nobodys_claim() -> None:
    found = hearing()
    asked = next(
        a for a in found.found.attributions if "90 million" in found.text[a.content[0].start : a.content[0].end]
    )
    assert asked.positions == ()
    assert asked.presentation.value == "asserted"
    assert "The dam was safe" not in found.claims
    stands = [found.text[p.span.start : p.span.end] for a in found.found.attributions for p in a.positions]
    assert not any("you dispute" in words for words in stands)


def test_titles_in_capitals_do_not_cut_a_label() -> None:
    names = {speaker for speaker, _ in hearing().says()}
    assert {"RUTH OKORO", "Ms. Stein"} <= names
    assert not any(name and name.startswith(("SEN", "DR")) for name in names)


def test_you_is_the_one_spoken_to_not_the_one_spoken_of() -> None:
    claims = hearing().claims
    assert "PETER DAHL was informed in August 2026 that the level was falling" in claims
    assert not any("Ms. Stein was informed" in claim for claim in claims)


@pytest.mark.parametrize("fragment", ["If ", "PETER DAHL doesn't", "That is not true", "PETER DAHL did not say"])
def test_answers_and_courtesies_are_no_claims(fragment: str) -> None:
    assert not any(claim.startswith(fragment) for claim in hearing().claims)


def test_what_a_senator_says_is_hers_and_not_the_outlets() -> None:
    says = hearing().says()
    assert ("RUTH OKORO", "Eleven hundred households have been cut off") in says
    assert not any(speaker == "" for speaker, _ in says)


def test_questions_and_answers_with_letters_only() -> None:
    found = read(
        "Q: The union says you closed the ward in May. Is that right?\n\nA: No, we closed it in June.\n\n"
        "Q: Do you deny that patients died?\n\nA: I do not deny it. Two patients died.\n\n"
        "Q: Doctors claim the ward was dirty. Do you accept that?\n\nA: That's nonsense."
    )
    assert ("union (unnamed)", "The interviewee closed the ward in May 2026") in found.says()
    assert "Two patients died" in found.claims
    assert "That's nonsense" not in found.claims
    assert ("interviewee (unnamed)", "denies") in found.stands()


def test_a_fragment_in_quotation_marks_is_no_claim_either() -> None:
    found = read("Ann Voss said the dam was cracked. “That is not true,” said Lars Holm.")
    assert found.claims == ["The dam was cracked"]
