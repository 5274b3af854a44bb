"""Words for days and months are counted from the day of publication."""

from __future__ import annotations

from datetime import date

import pytest

from claims.extraction.claimtexts.dates import Calendar

MONDAY = date(2025, 9, 1)


def read(text: str, today: date | None = MONDAY, *, future: bool = False) -> str:
    for word in reversed(Calendar(text, today).within(0, len(text))):
        text = text[: word.start] + word.words(future=future) + text[word.end :]
    return text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It fell yesterday", "It fell on 31 August 2025"),
        ("It fell last month", "It fell in August 2025"),
        ("It fell last year", "It fell in 2024"),
        ("It fell on Tuesday", "It fell on 26 August 2025"),
        ("It fell Monday", "It fell on 1 September 2025"),
        ("It fell last Monday", "It fell on 25 August 2025"),
        ("It fell last night", "It fell on the night of 31 August 2025"),
        ("It fell on Tuesday night", "It fell on the night of 26 August 2025"),
        ("It fell two years ago", "It fell in 2023"),
        ("It fell three weeks ago", "It fell in the week of 11 August 2025"),
        ("It fell in December", "It fell in December 2024"),
        ("It fell last May", "It fell in May 2025"),
        ("It fell on 3 October", "It fell on 3 October 2024"),
        ("It has run since last month", "It has run since August 2025"),
        ("It fell last week", "It fell in the week of 25 August 2025"),
        ("It fell last summer", "It fell in the summer of 2025"),
    ],
)
def test_past_words_read_as_dates(text: str, expected: str) -> None:
    assert read(text, date(2025, 9, 1) if "summer" not in text else date(2025, 11, 3)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It opens on Tuesday", "It opens on 2 September 2025"),
        ("It opens next Monday", "It opens on 8 September 2025"),
        ("It opens in December", "It opens in December 2025"),
        ("It opens on 3 October", "It opens on 3 October 2025"),
        ("It opens tomorrow", "It opens on 2 September 2025"),
        ("It opens next year", "It opens in 2026"),
    ],
)
def test_future_words_read_ahead(text: str, expected: str) -> None:
    assert read(text, future=True) == expected


@pytest.mark.parametrize(
    "text",
    [
        "It fell on 3 October 2019",
        "It fell in December 2019",
        "over the last month",
        "May the best man win",
        "It fell last winter",
        "30 February passed",
    ],
)
def test_full_dates_periods_and_doubtful_words_stay(text: str) -> None:
    assert read(text) == text


def test_without_a_date_of_publication_nothing_changes() -> None:
    assert read("It fell yesterday", None) == "It fell yesterday"


def test_the_edge_of_the_calendar_does_not_fail() -> None:
    assert read("It opens tomorrow", date(9999, 12, 31)) == "It opens tomorrow"
