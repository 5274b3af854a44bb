"""Who says what, in sentences written for these tests."""

from __future__ import annotations

from pathlib import Path

import pytest

from claims.extraction.attribution import RULES_ONLY, AttributionFinder
from claims.extraction.document import prepare
from claims.extraction.learned import load_learned
from claims.extraction.model import load_model
from claims.extraction.pipeline import joined
from claims.extraction.types import Attribution, Presentation, Spans, Speech

LEARNED = AttributionFinder.load()


def find(text: str, finder: AttributionFinder = LEARNED) -> list[Attribution]:
    nlp, prepared = load_model(), prepare(text)
    return finder.find(joined([nlp(prepared.shadow[p.start : p.end]) for p in prepared.parts], prepared))


def words(text: str, spans: Spans) -> str:
    return " | ".join(text[span.start : span.end] for span in spans)


def triples(text: str, found: list[Attribution]) -> list[tuple[str, str, str]]:
    return [(words(text, a.source), words(text, a.cue), words(text, a.content)) for a in found]


@pytest.mark.parametrize("finder", [LEARNED, AttributionFinder(None)], ids=["learned", "rules"])
def test_plain_indirect_speech_gives_source_cue_and_content(finder: AttributionFinder) -> None:
    text = "The harbour master said the ferry had left on time."
    assert triples(text, find(text, finder)) == [("The harbour master", "said", "the ferry had left on time")]


def test_direct_speech_after_the_speaker_goes_on_belongs_to_the_same_attribution() -> None:
    text = "“We lost the key,” Mayor Ines Dahl said. “It was never found.”"
    [said] = find(text)
    assert words(text, said.source) == "Mayor Ines Dahl"
    assert said.speech is Speech.DIRECT
    assert "We lost the key" in words(text, said.content)
    assert "It was never found" in words(text, said.content)


def test_speech_inside_speech_names_its_parent() -> None:
    text = "A diplomat said that Norland had agreed to withdraw its troops from the valley."
    outer, inner = find(text)
    assert (words(text, outer.source), outer.parent) == ("A diplomat", None)
    assert (words(text, inner.source), inner.parent) == ("Norland", outer.id)
    assert words(text, inner.content).startswith("to withdraw")


@pytest.mark.parametrize(
    "text",
    [
        "A diplomat said that Norland was looking for a way to maintain its fleet.",
        "A diplomat said that Norland would agree to a truce if the harbour was opened.",
        "A diplomat said that anybody who complains about the harbour is sent home.",
        "A diplomat said that Norland had asked for a new harbour.",
    ],
)
def test_what_nobody_has_said_yet_is_no_speech_inside_speech(text: str) -> None:
    assert [a.parent for a in find(text)] == [None]


def test_what_another_party_has_not_confirmed_is_no_part_of_what_was_said() -> None:
    text = "The envoy said that the king had signed the treaty, although the palace has yet to confirm this."
    contents = [words(text, a.content) for a in find(text)]
    assert contents
    assert not any("palace" in content for content in contents)


def test_hearsay_names_nobody() -> None:
    text = "The minister is understood to be selling the villa."
    [heard] = find(text)
    assert heard.source == ()
    assert heard.presentation is Presentation.HEARSAY
    assert "The minister" in words(text, heard.content)


def test_lines_of_a_transcript_are_speech_but_questions_are_not() -> None:
    text = (
        "HOST: Did you close the school?\n\nREYES: We closed two schools in May.\n\n"
        "HOST: Why?\n\nREYES: The auditor said that nobody lost money."
    )
    found = find(text)
    assert [words(text, a.source) for a in found if not a.cue] == ["REYES", "REYES"]
    inner = next(a for a in found if words(text, a.source) == "The auditor")
    assert inner.parent in {a.id for a in found}


def test_a_refusal_to_comment_says_nothing() -> None:
    assert find("The airline declined to comment.") == []
    assert find("The airline did not respond to a request for comment.") == []


