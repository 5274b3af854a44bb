"""Whom the words mean: names, offices, pronouns, bodies, governments, the nameless."""

from __future__ import annotations

import pytest

from claims.extraction import speakers
from claims.extraction.types import SpeakerKind
from tests.unit.extraction.reading import parsed
from tests.unit.extraction.telling import Telling


def test_a_surname_and_a_pronoun_mean_the_person_named_in_full() -> None:
    told = Telling(
        "Finnish President Aino Laakso said the border would stay open. Laakso said so "
        "twice. She added that guards were ready."
    )
    told.said("Finnish President Aino Laakso", "said", "the border would stay open")
    told.said("Laakso", "said", "so twice", near="Laakso said so")
    told.said("She", "added", "that guards were ready")
    assert told.names() == ["Aino Laakso"] * 3


def test_of_two_people_with_one_surname_the_title_decides() -> None:
    told = Telling(
        "Banker Peter Moss and his sister, the novelist Clara Moss, spoke in court. Mr Moss said he was broke. "
        "Ms Moss said she had lent him nothing."
    )
    told.said("Mr Moss", "said", "he was broke").said("Ms Moss", "said", "she had lent him nothing")
    assert told.names() == ["Peter Moss", "Clara Moss"]


def test_an_office_means_whoever_holds_it_in_the_text() -> None:
    told = Telling("The energy minister, Ruth Adeyemi, opened the plant. It will run for years, the minister said.")
    told.said("the minister", "said", "It will run for years")
    assert told.names() == ["Ruth Adeyemi"]


def test_an_office_in_capitals_is_no_name() -> None:
    told = Telling(
        "The Prime Minister, Adele Hall, was late. The Shadow Transport Secretary, Kai Lund, said so. "
        "The Prime Minister said trains were to blame."
    )
    told.said("The Shadow Transport Secretary, Kai Lund,", "said", "so")
    told.said("The Prime Minister", "said", "trains were to blame", near="The Prime Minister said")
    assert told.names() == ["Kai Lund", "Adele Hall"]


def test_a_body_is_known_by_the_last_word_of_its_name_or_by_what_it_is_called() -> None:
    told = Telling("Westermeer Zoo and Corvid Partners, an activist fund, met. The zoo said no. The fund said yes.")
    told.said("The zoo", "said", "no").said("The fund", "said", "yes", near="The fund")
    assert told.names() == ["Westermeer Zoo", "Corvid Partners"]


def test_the_other_is_whoever_is_named_beside_it() -> None:
    told = Telling("Two clubs made offers. The other, Rhein United, said it had not.")
    assert told.said("The other, Rhein United,", "said", "it had not").names() == ["Rhein United"]


def test_the_boss_is_the_chief_executive() -> None:
    told = Telling("Chief executive Tom Garvey bought shares on Monday. The boss said trade was brisk.")
    assert told.said("The boss", "said", "trade was brisk").names() == ["Tom Garvey"]


def test_a_prime_minister_is_not_the_minister_of_something_else() -> None:
    told = Telling(
        "The prime minister, Ida Holt, arrived with the transport minister, Kai Lund. "
        "The transport minister said buses were late."
    )
    assert told.said("The transport minister", "said", "buses were late").names() == ["Kai Lund"]


@pytest.mark.parametrize(
    ("place", "name"),
    [
        ("Moscow", "Government of Russia"),
        ("The Kremlin", "Government of Russia"),
        ("10 Downing Street", "Government of the United Kingdom"),
        ("Brussels", "European Union"),
        ("Nairobi", "Government of Kenya"),
        ("Portugal", "Government of Portugal"),
    ],
)
def test_a_capital_that_speaks_means_its_government(place: str, name: str) -> None:
    told = Telling(f"{place} said on Friday that talks would go on.").said(place, "said", "that talks would go on")
    assert told.names() == [name]


def test_a_name_beside_a_description_is_the_speaker() -> None:
    told = Telling("The dockers' union, Harbour Voice, says the cranes are unsafe.")
    told.said("The dockers' union, Harbour Voice,", "says", "the cranes are unsafe")
    assert told.names() == ["Harbour Voice"]


def test_a_spokesman_for_somebody_named_stays_a_spokesman() -> None:
    told = Telling("A spokesman for the mayor's brother, Count Orlo, said nothing was missing.")
    told.said("A spokesman for the mayor's brother, Count Orlo,", "said", "nothing was missing")
    assert told.names()[0] is not None
    assert told.names()[0].startswith("spokesman for the mayor's brother")  # type: ignore[union-attr]
    assert told.read()[0].speaker.kind is SpeakerKind.UNNAMED  # type: ignore[union-attr]


def test_somebody_without_a_name_gets_the_name_that_follows() -> None:
    told = Telling("A nurse has told how wards ran out of beds. Maria Quill, 34, says she slept in a cupboard.")
    told.said("A nurse", "has told", "how wards ran out of beds").said(
        "Maria Quill, 34,", "says", "she slept in a cupboard"
    )
    assert told.names() == ["Maria Quill", "Maria Quill"]


def test_a_source_keeps_no_name_even_if_somebody_is_named_next() -> None:
    told = Telling("A source said the deal was dead. Union leader Amir Haddad said he had not heard.")
    told.said("A source", "said", "the deal was dead").said("Union leader Amir Haddad", "said", "he had not heard")
    assert told.names() == ["source (unnamed)", "Amir Haddad"]


