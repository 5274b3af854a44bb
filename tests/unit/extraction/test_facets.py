"""Tense, polarity and condition are read from a clause's verb."""

from __future__ import annotations

import pytest

from claims.extraction import facets
from claims.extraction.claimtexts.columns import Columns, read
from claims.extraction.types import Tense
from tests.unit.extraction.reading import parsed


def clause(text: str) -> tuple[Columns, int]:
    columns = read(parsed(text))
    root = next(t for t in range(len(columns)) if columns.dep[t] == "ROOT")
    return columns, root


@pytest.mark.parametrize(
    ("text", "tense"),
    [
        ("The company paid the fine.", Tense.PAST),
        ("The company has paid the fine.", Tense.PAST),
        ("The company pays the fine.", Tense.PRESENT),
        ("The company is paying the fine.", Tense.PRESENT),
        ("The company will pay the fine.", Tense.FUTURE),
        ("The company would pay the fine.", Tense.FUTURE),
        ("The company would have paid the fine.", Tense.PAST),
        ("The company is going to pay the fine.", Tense.FUTURE),
        ("The company may pay the fine.", Tense.PRESENT),
    ],
)
def test_tense(text: str, tense: Tense) -> None:
    assert facets.tense(*clause(text)) is tense


@pytest.mark.parametrize(
    ("text", "negated"),
    [
        ("The company did not pay the fine.", True),
        ("The company never paid the fine.", True),
        ("Nobody paid the fine.", True),
        ("No company paid the fine.", True),
        ("The company paid no fine.", True),
        ("The company paid the fine.", False),
        ("The company that did not pay left the country.", False),
    ],
)
def test_polarity(text: str, negated: bool) -> None:
    assert facets.negated(*clause(text)) is negated


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("If the bank agrees, the firm will pay.", "If the bank agrees"),
        ("The firm will pay unless the bank objects.", "unless the bank objects"),
        ("The firm will pay when the bank opens.", None),
        ("The firm will pay.", None),
    ],
)
def test_condition(text: str, condition: str | None) -> None:
    columns, root = clause(text)
    found = facets.condition(columns, root, set(range(len(columns))))
    assert (text[found.start : found.end] if found else None) == condition
