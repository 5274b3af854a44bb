"""Stands that answer a whole story, and who is named for them."""

from __future__ import annotations

import pytest

from tests.unit.extraction.telling import Telling, text_of


def test_a_denial_of_her_story_reaches_the_headline_of_a_nameless_one() -> None:
    told = Telling(
        "TENANT SAYS LANDLORD CUT THE HEATING\n\nTom Baird, a landlord in Leith, cut the heating in January, a tenant"
        " has said.\n\nMeera Shah told us that Baird had cut the heating to punish her.\n\n"
        "Baird called her story a lie."
    )
    told.said("TENANT", "SAYS", "LANDLORD CUT THE HEATING")
    told.said("a tenant", "has said", "Tom Baird, a landlord in Leith, cut the heating in January", near="Tom Baird")
    told.said("Meera Shah", "told", "that Baird had cut the heating to punish her")
    assert [told.stands(n) for n in range(3)] == [[("Tom Baird", "denies")]] * 3


def test_the_words_that_name_a_party_are_those_of_whoever_tells_of_the_stand() -> None:
    text = (
        "Ann Voss said the dam was cracked. The utility's director, Lars Holm, said on Friday he did not accept that."
    )
    told = Telling(text).said("Ann Voss", "said", "the dam was cracked")
    assert told.stands() == [("Lars Holm", "rejects")]
    assert text_of(told, told.read()[0].contested_by) == ["The utility's director, Lars Holm"]


def test_what_stands_between_commas_belongs_to_the_words_for_the_party() -> None:
    text = "Ann Voss said the dam was cracked. Lars Holm, speaking by telephone, denied this."
    told = Telling(text).said("Ann Voss", "said", "the dam was cracked")
    assert text_of(told, told.read()[0].contested_by) == ["Lars Holm, speaking by telephone"]


def test_calls_that_nonsense_answers_the_last_thing_told_only() -> None:
    told = Telling("Team-mates say Ruiz left in May. They say he was late twice. The coach calls that nonsense.")
    told.said("Team-mates", "say", "Ruiz left in May").said("They", "say", "he was late twice", near="They say")
    assert told.stands(0) == []
    assert told.stands(1) == [("coach (unnamed)", "denies")]


def test_a_silence_right_after_a_claim_answers_it_though_the_party_spoke_before() -> None:
    told = Telling(
        "Ada Lin said the regulator had promised help.\n\n"
        "Shares may fall, Orbis believes. The regulator declined to comment."
    )
    told.said("Ada Lin", "said", "the regulator had promised help")
    told.said("the regulator", "had promised", "help", parent="a1")
    told.said("Orbis", "believes", "Shares may fall")
    assert told.stands(2) == [("regulator (unnamed)", "declined")]
    assert told.stands(1) == []


def test_a_charge_somebody_rejects_inside_the_claim_is_a_remark_on_it() -> None:
    told = Telling("Bo Lund said that the team had copied its maps, a charge Ms Iyer rejects.")
    told.said("Bo Lund", "said", "that the team had copied its maps, a charge Ms Iyer rejects")
    [found] = told.read()
    assert [p.stance.value for p in found.positions] == ["rejects"]
    assert text_of(told, found.content) == ["that the team had copied its maps"]


@pytest.mark.parametrize(
    ("answer", "stance"),
    [
        ("The council ruled out contamination.", "denies"),
        ("The council has neither confirmed nor denied the story.", "not_confirmed"),
    ],
)
def test_the_same_thing_by_the_same_word_is_answered(answer: str, stance: str) -> None:
    told = Telling(f"Dr Frost said the well was contaminated. {answer}")
    told.said("Dr Frost", "said", "the well was contaminated")
    assert told.stands() == [("council (unnamed)", stance)]


def test_posts_claiming_something_can_be_called_baseless() -> None:
    told = Telling("Posts claiming that the dam had burst are baseless, the police said.")
    told.said("Posts", "claiming", "that the dam had burst")
    told.said("the police", "said", "Posts claiming that the dam had burst are baseless")
    assert ("police (unnamed)", "denies") in told.stands(0)


def test_that_is_not_my_recollection_is_his_who_says_so() -> None:
    told = Telling("HALL: She rang me at night.\n\nBOYD: That isn't my recollection.\n\nHALL: It is mine.")
    told.said("HALL", "", "She rang me at night.").said("BOYD", "", "That isn't my recollection.")
    assert [stance for _, stance in told.stands(0)] == ["denies"]


@pytest.mark.parametrize(
    ("words", "put"),
    [("we did not believe it", "asserted"), ("nothing could have moved it", "asserted"), ("it could move", "hedged")],
)
def test_what_is_negated_is_no_hedge(words: str, put: str) -> None:
    assert Telling(f"Ada Lin said {words}.").said("Ada Lin", "said", words).put_as() == put


@pytest.mark.parametrize(
    ("cue", "put"),
    [("did not deny", "hedged"), ("never disputed", "hedged"), ("denied", "denied"), ("did not hide", "asserted")],
)
def test_who_only_lets_it_stand_has_not_said_it(cue: str, put: str) -> None:
    words = "that the valve had failed"
    assert Telling(f"Ada Lin {cue} {words}.").said("Ada Lin", cue, words).put_as() == put


def test_nobody_who_denies_it_says_it() -> None:
    words = "that the valve had failed"
    assert Telling(f"Nobody denies {words}.").said("Nobody", "denies", words).put_as() == "asserted"


def test_who_neither_confirms_nor_denies_leaves_it_open() -> None:
    words = "that two pilots had been captured"
    told = Telling(f"The ministry neither confirmed nor denied {words}.").said("The ministry", "denied", words)
    assert told.put_as() == "unconfirmed"


def test_a_question_about_it_leaves_open_what_was_told_right_before() -> None:
    told = Telling("The flood killed her, says Ada Lin. The clinic has yet to establish whether it played any role.")
    told.said("Ada Lin", "says", "The flood killed her")
    told.said("The clinic", "has yet to establish", "whether it played any role")
    assert told.stands(0) == [("clinic (unnamed)", "not_confirmed")]


def test_his_employer_does_not_speak_for_him() -> None:
    told = Telling("Both drums were empty, guard Ole Vik says. His employer, Nordport, cannot confirm the description.")
    told.said("guard Ole Vik", "says", "Both drums were empty")
    assert told.stands() == [("Nordport", "not_confirmed")]
