"""When two claim texts say the same, and how repeats are found."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.matching import minhash_bands, normalise, same_claim


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Russia annexed Crimea in 2014.", "Russia annexed Crimea in 2014"),
        ("Russia annexed Crimea in 2014", "Russia has annexed Crimea in 2014"),
        ("President Vladimir Putin agreed to the deal", "Vladimir Putin agreed to the deal."),
        ("Unemployment fell by 3%", "Unemployment fell by 3 per cent"),
        ("The US sent 1,000 troops", "The United States sent 1000 troops"),
        ("Two people died", "2 people died"),
        ("It’s “over”", "It's over"),
    ],
)
def test_wordings_that_differ_in_form_only_are_the_same(one: str, other: str) -> None:
    assert same_claim(one, other).same


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ("Russia annexed Crimea in 2014", "Russia annexed Crimea in 2015", "numbers"),
        ("Putin agreed to the deal", "Putin did not agree to the deal", "negated"),
        ("Russia attacked Ukraine", "Ukraine attacked Russia", "order"),
        ("The ministry will pay", "The ministry may pay", "certain"),
        ("The talks begin on Monday", "The talks begin on Friday", "dates"),
        ("Prices went up", "Prices went down", "direction"),
        ("More than 50 people died", "Less than 50 people died", "direction"),
    ],
)
def test_a_difference_that_matters_is_never_the_same_and_is_named(one: str, other: str, reason: str) -> None:
    verdict = same_claim(one, other)
    assert not verdict.same
    assert reason in verdict.reason
    assert verdict.score < 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("France signed the treaty", "Germany signed the treaty"),
        ("Unemployment fell by 3 percent", "Unemployment rose by 3 percent"),
        ("The court freed the minister", "The court jailed the minister"),
    ],
)
def test_another_name_or_another_deed_is_another_claim(one: str, other: str) -> None:
    assert not same_claim(one, other).same


def test_one_changed_word_in_a_sentence_shares_a_band() -> None:
    one = "The government in Kyiv said on Tuesday that twelve hospitals were hit by drones near the northern border"
    other = one.replace("hospitals", "clinics")
    assert set(minhash_bands(one)) & set(minhash_bands(other))


def test_unrelated_texts_share_no_band() -> None:
    one = minhash_bands("The bank raised interest rates by half a point in May")
    assert not set(one) & set(minhash_bands("A volcano on Iceland erupted again near the fishing town"))


def test_the_canonical_form_ignores_case_marks_and_digit_grouping() -> None:
    assert normalise("“It cost 1,000 %”, he said. ") == normalise("it cost 1000 percent, he said")


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=120), st.text(max_size=120))
def test_the_verdict_is_symmetric_and_bounded_for_any_text(one: str, other: str) -> None:
    verdict = same_claim(one, other)
    assert verdict == same_claim(other, one)
    assert 0.0 <= verdict.score <= 1.0


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200))
def test_bands_are_twelve_signed_32_bit_numbers_or_none(text: str) -> None:
    bands = minhash_bands(text)
    assert bands == minhash_bands(text)
    assert len(bands) in (0, 12)
    assert all(-(2**31) <= band < 2**31 for band in bands)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200))
def test_the_canonical_form_is_stable(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)
