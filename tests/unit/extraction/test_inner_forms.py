"""Speech inside speech, in the forms that news has: one sentence a form, through the whole pipeline."""

from __future__ import annotations

import pytest

from claims.extraction.types import Attribution
from tests.unit.extraction.extracting import Read, read


def inner(found: Read, cue: str) -> Attribution:
    """The attribution inside another one that has this word in its cue."""
    return next(a for a in found.found.attributions if a.parent is not None and cue in found.literal(a.cue))


@pytest.mark.parametrize(
    ("text", "who", "cue"),
    [
        ("Police said a witness reported seeing two men run towards the canal.", "witness", "reported"),
        ("Hughes recalled his father saying that the mine would outlive them all.", "father", "saying"),
        ("Officials in Kyiv said Moscow had accused them of shelling the plant.", "Moscow", "accused"),
        ("The prosecutor told jurors that Hale had boasted to friends about the money.", "Hale", "boasted"),
        ("Her lawyer said the police never told her that she was a suspect.", "police", "told"),
        ("The ambassador said he understood from Ankara that a deal was close.", "Ankara", "understood"),
        ("Mr Reyes said that the judge, according to his lawyer, had called the case weak.", "lawyer", "according"),
        ("Brandt insisted that the allegation by the union that she had lied was false.", "union", "allegation"),
        (
            "The senator rejected the suggestion, made by the watchdog, that donors had been favoured.",
            "watchdog",
            "suggestion",
        ),
        ('The court heard that Mills had texted his wife: "It is done."', "Mills", "texted"),
        ("In a message to staff, the editor said owners had made clear that cuts were coming.", "owners", "made clear"),
        (
            "The governor's office said the state police had concluded that no crime was committed.",
            "police",
            "concluded",
        ),
        ("Mr Sato complained that his rival had called him a thief.", "rival", "called"),
        ("Asked about the memo, Lund said Berg had described it as a forgery.", "Berg", "described"),
        ("The premier said that Unicef had put the number of dead at 300.", "Unicef", "put"),
        (
            "The lawyer said that the witness's statement that he saw Cole at the scene was a lie.",
            "witness",
            "statement",
        ),
        ("The airline said the crew reported smoke in the cabin shortly after take-off.", "crew", "reported"),
        ("Lavrov said Witkoff had conveyed that Kyiv was ready to talk.", "Witkoff", "conveyed"),
        ("The spokeswoman said the king had expressed regret that the letters were lost.", "king", "expressed"),
        (
            "The ex-minister wrote in his memoir that the queen had remarked that wars were easier to start.",
            "queen",
            "remarked",
        ),
        ("The farmers say the ministry let them know that the ban would be lifted.", "ministry", "let"),
        ("The coroner said Mrs Lane's daughter had begged staff to call an ambulance.", "daughter", "begged"),
        ("The regulator said Corvex had reported no deaths in the trial.", "Corvex", "reported"),
        ("Sources in the club say the owner has made it clear that Ruiz will go.", "owner", "made"),
        ("Moscow says that Kyiv's assertion that its drone was shot down is false.", "Kyiv", "assertion"),
        ("The embassy said that, according to the hospital, both men were stable.", "hospital", "according"),
        ("The general said Kyiv's spy chief had told him the bridge would be hit.", "spy chief", "told"),
        ("The museum said experts had concluded that the painting was a copy.", "experts", "concluded"),
        ("The ministry said satellite images proved that the convoy had turned back.", "images", "proved"),
        ("Zhou's wife said police had phoned to say that he had been released.", "police", "say"),
        (
            "The coach said the referee had apologised to him and admitted that the goal was good.",
            "referee",
            "admitted",
        ),
        ("The bank's chairman wrote that regulators had repeatedly praised its controls.", "regulators", "praised"),
    ],
)
def test_whoever_speaks_inside_somebody_elses_words_is_found(text: str, who: str, cue: str) -> None:
    found = read(text)
    assert who in found.literal(inner(found, cue).source)


@pytest.mark.parametrize(
    ("text", "outer", "source", "cue", "brought"),
    [
        (
            "An engineer had told him, he said, that they were too long for the wharf.",
            "An engineer had told him … that they were too long for the wharf",
            "An engineer",
            "had told",
            "that they were too long for the wharf",
        ),
        (
            "She has been told by drivers, she said, that soldiers had warned them the day before.",
            "She has been told by drivers … that soldiers had warned them the day before",
            "drivers",
            "has been told",
            "that soldiers had warned them the day before",
        ),
        (
            "The Palace of Moncloa was confident, a Spanish diplomat said, that both capitals wanted a door.",
            "The Palace of Moncloa was confident … that both capitals wanted a door",
            "The Palace of Moncloa",
            "was confident",
            "that both capitals wanted a door",
        ),
        (
            "What he had said in March, he explained, was that not one drop had been spilled.",
            "What he had said in March … was that not one drop had been spilled",
            "he",
            "had said",
            "that not one drop had been spilled",
        ),
        (
            "A teacher warned her, she liked to recall, that mountains made hands ugly.",
            "A teacher warned her … that mountains made hands ugly",
            "A teacher",
            "warned",
            "that mountains made hands ugly",
        ),
    ],
)
def test_a_speaker_put_between_says_what_stands_around_him(
    text: str, outer: str, source: str, cue: str, brought: str
) -> None:
    found = read(text)
    told = inner(found, cue)
    assert (found.literal(told.source), found.literal(told.content)) == (source, brought)
    parent = next(a for a in found.found.attributions if a.id == told.parent)
    assert found.literal(parent.content) == outer


def test_a_content_goes_on_with_the_clause_that_belongs_to_it() -> None:
    found = read(
        "Supporters’ group Falcon Voice claim the board promised them in August that no record fee would be paid."
    )
    outer = next(a for a in found.found.attributions if a.parent is None)
    assert found.literal(outer.content).endswith("in August that no record fee would be paid")
    assert found.literal(inner(found, "promised").content) == "that no record fee would be paid"


def test_whoever_closes_the_sentence_says_it_and_not_the_paper() -> None:
    found = read(
        "Nurses were told to alter the charts, the whistleblower, Ana Ruiz, told the Times. The hospital said no."
    )
    told = next(a for a in found.found.attributions if "told" in found.literal(a.cue) and a.parent is None)
    assert found.literal(told.source) == "the whistleblower, Ana Ruiz"
    assert found.literal(told.content) == "Nurses were told to alter the charts"


def test_never_to_have_told_somebody_is_told_too() -> None:
    found = read("Her lawyer said the police never told her that she was a suspect.")
    assert found.literal(inner(found, "told").content) == "that she was a suspect"
