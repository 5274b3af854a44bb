"""Who stands where on what is told, in one sentence and across sentences."""

from __future__ import annotations

import pytest

from claims.extraction.types import Span
from tests.unit.extraction.telling import Telling, text_of

PLAIN = "Inspector Lea Frost said the bridge was cracked."


def frost(more: str) -> Telling:
    return Telling(f"{PLAIN} {more}").said("Inspector Lea Frost", "said", "the bridge was cracked")


@pytest.mark.parametrize(
    ("answer", "stand"),
    [
        ("The council denied this.", ("council (unnamed)", "denies")),
        ("The council rejected the claim.", ("council (unnamed)", "rejects")),
        ("The council disputes that.", ("council (unnamed)", "denies")),
        ("The council called it a lie.", ("council (unnamed)", "denies")),
        ("The council dismissed the claim as nonsense.", ("council (unnamed)", "denies")),
        ("The council laughed off the claim.", ("council (unnamed)", "denies")),
        ("The council confirmed this.", ("council (unnamed)", "confirms")),
        ("The council has yet to confirm this.", ("council (unnamed)", "not_confirmed")),
        ("The council could not verify the report.", ("council (unnamed)", "not_confirmed")),
        ("The council declined to comment.", ("council (unnamed)", "declined")),
        ("The council would not comment.", ("council (unnamed)", "declined")),
        ("The council has not commented.", ("council (unnamed)", "no_answer")),
        ("The council did not respond to a request for comment.", ("council (unnamed)", "no_answer")),
        ("The council could not be reached.", ("council (unnamed)", "no_answer")),
        ("There was no comment from the council.", ("council (unnamed)", "no_answer")),
        ("The report could not be independently verified.", (None, "not_confirmed")),
        ("The council would neither confirm nor deny it.", ("council (unnamed)", "declined")),
        ("The council is having none of it.", ("council (unnamed)", "denies")),
        ("The council begs to differ.", ("council (unnamed)", "denies")),
        ("The council scoffed at the claim.", ("council (unnamed)", "rejects")),
        ("The council brushed the claim aside.", ("council (unnamed)", "rejects")),
        ("The council took issue with the claim.", ("council (unnamed)", "rejects")),
        ("The council did not accept that.", ("council (unnamed)", "rejects")),
        ("The council admitted as much.", ("council (unnamed)", "confirms")),
        ("The council backed her account.", ("council (unnamed)", "confirms")),
        ("The council could find no trace of the cracks.", ("council (unnamed)", "not_confirmed")),
        ("The council could not be traced.", ("council (unnamed)", "no_answer")),
        ("The council is not picking up the phone.", ("council (unnamed)", "no_answer")),
        ("The council has so far not reacted.", ("council (unnamed)", "no_answer")),
        ("The council would say only that it was looking into the matter.", ("council (unnamed)", "declined")),
    ],
)
def test_a_stand_in_the_next_sentence_answers_the_claim(answer: str, stand: tuple[str | None, str]) -> None:
    assert frost(answer).stands() == [stand]


@pytest.mark.parametrize(
    ("cue", "words", "stance"),
    [
        ("says", "that is not correct", "denies"),
        ("said", "there was nothing in it", "denies"),
        ("said", "it did not discuss staff", "declined"),
        ("said", "there was no evidence for that", "not_confirmed"),
    ],
)
def test_a_stand_in_what_somebody_says_is_his(cue: str, words: str, stance: str) -> None:
    told = frost(f"The council {cue} {words}.").said("The council", cue, words, near="The council")
    assert told.stands() == [("council (unnamed)", stance)]


@pytest.mark.parametrize(
    "answer",
    [
        "The council did not deny this.",
        "The council will decide on Monday whether to reject the plan.",
        "The council met on Tuesday.",
        "If the council denies this, police will come.",
        "The council will not accept the offer.",
        "The council pushed back the vote.",
        "The council never discussed the road with anybody.",
    ],
)
def test_words_that_take_no_stand_give_none(answer: str) -> None:
    assert frost(answer).stands() == []


