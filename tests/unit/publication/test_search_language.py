"""The language of the search box: whatever is written, there is one reading, and it reads as itself."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publication.search.language import LONGEST, MOST_TERMS, Name, Problem, Reading, read

STATUSES = ("confirmed", "disputed", "unconfirmed")
SIGNS = """ab12ü "“”-:.\\'()&|!<>*"""
ALPHABET = st.sampled_from([*SIGNS, "\x00", "\u200b", "\ud800", "😀", " OR ", "speaker:", "said:", "status:", "2025-0"])
ANYTHING = st.lists(ALPHABET, max_size=60).map("".join) | st.text(max_size=400)


def understood(text: str) -> Reading:
    return read(text, statuses=STATUSES)


@given(ANYTHING)
def test_every_text_has_a_reading_that_reads_as_itself(text: str) -> None:
    reading = understood(text)
    if len(reading.text) <= LONGEST:
        again = understood(reading.text)
        assert again.but() == reading.but()
        assert again.text == reading.text
        assert not again.notes


@given(ANYTHING)
def test_nothing_gets_out_of_its_quotation_marks(text: str) -> None:
    """What PostgreSQL is given: quoted terms only, so that no sign of the text has a meaning of its own."""
    reading = understood(text)
    assert all('"' not in term and "\x00" not in term for term in (*reading.wanted, *reading.without))
    assert reading.websearch.count('"') == 2 * (len(reading.wanted) + len(reading.without))
    reading.text.encode()


@given(ANYTHING)
def test_days_are_in_order(text: str) -> None:
    reading = understood(text)
    assert not (reading.said_from and reading.said_to) or reading.said_from <= reading.said_to


@given(st.dates(), st.dates())
def test_days_come_back(first: date, last: date) -> None:
    first, last = sorted([first, last])
    reading = understood(f"said:{first.isoformat()}..{last.isoformat()}")
    assert (reading.said_from, reading.said_to) == (first, last)
    again = understood(reading.text)
    assert (again.said_from, again.said_to) == (first, last)


def test_everything_at_once() -> None:
    text = 'guarantees "security council" -draft speaker:Witkoff outlet:"Daily Courier" status:Unconfirmed topic:war'
    reading = understood(f"{text} said:2025-08..2025-09")
    assert reading == Reading(
        words=("guarantees",),
        phrases=("security council",),
        without=("draft",),
        speaker=Name("Witkoff"),
        outlet=Name("Daily Courier", whole=True),
        status="unconfirmed",
        topic="war",
        said_from=date(2025, 8, 1),
        said_to=date(2025, 9, 30),
    )


@pytest.mark.parametrize(
    ("text", "problem", "used"),
    [
        ('talks "open quote', Problem.OPEN_QUOTE, 'talks "open quote"'),
        ("says:who talks", Problem.NO_FIELD, "says who talks"),
        ("talks speaker:", Problem.NO_VALUE, "talks"),
        ('talks speaker:""', Problem.NO_VALUE, "talks"),
        ("status:true talks", Problem.NO_STATUS, "talks"),
        ("talks said:2025-13", Problem.NO_DAY, "talks"),
        ("said:2025-02-30", Problem.NO_DAY, ""),
        ("said:..", Problem.NO_VALUE, ""),
        ("said:٢٠٢٥", Problem.NO_DAY, ""),
        ("said:2025..2024", Problem.TURNED, "said:2024..2025"),
        ("speaker:a speaker:b", Problem.TWICE, "speaker:b"),
        ("talks -status:disputed", Problem.NO_NOT, "talks"),
        ("word " * 200, Problem.CUT, " ".join(["word"] * MOST_TERMS)),
    ],
)
def test_what_is_wrong_is_said_and_the_rest_is_used(text: str, problem: Problem, used: str) -> None:
    reading = understood(text)
    assert problem in [note.problem for note in reading.notes]
    assert reading.text == used


def test_times_and_addresses_are_words() -> None:
    assert understood("at 12:30").words == ("at", "12", "30")
    assert not understood("at 12:30").notes
    assert understood("said:2025").text == "said:2025"
    assert understood("said:..2025-02").said_to == date(2025, 2, 28)


def test_operators_of_other_searches_are_said_to_be_none() -> None:
    reading = understood("Putin OR Solane or not")
    assert reading.words == ("Putin", "Solane", "or", "not")
    assert [(note.problem, note.given) for note in reading.notes] == [(Problem.NO_OR, "OR")]
    assert understood('"this OR that" -OR').notes == ()
