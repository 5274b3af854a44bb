"""A text without a title is called by its first line, where that reads like a headline."""

from __future__ import annotations

import pytest

from sources.parsing.headline import headline_of

BODY = "\n\nPORT ELLIN — The ferry operator Norrline knew for six weeks that the hull was cracked, the union said."


@pytest.mark.parametrize(
    ("first", "heading"),
    [
        ("Ferry operator knew of cracked hull, union says", "Ferry operator knew of cracked hull, union says"),
        ("TRANSCRIPT: Hearing of the Committee on Water", "TRANSCRIPT: Hearing of the Committee on Water"),
        ("“No cracks”: Norrline hits back at union", "“No cracks”: Norrline hits back at union"),
        ("Who knew about the cracked hull?", "Who knew about the cracked hull?"),
        ("# Ferry operator knew of cracked hull", "Ferry operator knew of cracked hull"),
        ("<h1>Hospital &amp; clinic: no infections</h1>", "Hospital & clinic: no infections"),
        ("\ufeff\n  Ferry operator knew of it all  ", "Ferry operator knew of it all"),
    ],
)
def test_a_headline_is_a_short_line_without_a_full_stop(first: str, heading: str) -> None:
    assert headline_of(first + BODY) == heading


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Ferry operator knew of cracked hull",  # nothing below it
        "The union said on Tuesday that the hull was cracked." + BODY,
        "It was late. The ferry had left" + BODY,
        "Short" + BODY,
        "Dear editor," + BODY,
        "https://harbour.example/ferry-cracked-hull and more" + BODY,
        "x" * 400 + BODY,
        "The union said on Tuesday that the hull of the\nferry was cracked and that nobody had been told.",
        "1 2 3\n4 5 6",
    ],
)
def test_other_lines_are_none(text: str) -> None:
    assert headline_of(text) == ""