def test_a_remark_in_the_same_sentence_answers_and_is_no_part_of_the_claim() -> None:
    told = Telling("The envoy said that guns had fallen silent, although Hanoi has yet to confirm this.")
    told.said("The envoy", "said", "that guns had fallen silent, although Hanoi has yet to confirm this")
    found = told.read()[0]
    assert told.stands() == [("Government of Vietnam", "not_confirmed")]
    assert text_of(told, found.contested_by) == ["Hanoi"]
    assert text_of(told, found.content) == ["that guns had fallen silent"]


def test_a_relative_clause_can_deny() -> None:
    told = Telling("Oxfam said that trucks had been stopped, which Ethiopian officials dispute.")
    told.said("Oxfam", "said", "that trucks had been stopped")
    assert told.stands() == [("Ethiopian officials (unnamed)", "denies")]


def test_a_noun_for_the_claim_with_its_denier_behind_it_answers() -> None:
    told = Telling("Traders say the lane will cost 60 places, a figure the council's engineers dispute.")
    told.said("Traders", "say", "the lane will cost 60 places")
    assert told.stands() == [("engineers of council (unnamed)", "denies")]


def test_neither_version_verified_leaves_both_open() -> None:
    told = Telling(
        "Sailors said armed men had come aboard. The navy said the ship had strayed. Neither version could be verified."
    )
    told.said("Sailors", "said", "armed men had come aboard").said("The navy", "said", "the ship had strayed")
    assert told.stands(0) == told.stands(1) == [(None, "not_confirmed")]


def test_that_account_is_all_that_was_told() -> None:
    told = Telling(
        "Sailors said armed men had come aboard. They said shots were fired. The navy disputed that account."
    )
    told.said("Sailors", "said", "armed men had come aboard").said("They", "said", "shots were fired")
    assert told.stands(0) == told.stands(1) == [("navy (unnamed)", "denies")]


def test_what_the_questions_were_about_is_left_open() -> None:
    told = Telling(
        "A guard said inspections had lapsed. He said the roof leaked. Ostex did not respond to questions about "
        "inspections."
    )
    told.said("A guard", "said", "inspections had lapsed").said("He", "said", "the roof leaked")
    assert told.stands(0) == [("Ostex", "no_answer")]
    assert told.stands(1) == []


def test_what_is_said_not_to_exist_is_denied() -> None:
    told = Telling("Fishermen say the licence is under review. The ministry said that no review was under way.")
    told.said("Fishermen", "say", "the licence is under review")
    told.said("The ministry", "said", "that no review was under way")
    assert told.stands(0) == [("ministry (unnamed)", "denies")]


def test_the_answer_of_a_turn_answers_the_question() -> None:
    told = Telling("Q: Fishermen say the pump was cracked.\n\nHALL: That's not correct.\n\nBERG: No comment.")
    told.said("Fishermen", "say", "the pump was cracked")
    told.said("HALL", "", "That's not correct", near="HALL").said("BERG", "", "No comment", near="BERG")
    assert ("HALL", "denies") in [(party and party.upper(), stand) for party, stand in told.stands(0)]


def test_neither_of_two_who_were_named_answered() -> None:
    told = Telling("Anna Lund warned Peter Moss that it was over, a clerk said. Neither of them responded.")
    told.said("a clerk", "said", "Anna Lund warned Peter Moss that it was over")
    assert sorted(told.stands()) == [("Anna Lund", "no_answer"), ("Peter Moss", "no_answer")]


def test_inner_claims_take_the_position_over() -> None:
    told = Telling("Weber said Rossi had promised a loan. Rossi denied it.")
    told.said("Weber", "said", "Rossi had promised a loan").said("Rossi", "had promised", "a loan", parent="a1")
    assert told.stands(0) == told.stands(1) == [("Rossi", "denies")]


def test_denying_it_all_answers_everything_the_accuser_said() -> None:
    told = Telling(
        "Cook Jo Reed says owner Max Dunn hid bills. Reed says Dunn burned a ledger. Dunn, 60, denies it all."
    )
    told.said("Cook Jo Reed", "says", "owner Max Dunn hid bills").said(
        "Reed", "says", "Dunn burned a ledger", near="Reed says Dunn"
    )
    assert told.stands(0) == told.stands(1) == [("Max Dunn", "denies")]


