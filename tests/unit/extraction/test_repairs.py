"""Whose words they are and which words belong to them, where a name or a clause was cut in the wrong place."""

from __future__ import annotations

import pytest

from tests.unit.extraction.extracting import read


def test_whoever_quotes_a_report_says_it() -> None:
    text = (
        "Clara Voss was angry. Voss, quoting a report by the audit court, said: “The tunnel is unsafe.”\n\n"
        "Ann Lee, citing police figures, said burglaries had doubled."
    )
    found = read(text)
    assert ("Clara Voss", "The tunnel is unsafe") in found.says()
    assert ("Ann Lee", "Burglaries doubled") in found.says()
    assert not any("quoted" in claim or "cited" in claim for claim in found.claims)


def test_a_number_stays_with_the_name_of_the_broadcaster() -> None:
    text = "Jonas Reker spoke on Friday. Reker later told the broadcaster Kanal 3 he stood by the report."
    assert read(text).claims == ["Jonas Reker stood by the report"]
    assert read("Ann Lee told Radio 5 that the vote was rigged.").claims == ["The vote was rigged"]


def test_a_claim_does_not_end_in_words_of_another_clause() -> None:
    text = (
        "The ferry operator Norrline knew for six weeks that the hull of the “Skarv” was cracked, the seafarers’ union"
        " said on Tuesday, a day after the vessel was taken out of service with 312 passengers on board."
    )
    assert read(text).claims[0].endswith("was cracked")


def test_whom_somebody_tells_of_is_not_the_one_who_tells_it() -> None:
    text = (
        "“They sailed on,” said Marit Haugen, who leads the union’s branch. “Two of our members told me that the chief"
        " engineer had warned the company in writing.”"
    )
    found = read(text)
    assert not any("Haugen had warned" in claim for claim in found.claims)
    assert "The chief engineer had warned the company in writing" in found.claims


def test_lying_is_not_lying_down() -> None:
    text = "Clara Voss accused Henrik Aalto of lying about the price. Tom Reed denied lying in bed."
    assert read(text).claims == ["Henrik Aalto lied about the price", "Tom Reed lay in bed"]


def test_a_firm_is_one_party_with_and_without_its_legal_form() -> None:
    text = (
        "The builder, Grano AG, said that it had told the ministry. The ministry denies this. Grano’s lawyer, Sofie"
        " Lind, said: “We have the receipt.”"
    )
    found = read(text).found
    assert {name for claim in found.claims for name in claim.about if name.startswith("Grano")} == {"Grano AG"}


def test_a_share_of_people_in_a_poll_denies_nothing() -> None:
    text = (
        "“This is about trust in the state,” Clara Voss said.\n\n"
        "A poll found 58 percent of voters think Aalto should resign; 21 percent disagree."
    )
    assert read(text).stands() == set()


def test_a_past_helper_is_not_dated_ahead() -> None:
    found = read("Henrik Aalto spoke twice. Parliament's record shows that the minister answered, on 12 May.")
    assert any(claim.endswith("on 12 May 2026") for claim in found.claims)
    fragment = read("Parliament's record shows that he did, on 12 May.")
    assert fragment.claims == []


@pytest.mark.parametrize(
    ("text", "source"),
    [
        (
            "Singapore's economy grew by 8.1% in 2004, its best performance since 2000, figures from the trade"
            " ministry show.",
            "figures from the trade ministry",
        ),
        ("House prices fell 3% in May, a survey by Halden found.", "a survey by Halden"),
        ("Unemployment rose to 6.1% in March, the latest government data show.", "the latest government data"),
        (
            "Rents rose by 9% in Leith last year, research by the city's university suggests.",
            "research by the city's university",
        ),
    ],
)
def test_figures_at_the_end_are_the_source(text: str, source: str) -> None:
    found = read(text)
    assert [text[s.start : s.end] for a in found.found.attributions for s in a.source] == [source]
    assert all(claim.attribution for claim in found.found.claims)


def test_what_somebody_dismisses_a_thing_as_is_what_he_says() -> None:
    found = read("Viktor Dane spoke on Monday. Dane dismissed the estimate as campaign work for the government.")
    claim = found.claim("The estimate is campaign work for the government")
    assert claim.presentation.value == "asserted"
    assert ("Viktor Dane", "The estimate is campaign work for the government") in found.says()
    assert found.stands() == set()


def test_it_is_not_true_that_answers_nothing_before_it() -> None:
    found = read("Tim Oster said the bank had lied. It is not true that Kredia lost 3 billion crowns, Anja Roth added.")
    assert found.stands() == set()


def test_what_stands_before_a_colon_is_the_articles() -> None:
    text = "The regulator’s president, Emil Vogt, contradicts her: he wrote twice, first on 5 October, he said."
    assert read(text).claims == ["Emil Vogt wrote twice, first on 5 October 2026"]


def test_a_rejection_behind_a_semicolon_is_no_part_of_what_is_rejected() -> None:
    found = read("Holl’s lawyer said his client had acted on Frey’s orders; Frey’s lawyer rejects that.")
    assert not any("rejects" in claim for claim in found.claims)
    assert ("lawyer of Frey (unnamed)", "rejects") in found.stands()


def test_doubts_are_not_what_they_doubt() -> None:
    found = read("The Saltmere flood barrier opened in 2020, as new doubts arose about whether it works.")
    assert "New doubts arose about whether the Saltmere flood barrier works" in found.claims
    assert "The Saltmere flood barrier works" not in found.claims


def test_the_town_of_a_works_is_not_the_company() -> None:
    text = (
        "The Kelding works of Norvant Chemicals were last inspected in October 2024, according to records of the"
        " inspectorate. That contradicts the company, which says the works were inspected in February."
    )
    speakers = {speaker for speaker, _ in read(text).says()}
    assert "Norvant Chemicals" in speakers and "Kelding" not in speakers


def test_a_town_is_not_the_paper_named_after_it() -> None:
    found = read("The company employs 900 people in Harbour, the mayor said.")
    assert found.claims == ["The company employs 900 people in Harbour"]
