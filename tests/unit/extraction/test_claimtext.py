"""Claim texts stand by themselves and say no more than the text does."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.extraction.claimtext import build
from claims.extraction.types import Attribution, Claim, Presentation, Span, SpeakerKind, Speech
from tests.unit.extraction.reading import parsed, said

PUBLISHED = date(2025, 9, 1)  # a Monday


def claims_of(text: str, *attributions: Attribution, published_at: date | None = PUBLISHED) -> list[Claim]:
    return build(parsed(text), list(attributions), published_at)


def text_of(text: str, *attributions: Attribution, published_at: date | None = PUBLISHED) -> str:
    (claim,) = claims_of(text, *attributions, published_at=published_at)
    return claim.text


def test_the_envoys_words_about_putin_are_a_claim_about_putin() -> None:
    text = "US special envoy Steve Witkoff noted that Vladimir Putin had agreed on security guarantees for Ukraine."
    attribution = said(
        text,
        "US special envoy Steve Witkoff",
        "noted",
        "that Vladimir Putin had agreed on security guarantees for Ukraine",
        speaker="Steve Witkoff",
        presentation=Presentation.UNCONFIRMED,
    )
    (claim,) = claims_of(text, attribution)
    assert claim.text == "Vladimir Putin agreed on security guarantees for Ukraine"
    assert claim.about[0] == "Vladimir Putin"
    assert claim.presentation is Presentation.UNCONFIRMED
    assert claim.attribution == "a1"


def test_a_short_name_and_a_pronoun_become_the_full_name() -> None:
    text = "Vladimir Putin spoke in China. Putin says he reached a deal with US President Donald Trump last month."
    attribution = said(
        text,
        "Putin",
        "says",
        "he reached a deal with US President Donald Trump last month",
        speaker="Vladimir Putin",
    )
    expected = "Vladimir Putin reached a deal with Donald Trump in August 2025"
    assert text_of(text, attribution) == expected


def test_i_in_a_quotation_is_the_speaker_and_the_verb_agrees() -> None:
    text = "“I have not called Signe and I am not sorry,” said Mads Krogh."
    attribution = said(
        text,
        "Mads Krogh",
        "said",
        "“I have not called Signe and I am not sorry,”",
        speaker="Mads Krogh",
        speech=Speech.DIRECT,
    )
    assert [c.text for c in claims_of(text, attribution)] == [
        "Mads Krogh has not called Signe",
        "Mads Krogh is not sorry",
    ]


def test_i_inside_an_inner_attribution_is_whoever_is_quoted_outside() -> None:
    text = "“He ordered me to bin the report,” Karen Doyle claims."
    outer = said(
        text,
        "Karen Doyle",
        "claims",
        "“He ordered me to bin the report,”",
        speaker="Karen Doyle",
        speech=Speech.DIRECT,
    )
    inner = said(
        text,
        "He",
        "ordered",
        "me to bin the report",
        speaker="Rupert Haines",
        speech=Speech.DIRECT,
        parent="a1",
        id="a2",
    )
    assert claims_of(text, outer, inner)[1].text == "Rupert Haines ordered Karen Doyle to bin the report"


@pytest.mark.parametrize(
    ("text", "source", "cue", "content", "speaker", "expected"),
    [
        (
            "The mayor accused the governor of hiding the inspection results.",
            "The mayor",
            "accused",
            "the governor of hiding the inspection results",
            None,
            "The governor hid the inspection results",
        ),
        (
            "Nils Halvorsen denies removing any records.",
            "Nils Halvorsen",
            "denies",
            "removing any records",
            "Nils Halvorsen",
            "Nils Halvorsen removed records",
        ),
        (
            "The far-right Dawn party alleges fraud in two Copenhagen districts.",
            "The far-right Dawn party",
            "alleges",
            "fraud in two Copenhagen districts",
            None,
            "There was fraud in two Copenhagen districts",
        ),
        (
            "Zelensky criticized the West's proposals as unbalanced.",
            "Zelensky",
            "criticized",
            "the West's proposals as unbalanced",
            None,
            "The West's proposals are unbalanced",
        ),
        (
            "The union leader called the pay offer an insult.",
            "The union leader",
            "called",
            "the pay offer an insult",
            None,
            "The pay offer is an insult",
        ),
        (
            "Economists surveyed by the institute expect growth of 1.2 per cent.",
            "Economists surveyed by the institute",
            "expect",
            "growth of 1.2 per cent",
            None,
            "There will be growth of 1.2 per cent",
        ),
        (
            "The company expects sales to fall by 15% in 2026.",
            "The company",
            "expects",
            "sales to fall by 15% in 2026",
            None,
            "Sales will fall by 15% in 2026",
        ),
        (
            "Ballot papers are said to have gone missing in Vejle.",
            "",
            "are said",
            ("Ballot papers", "to have gone missing in Vejle"),
            None,
            "Ballot papers have gone missing in Vejle",
        ),
        (
            "The palace blamed the drought for the fire.",
            "The palace",
            "blamed",
            "the drought for the fire",
            None,
            "The drought is to blame for the fire",
        ),
        (
            "The handling company puts turnout at 41 per cent.",
            "The handling company",
            "puts",
            "turnout at 41 per cent",
            None,
            "Turnout is at 41 per cent",
        ),
        (
            "The minister did not say whether the troops would leave.",
            "The minister",
            "did not say",
            "whether the troops would leave",
            None,
            "The troops will leave",
        ),
    ],
)
def test_contents_that_are_no_clause_become_one(
    text: str, source: str, cue: str, content: str | tuple[str, ...], speaker: str | None, expected: str
) -> None:
    pieces = (content,) if isinstance(content, str) else content
    assert text_of(text, said(text, source, cue, *pieces, speaker=speaker)) == expected


def test_an_order_stays_with_whoever_gives_it() -> None:
    text = "Labour MP Yasmin Kerr urged shoppers to unplug the model."
    attribution = said(text, "Labour MP Yasmin Kerr", "urged", "shoppers to unplug the model", speaker="Yasmin Kerr")
    assert text_of(text, attribution) == "Yasmin Kerr urged shoppers to unplug the model"


def test_an_embedded_question_is_not_turned_into_a_statement() -> None:
    text = "Inês Carmo would not say when the review would end."
    attribution = said(text, "Inês Carmo", "would not say", "when the review would end", speaker="Inês Carmo")
    assert text_of(text, attribution) == "Inês Carmo would not say when the review would end"


def test_an_imperative_quotation_keeps_its_marks_and_its_words() -> None:
    text = "“Do not put this in writing again,” Lars Halvorsen replied."
    attribution = said(
        text,
        "Lars Halvorsen",
        "replied",
        "“Do not put this in writing again,”",
        speaker="Lars Halvorsen",
        speech=Speech.DIRECT,
    )
    assert text_of(text, attribution) == "Lars Halvorsen replied: “Do not put this in writing again”"


def test_joined_clauses_become_claims_with_spans_of_their_own() -> None:
    text = "The minister said that the bridge was closed and the trains had stopped."
    attribution = said(text, "The minister", "said", "that the bridge was closed and the trains had stopped")
    first, second = claims_of(text, attribution)
    assert first.text == "The bridge was closed"
    assert second.text == "The trains stopped" or second.text == "The trains had stopped"
    assert first.span.end <= second.span.start


def test_joined_verbs_share_their_subject() -> None:
    text = "Police said Craig Sykes paid the ransom and left the country."
    attribution = said(text, "Police", "said", "Craig Sykes paid the ransom and left the country")
    assert [c.text for c in claims_of(text, attribution)] == [
        "Craig Sykes paid the ransom",
        "Craig Sykes left the country",
    ]


def test_a_conditional_is_not_split_and_its_condition_is_marked() -> None:
    text = "If there is no deal by Friday, Vilar told reporters, the cleaners will join in."
    attribution = said(text, "Vilar", "told", "If there is no deal by Friday", "the cleaners will join in")
    (claim,) = claims_of(text, attribution)
    assert claim.text == "If there is no deal by 5 September 2025, the cleaners will join in"
    assert claim.condition is not None
    assert text[claim.condition.start : claim.condition.end] == "If there is no deal by Friday"


def test_would_stays_where_it_depends_on_a_condition() -> None:
    text = "Macron said it would demonstrate bad faith if there was no agreement."
    attribution = said(text, "Macron", "said", "it would demonstrate bad faith if there was no agreement")
    assert "would demonstrate" in text_of(text, attribution)


def test_tenses_inside_quotation_marks_are_left_alone() -> None:
    text = "“The bank would never agree,” he said."
    attribution = said(text, "he", "said", "“The bank would never agree,”", speech=Speech.DIRECT)
    assert text_of(text, attribution) == "The bank would never agree"


def test_without_a_publication_date_the_dates_stay_as_written() -> None:
    text = "Police said the bridge fell yesterday."
    attribution = said(text, "Police", "said", "the bridge fell yesterday")
    assert text_of(text, attribution, published_at=None) == "The bridge fell yesterday"
    assert text_of(text, attribution) == "The bridge fell on 31 August 2025"


def test_it_in_the_mouth_of_a_body_is_that_body() -> None:
    text = "Nicosia says it opened an inquiry in 2023."
    attribution = said(
        text,
        "Nicosia",
        "says",
        "it opened an inquiry in 2023",
        speaker="Government of Cyprus",
        kind=SpeakerKind.GOVERNMENT,
    )
    assert text_of(text, attribution) == "The Government of Cyprus opened an inquiry in 2023"


def test_it_that_could_mean_a_thing_is_left_alone() -> None:
    text = "Anna Weiss said it would cost too much."
    attribution = said(text, "Anna Weiss", "said", "it would cost too much", speaker="Anna Weiss")
    assert text_of(text, attribution).startswith("It ")


def test_who_is_told_is_not_part_of_what_is_said() -> None:
    text = "The doctor told the Ledger that fewer than seven in ten children have had both doses."
    attribution = said(
        text, "The doctor", "told", "the Ledger that fewer than seven in ten children have had both doses"
    )
    assert text_of(text, attribution) == "Fewer than seven in ten children have had both doses"


def test_a_bare_noun_is_told_apart_by_the_only_fuller_phrase_before() -> None:
    text = "The leader praised the night bonus scheme. Paz said the scheme was under review."
    attribution = said(text, "Paz", "said", "the scheme was under review", speaker="Henrique Paz")
    assert text_of(text, attribution) == "The night bonus scheme was under review"


def test_a_bare_noun_with_two_fuller_phrases_before_stays() -> None:
    text = "The night bonus scheme ended. The car park scheme went on. Paz said the scheme was under review."
    attribution = said(text, "Paz", "said", "the scheme was under review", speaker="Henrique Paz")
    assert text_of(text, attribution) == "The scheme was under review"


def test_claims_come_in_the_order_of_the_attributions_and_twice_the_same() -> None:
    text = "Anna Weiss said the bridge fell. Police said the road was closed."
    pair = (
        said(text, "Anna Weiss", "said", "the bridge fell", speaker="Anna Weiss"),
        said(text, "Police", "said", "the road was closed", id="a2"),
    )
    first, second = claims_of(text, *pair), claims_of(text, *pair)
    assert [c.attribution for c in first] == ["a1", "a2"]
    assert first == second


_PIECES = """
He she it said that “ ” " ' , . : – the minister had agreed to leave yesterday and I we they which of hiding not any
Putin Trump 5 2024 will would be been going 😀 ا ש é ’s n’t (
"""
_WORD = st.sampled_from([*_PIECES.split(), "\n", "\u00a0", "\u200b"])


@settings(max_examples=40, deadline=None)
@given(st.lists(_WORD, min_size=1, max_size=40), st.data())
def test_any_spans_of_any_text_give_claims_inside_it_and_never_fail(words: list[str], data: st.DataObject) -> None:
    text = " ".join(words)
    position = st.integers(0, len(text))

    def some() -> tuple[Span, ...]:
        ends = sorted(data.draw(st.lists(position, min_size=2, max_size=4)))
        return tuple(Span(a, b) for a, b in zip(ends[::2], ends[1::2], strict=False) if a < b)

    attributions = [
        Attribution(f"a{n}", some(), some(), some(), None if n == 0 else "a0", speech=speech)
        for n, speech in enumerate(data.draw(st.lists(st.sampled_from(Speech), min_size=1, max_size=3)))
    ]
    for claim in claims_of(text, *attributions):
        assert 0 <= claim.span.start < claim.span.end <= len(text)
        assert all(claim.span.start <= s.start < s.end <= claim.span.end for s in claim.spans)
        assert claim.text.strip()
        assert "\n" not in claim.text
        assert claim.condition is None or 0 <= claim.condition.start < claim.condition.end <= len(text)


_FUNCTION = "the a an is are was were be been has have had do does did will would there to by in on of and not some"
_FUNCTION_WORDS = frozenset(_FUNCTION.split())


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        (
            "The company said profits had doubled in the spring.",
            "The company",
            "said",
            "profits had doubled in the spring",
        ),
        ("Critics argue the plan ignores the river.", "Critics", "argue", "the plan ignores the river"),
        ("A clerk recalled the boss carrying boxes out.", "A clerk", "recalled", "the boss carrying boxes out"),
    ],
)
def test_every_word_of_a_claim_is_the_texts_or_a_function_word(text: str, source: str, cue: str, content: str) -> None:
    written = text_of(text, said(text, source, cue, content))
    stems = {word[:4] for word in re.findall(r"\w+", text.lower())}
    extra = [w for w in re.findall(r"\w+", written.lower()) if w[:4] not in stems and w not in _FUNCTION_WORDS]
    assert extra == []


@pytest.mark.parametrize(
    ("text", "cue", "content", "expected"),
    [
        (
            "The Online Safety Bill was read on Monday. Ann Lee said the bill would fail.",
            "said",
            "the bill would fail",
            "The Online Safety Bill will fail",
        ),
        (
            "A merger with Gulfwing was agreed in March. Ann Lee said the deal was dead.",
            "said",
            "the deal was dead",
            "The merger with Gulfwing was dead",
        ),
        (
            "The comedy Sideways opened on Friday. Ann Lee said the comedy was too long.",
            "said",
            "the comedy was too long",
            "The comedy Sideways was too long",
        ),
        (
            "A fire in the tyre factory has been put out. Ann Lee said it was arson.",
            "said",
            "it was arson",
            "The fire in the tyre factory was arson",
        ),
        (
            "The mayor bought a horse in Ghent. Ann Lee said it was wrong to blame him.",
            "said",
            "it was wrong to blame Marc Dietz",
            "",
        ),
        (
            "Ferries sail to Malta. Ann Lee said nobody lived there.",
            "said",
            "nobody lived there",
            "Nobody lived in Malta",
        ),
        (
            "Ann Lee said nobody was hurt overnight. Ferries sail to Kalvø.",
            "said",
            "nobody was hurt overnight",
            "Nobody was hurt in the night to 1 September 2025",
        ),
    ],
)
def test_things_are_named_as_the_text_named_them(text: str, cue: str, content: str, expected: str) -> None:
    if not expected:
        text = text.replace("him.", "Marc Dietz.")
        expected = "It was wrong to blame Marc Dietz"
    assert text_of(text, said(text, "Ann Lee", cue, content, speaker="Ann Lee")) == expected
