"""Where parties stand, in the forms that news has: short texts through the whole pipeline."""

from __future__ import annotations

import pytest

from tests.unit.extraction.extracting import read

BANK = "bank (unnamed)"
# A claim, and words that only its content has.
MOSS = ("Ian Moss told the Post that the bank had known of the fraud.", "known of the fraud")
DEAL = ("The deal has been signed, the Turkish president said.", "deal has been signed")
CRIME = ("Crime has doubled since 2020, the governor, Lee Hart, claimed.", "doubled")
SINGER = ("The singer, Lio Mars, is leaving the label, Billboard reported.", "leaving the label")
NURSES = ("Nurses were told to alter the charts, the whistleblower, Ana Ruiz, told the Times.", "alter the charts")
ACID = ("The firm dumped acid in the river, Greenwatch alleges.", "dumped acid")
BRANCHES = ("The bank will close 40 branches, Bloomberg reported.", "close 40 branches")
LOSSES = ("The firm hid the losses, two former staff told Bloomberg.", "hid the losses")
DROPPED = ("The label dropped her, Variety reported, citing her lawyer.", "dropped her")
PORT = ("The minister, Ana Lopes, says the port will open in May.", "port will open")
JET = ("Officials in Ankara say the jet crossed the border", "jet crossed")
CASH = ("Marsh was paid in cash, two players told the Daily Post.", "paid in cash")


def positions(text: str, words: str) -> list[tuple[str | None, str]]:
    """The positions on the claim whose content has these words, in a text of the Daily Post."""
    found = read(text, outlet="Daily Post")
    claim = next(a for a in found.found.attributions if words in found.literal(a.content))
    return [(position.party, position.stance.value) for position in claim.positions]


@pytest.mark.parametrize(
    ("claim", "answer", "party", "stance"),
    [
        (MOSS, "His version was supported by a second clerk, Ona Reed.", "Ona Reed", "confirms"),
        (DEAL, "The Kremlin said it had no information about that.", "Government of Russia", "not_confirmed"),
        (CRIME, "Her predecessor, Sam Ortiz, said that was wrong.", "Sam Ortiz", "denies"),
        (CRIME, "Her rival, Sam Ortiz, challenged the figure.", "Sam Ortiz", "rejects"),
        (CRIME, '"She is making it up," said her rival, Sam Ortiz.', "Sam Ortiz", "denies"),
        (SINGER, "Mars and the label both declined to comment.", "label (unnamed)", "declined"),
        (SINGER, "The label was contacted for comment.", "label (unnamed)", "no_answer"),
        (SINGER, "The label confirmed the news in a post on X.", "label (unnamed)", "confirms"),
        (SINGER, "The label denied the report.", "label (unnamed)", "denies"),
        (NURSES, "The hospital said this was categorically untrue.", "hospital (unnamed)", "denies"),
        (NURSES, "Two other nurses gave the same account.", "two other nurses (unnamed)", "confirms"),
        (NURSES, "Her claims are contested by the hospital.", "hospital (unnamed)", "denies"),
        (ACID, 'In a statement, the firm rejected the allegations as "unfounded".', "firm (unnamed)", "rejects"),
        (ACID, "The firm strongly refutes this.", "firm (unnamed)", "denies"),
        (BRANCHES, "The bank declined to comment.", BANK, "declined"),
        (LOSSES, "The firm rejects this.", "firm (unnamed)", "rejects"),
        (DROPPED, "The label did not respond to a request for comment.", "label (unnamed)", "no_answer"),
        (MOSS, "The bank said it did not comment on leaks.", BANK, "declined"),
        (MOSS, "The bank said it does not comment on individual cases.", BANK, "declined"),
        (
            MOSS,
            "A spokesperson for the bank said it did not comment on leaks.",
            "spokesperson for the bank (unnamed)",
            "declined",
        ),
        (
            MOSS,
            '"We do not comment on leaks," a spokesman for the bank said.',
            "spokesman for the bank (unnamed)",
            "declined",
        ),
        (MOSS, "His claims are contested by the bank.", BANK, "denies"),
        (MOSS, "But Tom Hale, who ran the bank, says Moss is mistaken.", "Tom Hale", "denies"),
        (PORT, '"It won\'t," said the chief engineer, Rui Costa.', "Rui Costa", "denies"),
        (JET, ", a claim disputed by Athens.", "Government of Greece", "denies"),
        (JET, ". NATO declined to say whether it had.", "NATO", "declined"),
        (CASH, 'His agent, Lou Bell, said the story was "made up".', "Lou Bell", "denies"),
    ],
)
def test_a_party_stands_where_the_text_says(claim: tuple[str, str], answer: str, party: str, stance: str) -> None:
    told, words = claim
    text = f"{told}{answer}" if answer[0] in ",." else f"{told} {answer}"
    assert (party, stance) in positions(text, words)


@pytest.mark.parametrize(
    "answer",
    [
        "A spokesperson for the bank said it did not comment on leaks.",
        "The bank declined to comment.",
    ],
)
def test_the_paper_that_was_told_takes_no_stand(answer: str) -> None:
    told, words = MOSS
    assert not any(party == "Daily Post" for party, _stance in positions(f"{told} {answer}", words))
