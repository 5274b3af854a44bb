"""Questions put to somebody are nobody's claim; a plain no denies what was asked."""

from __future__ import annotations

import pytest

from tests.unit.extraction.extracting import OUTLET, read


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("Asked whether the firm had paid, Sofie Lind said no.", "Sofie Lind"),
        ("Asked on Monday if the firm had paid, a spokeswoman said: “Absolutely not.”", "spokeswoman (unnamed)"),
        ("Asked whether the firm had paid, Olaf Berg said it had not.", "Olaf Berg"),
        ("Sofie Lind answered no when asked whether the firm had paid.", "Sofie Lind"),
        ("“No,” Sofie Lind said when asked if the firm had paid.", "Sofie Lind"),
    ],
)
def test_a_no_denies_what_was_asked(text: str, party: str) -> None:
    found = read(text)
    assert found.says() == [(party, "The firm paid")]
    assert found.claim("The firm paid").presentation.value == "denied"
    assert found.stands() == {(party, "denies")}


def test_a_yes_asserts_it() -> None:
    found = read("Asked if the bank had lied, Governor Olaf Berg said yes.")
    assert found.says() == [("Olaf Berg", "The bank lied")]
    assert found.claim("The bank lied").presentation.value == "asserted"


def test_another_answer_stands_for_itself() -> None:
    found = read("Asked why the road was closed, the mayor said a bridge had collapsed.")
    assert found.says() == [("mayor (unnamed)", "A bridge collapsed")]


def test_a_silence_leaves_it_open() -> None:
    found = read("When asked whether the dam was safe, the minister declined to comment.")
    assert found.claim("The dam was safe").presentation.value == "unconfirmed"
    assert found.stands() == {("minister (unnamed)", "declined")}


def test_nobody_is_named_asked() -> None:
    text = "Grano’s lawyer, Sofie Lind, said: “We have the receipt.” Asked whether she would publish it, Lind said no."
    found = read(text)
    assert ("Sofie Lind", "Sofie Lind will publish the receipt") in found.says()
    assert ("Sofie Lind", "denies") in found.stands()
    assert all(a.source for a in found.found.attributions)


@pytest.mark.parametrize(
    "text",
    [
        "Correction: An earlier version of this article said that Voss had visited the site in April.",
        "This article was amended on 3 May. An earlier version said that Voss had visited the site in April.",
        "A previous version of this story wrongly stated that Voss had visited the site in April.",
    ],
)
def test_what_a_correction_takes_back_does_not_stand(text: str) -> None:
    found = read(text)
    claim = found.claim("Voss visited the site in April 2026")
    assert claim.presentation.value == "denied"
    assert (OUTLET, "denies") in found.stands()