def test_refusing_to_comment_on_papers_answers_what_the_papers_say() -> None:
    told = Telling(
        "Leaked letters show the mine leaked acid. Farmer Eli Boone said trees had died. "
        "The mine declined to comment on the letters."
    )
    told.said("Leaked letters", "show", "the mine leaked acid").said("Farmer Eli Boone", "said", "trees had died")
    assert [s for _, s in told.stands(0)] == ["declined"]
    assert told.stands(1) == []


def test_silence_answers_the_claim_that_speaks_of_the_silent_one() -> None:
    told = Telling(
        "Clerks said the auditors, Finch & Roe, had seen the books. A guard said the door was open.\n\n"
        "The auditors, Finch & Roe, declined to comment."
    )
    told.said("Clerks", "said", "the auditors, Finch & Roe, had seen the books").said(
        "A guard", "said", "the door was open"
    )
    assert told.stands(0) == [("Finch & Roe", "declined")]
    assert told.stands(1) == []


def test_a_noun_for_a_claim_is_answered_itself() -> None:
    told = Telling("The bank rejected allegations that it had hidden losses.")
    told.said("", "allegations", "that it had hidden losses")
    assert [s for _, s in told.stands()] == ["rejects"]


def test_a_falsehood_said_of_papers_denies_what_they_say() -> None:
    told = Telling("A memo states that Ava Stone knew. Her lawyer, Ned Park, said the memo was a forgery.")
    told.said("A memo", "states", "that Ava Stone knew").said("Her lawyer, Ned Park,", "said", "the memo was a forgery")
    found = told.read()
    assert told.stands(0) == [("Ned Park", "denies")]
    assert text_of(told, found[0].contested_by) == ["Her lawyer, Ned Park,"]
    assert told.stands(1) == []


def test_ones_own_denial_is_a_position_but_contests_nothing() -> None:
    told = Telling("Lena Voss denied taking cash.").said("Lena Voss", "denied", "taking cash")
    assert told.stands() == [("Lena Voss", "denies")]
    assert told.read()[0].contested_by == ()


def test_no_such_thing_denies_what_was_said() -> None:
    told = Telling("Carter said the two had met in May. Novak insists no such meeting took place.")
    told.said("Carter", "said", "the two had met in May").said("Novak", "insists", "no such meeting took place")
    assert told.stands(0) == [("Novak", "denies")]


def test_a_flat_no_answers_the_question_before() -> None:
    told = Telling("REPORTER: The bank says you are broke.\n\nVIDAL: No. We have money.")
    told.said("The bank", "says", "you are broke").said("VIDAL", ":", "No. We have money.", near="VIDAL:")
    assert [s for _, s in told.stands(0)] == ["denies"]


def test_never_with_the_same_matter_denies_it() -> None:
    told = Telling('Aide Tom Reid said Mayor Ana Cruz had promised a park. "I never promised anything," Cruz said.')
    told.said("Aide Tom Reid", "said", "Mayor Ana Cruz had promised a park")
    told.said("Cruz", "said", '"I never promised anything,"', near="Cruz said.")
    assert told.stands(0) == [("Ana Cruz", "denies")]
    assert told.stands(1) == []


def test_two_parties_take_one_stand_each() -> None:
    told = frost("Washington and London declined to comment.")
    assert told.stands() == [
        ("Government of the United States", "declined"),
        ("Government of the United Kingdom", "declined"),
    ]


def test_the_words_of_the_stand_and_of_the_party_are_kept() -> None:
    told = frost("Mayor Ulf Berg, 61, denied this on Sunday.")
    position = told.read()[0].positions[0]
    assert text_of(told, (position.span,)) == ["Mayor Ulf Berg, 61, denied this on Sunday"]
    assert text_of(told, position.party_spans)[0].startswith("Mayor Ulf Berg")
    assert isinstance(position.span, Span)


def test_ruling_out_something_new_answers_nobody() -> None:
    told = Telling("Ruiz hinted that a deal was near, but his deputy ruled out any agreement before the vote.")
    told.said("Ruiz", "hinted", "that a deal was near").said("his deputy", "ruled out", "any agreement before the vote")
    assert told.stands(0) == []


