"""Agreement against published worked examples; charts whose bars are as long as their numbers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.agreement import nominal_alpha, wilson
from core.charts import columns, plain, rows, ticks

# K. Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011), sections A, B and C.
BINARY = (("0100000010", "1110010000"), 0.095)
TWO = (("aabbdcccedda", "babbbccceddd"), 0.692)
FOUR = (("123321412...", "1233224125.3", ".3332342251.", "12332441251."), 0.743)


def units(coders: tuple[str, ...]) -> list[list[str]]:
    return [[value for value in column if value != "."] for column in zip(*coders, strict=True)]


@pytest.mark.parametrize(("coders", "alpha"), [BINARY, TWO, FOUR])
def test_alpha_is_that_of_the_published_examples(coders: tuple[str, ...], alpha: float) -> None:
    assert nominal_alpha(units(coders)).alpha == pytest.approx(alpha, abs=0.0005)


def test_what_one_person_judged_says_nothing() -> None:
    assert nominal_alpha([["a"], [], ["b"]]).units == 0
    assert nominal_alpha([["a", "a"], ["a", "a"]]).alpha is None
    found = nominal_alpha([["a", "a"], ["b", "b"], ["a"]])
    assert (found.alpha, found.units, found.values, found.equal) == (1.0, 2, 4, 2)


@given(st.lists(st.lists(st.sampled_from("abc"), max_size=4), max_size=30))
def test_alpha_is_never_above_one_and_knows_no_order(judgements: list[list[str]]) -> None:
    found = nominal_alpha(judgements)
    assert found.alpha is None or found.alpha <= 1 + 1e-12
    again = nominal_alpha([list(reversed(unit)) for unit in reversed(judgements)])
    assert again.alpha == pytest.approx(found.alpha) if found.alpha is not None else again.alpha is None
    if found.alpha is not None and found.equal == found.units:
        assert found.alpha == pytest.approx(1)


def test_wilson_is_the_known_interval() -> None:
    # 81 of 263: (0.2553, 0.3662), from R. G. Newcombe, Statistics in Medicine 17 (1998), table I.
    assert wilson(81, 263) == pytest.approx((0.2553, 0.3662), abs=0.0001)
    assert wilson(0, 0) == (0.0, 1.0)


@given(st.floats(min_value=0, max_value=1e9))
def test_ticks_reach_the_highest_in_few_round_steps(highest: float) -> None:
    marks = ticks(highest)
    assert marks[0] == 0
    assert marks[-1] >= highest * (1 - 1e-9)
    assert 2 <= len(marks) <= 7


@given(
    st.integers(min_value=1, max_value=6).flatmap(
        lambda n: st.tuples(
            st.just([str(i) for i in range(n)]),
            st.lists(st.lists(st.integers(0, 10_000), min_size=n, max_size=n), min_size=1, max_size=3),
        )
    )
)
def test_bars_stand_inside_and_are_as_high_as_their_numbers(given_: tuple[list[str], list[list[int]]]) -> None:
    names, series = given_
    chart = columns(names, [(f"s{n}", values) for n, values in enumerate(series)])
    assert len(chart.bars) == sum(value > 0 for values in series for value in values)
    for bar in chart.bars:
        assert 0 <= bar.x <= bar.x + bar.width <= chart.width + 0.1
        assert 0 <= bar.y <= bar.y + bar.height <= chart.height
    highest = max(value for values in series for value in values)
    if highest > 100:
        tallest = max(chart.bars, key=lambda bar: bar.height)
        assert plain(highest) in tallest.title


def test_rows_put_parts_one_after_the_other() -> None:
    chart = rows([("Ports", [2, 3]), ("Energy", [0, 5])], legend=["judged", "skipped"])
    first, second, third = chart.bars
    assert first.x + first.width == pytest.approx(second.x, abs=0.02)
    assert second.width / first.width == pytest.approx(1.5, abs=0.01)
    assert third.series == 2
    assert third.title == "Energy, skipped: 5"


@pytest.mark.parametrize("wrong", [[("a", [1.0])], [("a", [1.0, -1.0])]])
def test_what_cannot_be_drawn_is_refused(wrong: list[tuple[str, list[float]]]) -> None:
    with pytest.raises(ValueError, match="values"):
        columns(["x", "y"], wrong)
