"""Nobody is made to assert what he does not believe, doubts or never said."""

from __future__ import annotations

import pytest

from tests.unit.extraction.extracting import read


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        (
            "The deputy mayor, Anders Holt, does not believe the company hid anything.",
            "The company did not hide anything",
        ),
        ("Olaf Berg did not think the airline had hidden its losses.", "The airline did not hide its losses"),
        (
            "Olaf Berg does not think that the airline has been hiding its losses.",
            "The airline has not been hiding its losses",
        ),
        ("Police do not suspect that the fire was started deliberately.", "The fire was not started deliberately"),
        ("Ministers don’t think the reform will fail.", "The reform will not fail"),
    ],
)
def test_the_negation_of_a_belief_goes_into_what_is_believed(text: str, claim: str) -> None:
    found = read(text)
    assert found.claims == [claim]
    assert found.claim(claim).negated
    assert any("not" in words or "n’t" in words for words in found.words(found.claim(claim)))


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("Karl Dahl never thought that the firm would pay.", "Karl Dahl never thought that the firm would pay"),
        ("Governor Ruth Voss doubts that the dam will hold.", "Ruth Voss doubts that the dam will hold"),
        (
            "The union's chairman, Lars Holm, refused to accept that the plant was losing money.",
            "Lars Holm refused to accept that the plant was losing money",
        ),
        (
            "Mayor Ines Dahl does not accept that the council misled residents.",
            "Ines Dahl does not accept that the council misled residents",
        ),
        ("Scientists are sceptical that the drug works.", "Scientists are sceptical that the drug works"),
        (
            "The court was not persuaded that Berg had acted alone.",
            "The court was not persuaded that Berg had acted alone",
        ),
        (
            "Ove Strand no longer believes that the bank is solvent.",
            "Ove Strand no longer believes that the bank is solvent",
        ),
        ("The agency has not claimed that the water was safe.", "The agency has not claimed that the water was safe"),
        (
            "Nobody at the ministry believes the figures were forged.",
            "Nobody at the ministry believes the figures were forged",
        ),
        (
            "Neither Holt nor Beck believes the ship sank by accident.",
            "Neither Holt nor Beck believes the ship sank by accident",
        ),
        # a "not" inside would say more than the sentence: not all, or neither of two
        (
            "Olaf Berg does not believe all the votes were counted.",
            "Olaf Berg does not believe all the votes were counted",
        ),
        (
            "Anna Berg does not believe the mayor took bribes or that he lied.",
            "Anna Berg does not believe the mayor took bribes or that the mayor lied",
        ),
        ("Reporters asked whether the dam was safe.", "Reporters asked whether the dam was safe"),
    ],
)
def test_where_it_cannot_the_attitude_stays_in_the_claim(text: str, claim: str) -> None:
    assert read(text).claims == [claim]


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("Henrik Aalto did not dispute that the cost had risen.", "The cost rose"),
        ("Few doubt that the bank is insolvent.", "The bank is insolvent"),
        ("Not only did Clara Voss claim that the minister lied, she also resigned.", "The minister lied"),
    ],
)
def test_two_negations_leave_the_clause_as_it_is(text: str, claim: str) -> None:
    found = read(text)
    assert claim in found.claims
    assert found.claim(claim).presentation.value != "denied"


def test_nobody_denies_is_no_denial() -> None:
    assert read("Nobody denies that the bridge is old.").claim("The bridge is old").presentation.value == "asserted"


def test_what_is_denied_is_that_she_knew() -> None:
    found = read("Pia Lund denied knowing that the hull was cracked.")
    assert found.claims == ["Pia Lund knew that the hull was cracked"]
    assert ("Pia Lund", "denies") in found.stands()


def test_what_somebody_is_not_believed_to_have_said_is_not_said() -> None:
    found = read("Anders Holt does not believe that Marit Haugen said the hull was cracked.")
    assert found.claims == ["Marit Haugen did not say the hull was cracked"]