@pytest.mark.parametrize(
    ("answer", "stand"),
    [
        ("The council says otherwise.", ("council (unnamed)", "denies")),
        ("The council would not discuss individual bridges.", ("council (unnamed)", "declined")),
        ("The council ducked the question.", ("council (unnamed)", "declined")),
        ("Messages left with the council were not returned.", ("council (unnamed)", "no_answer")),
        ("The council stopped short of confirming the report.", ("council (unnamed)", "not_confirmed")),
        ("The council was not able to immediately verify the report.", ("council (unnamed)", "not_confirmed")),
        ("It was not immediately clear whether the bridge was cracked.", (None, "not_confirmed")),
    ],
)
def test_more_ways_to_deny_and_to_stay_silent(answer: str, stand: tuple[str | None, str]) -> None:
    assert frost(answer).stands() == [stand]


def test_a_claim_without_merit_is_denied_by_whoever_says_so() -> None:
    told = frost("The council said the claim was without merit.")
    told.said("The council", "said", "the claim was without merit")
    assert told.stands() == [("council (unnamed)", "denies")]


def test_a_charge_that_somebody_rejects_in_the_same_sentence() -> None:
    told = Telling("He told Cosmos that the team had counted shadows as cracks, a charge Vroom rejects.")
    told.said("He", "told", "that the team had counted shadows as cracks")
    assert told.stands() == [("Vroom", "rejects")]


def test_neither_of_two_who_are_named() -> None:
    told = frost("Neither the council nor the builder has spoken publicly.")
    assert told.stands() == [("council (unnamed)", "no_answer"), ("builder (unnamed)", "no_answer")]


def test_a_plea_answers_what_is_held_against_the_accused_before_and_after() -> None:
    told = Telling(
        "Prosecutor Jo Reed said Max Dunn had burned a ledger. Dunn, 60, denies two counts of fraud. Clerk Amy Cole "
        "told the court that Dunn had asked for cash."
    )
    told.said("Prosecutor Jo Reed", "said", "Max Dunn had burned a ledger")
    told.said("Clerk Amy Cole", "told", "that Dunn had asked for cash")
    assert told.stands(0) == told.stands(1) == [("Max Dunn", "denies")]


def test_her_story_is_hers_who_told_it() -> None:
    told = Telling("Nora Webb said the vet had drugged her dog. Vet Carl Hunt, 44, calls her story a pack of lies.")
    told.said("Nora Webb", "said", "the vet had drugged her dog")
    assert told.stands() == [("Carl Hunt", "denies")]


def test_a_short_contradiction_denies_the_claim_before_it() -> None:
    told = Telling("Lawyer Max Dunn said the call never took place. “It did,” clerk Amy Cole replied.")
    told.said("Lawyer Max Dunn", "said", "the call never took place").said("clerk Amy Cole", "replied", "“It did,”")
    assert told.stands() == [("Amy Cole", "denies")]


def test_a_turn_that_is_only_a_refusal_is_marked_so() -> None:
    told = Telling("Q: Did anyone die?\n\nA: I can’t answer that.\n\nQ: Why not?\n\nA: There is an inquest.")
    told.said("A", "", "I can’t answer that.")
    assert [stance for _, stance in told.stands()] == ["declined"]


def test_a_denial_of_the_claims_answers_all_that_the_side_tells_of_the_matter() -> None:
    told = Telling(
        "Waiter Jordan Pike, 22, said chef Nico Falco threw a pan at him. "
        "Pike was burned by Falco, his solicitor said.\n\n"
        "Falco denied the claims."
    )
    told.said("Waiter Jordan Pike, 22,", "said", "chef Nico Falco threw a pan at him")
    told.said("his solicitor", "said", "Pike was burned by Falco")
    assert [[(p.party, p.stance.value) for p in a.positions] for a in told.read()] == [[("Nico Falco", "denies")]] * 2


def test_who_bears_out_a_story_confirms_it() -> None:
    told = Telling("Waiter Jordan Pike said a pan was thrown. Two diners back the waiter's version.")
    told.said("Waiter Jordan Pike", "said", "a pan was thrown")
    assert told.stands() == [("two diners (unnamed)", "confirms")]