def test_an_age_or_a_family_tie_points_at_the_person_at_hand() -> None:
    told = Telling(
        'Karin Falk, 52, lost her home. "I am furious," the mum-of-three said. The 52-year-old said she would sue.'
    )
    told.said("the mum-of-three", "said", '"I am furious,"').said("The 52-year-old", "said", "she would sue")
    assert told.names() == ["Karin Falk", "Karin Falk"]


def test_quoted_i_is_whoever_is_quoted_and_he_is_somebody_else() -> None:
    told = Telling('Hana Brandt met Otto Keller. "He promised me a job. I believe it still," Brandt said.')
    told.said("Brandt", "said", '"He promised me a job. I believe it still,"', near="Brandt said")
    told.said("He", "promised", "me a job", parent="a1").said("I", "believe", "it still", parent="a1")
    assert told.names() == ["Hana Brandt", "Otto Keller", "Hana Brandt"]


def test_they_are_the_company_spoken_of_before() -> None:
    told = Telling(
        "Engineer Bea Lin called the company's offer a joke. \"They told us to be "
        'quiet," she said. Nordal, the lift maker, had offered 1 per cent.'
    )
    told.said("she", "said", '"They told us to be quiet,"').said("They", "told", "us to be quiet", parent="a1")
    assert told.names() == ["Bea Lin", "Nordal"]


def test_groups_and_papers_stay_nameless_but_stand_alone() -> None:
    told = Telling(
        "The minister, Per Dahl, wept. Two of his aides said he would go. Leaked minutes seen by us show a row."
    )
    told.said("Two of his aides", "said", "he would go").said("Leaked minutes seen by us", "show", "a row")
    assert told.names() == ["two aides of Per Dahl (unnamed)", "leaked minutes (unnamed)"]


def test_a_ministry_belongs_to_the_state_the_text_is_about() -> None:
    told = Telling("Fires spread across Portugal on Sunday. The defence ministry said Lisbon was safe.")
    assert told.said("The defence ministry", "said", "Lisbon was safe").names() == ["Ministry of Defence of Portugal"]


def test_our_poll_is_the_outlet_and_no_source_is_nobody() -> None:
    told = Telling("Our poll puts the Greens first. Votes are said to be missing.", publisher="Coast FM")
    told.said("Our poll", "puts", "the Greens first").said("", "are said", "Votes")
    assert told.names() == ["Coast FM", None]


def test_labels_of_a_transcript_are_people() -> None:
    told = Telling("Senator Wade Boyd met Carla Reyes.\n\nREYES: Nine schools merged.\n\nWB: That is wrong.")
    told.said("REYES", ":", "Nine schools merged.", near="REYES:").said("WB", ":", "That is wrong.", near="WB:")
    assert told.names() == ["Carla Reyes", "Wade Boyd"]


def test_a_first_name_that_misleads_gives_way_to_the_pronoun() -> None:
    told = Telling("Runner Desta Bekele won on Sunday. She said the heat was awful.")
    assert told.said("She", "said", "the heat was awful").names() == ["Desta Bekele"]


def test_a_dateline_is_no_party() -> None:
    told = Telling("TULSA, Okla. — Lawyers for the family said the video was cut. The lawyers said so again.")
    told.said("Lawyers for the family", "said", "the video was cut").said("The lawyers", "said", "so again")
    assert told.names() == ["lawyers for the family (unnamed)"] * 2


def test_every_speaker_is_listed_once_with_the_names_the_text_uses() -> None:
    told = Telling(
        "Chancellor Olga Brandt said rates would fall. Brandt said it again. The Treasury declined to comment."
    )
    told.said("Chancellor Olga Brandt", "said", "rates would fall").said(
        "Brandt", "said", "it again", near="Brandt said it"
    )
    doc = parsed(told.text)
    found = speakers.document_speakers(doc, speakers.resolve(doc, told.attributions))
    assert [s.name for s in found] == ["Olga Brandt"]
    assert "Brandt" in found[0].aliases
    assert found[0].description == "Chancellor"


def test_each_resolution_says_why() -> None:
    told = Telling("Moscow said no. Ivo Petrov said yes. He laughed and said maybe.")
    told.said("Moscow", "said", "no").said("Ivo Petrov", "said", "yes").said("He", "said", "maybe", near="He laughed")
    reasons = [a.speaker.reason for a in told.read() if a.speaker]
    assert reasons == ["metonym: Moscow", "full name", "pronoun: he"]
    assert all(0 < a.speaker.confidence <= 1 for a in told.read() if a.speaker)


DEBATE = (
    "MODERATOR: Senator Cole, you said that Governor Diaz had raised taxes.\n\nCOLE: She did.\n\n"
    "MODERATOR: You also said that the state was broke.\n\nDIAZ: He never read the books.\n\nCOLE: I did."
)


@pytest.mark.parametrize(
    ("near", "content", "name"),
    [
        ("Senator Cole, you", "that Governor Diaz had raised taxes", "Cole"),  # called by name
        ("You also", "that the state was broke", "Diaz"),  # whoever answers
    ],
)
def test_you_in_a_question_is_who_is_called_or_who_answers(near: str, content: str, name: str) -> None:
    found = Telling(DEBATE).said("you" if near.startswith("Senator") else "You", "said", content, near=near).names()
    assert [str(found[0]).casefold()] == [name.casefold()]


def test_letters_after_a_name_are_no_part_of_it() -> None:
    told = Telling("Daniel Achebe KC told jurors that the fund was empty.")
    assert told.said("Daniel Achebe KC", "told", "that the fund was empty").names() == ["Daniel Achebe"]