def test_times_and_bullets_before_a_line_do_not_become_words_of_it() -> None:
    text = "- 21:55 – The vote will be repeated, the chairman said."
    [said] = find(text)
    assert words(text, said.source) == "the chairman"
    assert words(text, said.content) == "The vote will be repeated"


def test_headlines_in_capitals_keep_their_offsets() -> None:
    text = "BRIDGE WILL CLOSE FOR A YEAR, SAYS ENGINEER\n\nThe bridge was built in 1961."
    prepared = prepare(text)
    assert len(prepared.shadow) == len(text)
    assert "says engineer" in prepared.shadow
    assert prepared.text == text


def test_a_quotation_left_open_goes_on_in_the_next_paragraph() -> None:
    prepared = prepare("“One thing first.\n\n“Then another,” she said.")
    first, second = prepared.quotations
    assert first.continues
    assert not first.closed
    assert second.closed


def test_without_the_learned_file_rules_work_and_say_so(tmp_path: Path) -> None:
    assert load_learned(tmp_path / "missing.npz") is None
    assert AttributionFinder(None).warnings == (RULES_ONLY,)
    assert LEARNED.warnings == ()


def test_what_a_question_tells_is_not_said_by_its_label() -> None:
    text = "Q: The council says the bridge is safe.\n\nA: It is not safe.\n\nQ: Who told you?\n\nA: The mayor told me."
    sources = [[text[s.start : s.end] for s in item.source] for item in find(text)]
    assert ["The council"] in sources
    assert ["Q"] not in sources
    assert not any(":" in source for item in sources for source in item)


def test_an_attribution_at_the_end_of_a_sentence_where_the_verb_looks_like_a_noun() -> None:
    text = "Villa Norte have bid for the striker, Portuguese radio reports."
    assert [text[i.content[0].start : i.content[-1].end] for i in find(text)] == [
        "Villa Norte have bid for the striker"
    ]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        (
            "Opponents said the tram line would cost them 40 trees, a figure the city’s engineers dispute.",
            "the tram line would cost them 40 trees",
        ),
        (
            "Mara Quist claimed that the valve was opened on purpose, a theory the coastguard has ruled out.",
            "that the valve was opened on purpose",
        ),
    ],
)
def test_what_others_hold_of_a_claim_in_apposition_is_no_part_of_it(text: str, content: str) -> None:
    [said] = find(text)
    assert words(text, said.content) == content


def test_an_apposition_that_nobody_else_judges_stays_in_the_content() -> None:
    text = "Mara Quist said the valve was closed by a diver, a figure of local legend."
    [said] = find(text)
    assert words(text, said.content).endswith("legend")


def test_a_wish_not_to_be_named_is_nothing_that_was_said() -> None:
    text = "A clerk, who asked not to be named because she feared for her job, said the ledger was burned."
    assert [words(text, a.content) for a in find(text)] == ["the ledger was burned"]


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        (
            "“She rang the depot and was assured by a controller that the tank was safe,” her lawyer said.",
            "a controller",
            "that the tank was safe",
        ),
        ("The envoy said Tallinn had been promised a reply by Oslo within a month.", "Oslo", "a reply"),
        ("He said the owner was confident that the roof would hold.", "the owner", "that the roof would hold"),
        (
            "She said that her brother had boasted of having paid nobody.",
            "her brother",
            "of having paid nobody",
        ),
        (
            "The magazine told readers that the actor Bo Lund had called the pills “a miracle”.",
            "the actor Bo Lund",
            "the pills “a miracle",
        ),
    ],
)
def test_more_ways_to_tell_what_another_says(text: str, source: str, content: str) -> None:
    outer, inner = sorted(find(text), key=lambda a: -sum(s.end - s.start for s in a.content))
    assert (words(text, inner.source), inner.parent) == (source, outer.id)
    assert words(text, inner.content).rstrip("”") == content


@pytest.mark.parametrize(
    "text",
    [
        "He said the owner was not confident that the roof would hold.",
        "She said that anyone would call the pills a miracle.",
        "She said that he was confident that the roof would hold.",
    ],
)
def test_moods_and_names_that_bring_nobodys_words(text: str) -> None:
    assert len(find(text)) == 1
