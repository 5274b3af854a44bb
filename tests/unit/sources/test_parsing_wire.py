"""Copies are found, other stories are not, and what is stored stays valid."""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from sources.parsing.language import language_of
from sources.parsing.wire import copied_share, copy_fingerprint

RELEASE = (
    "The ministry of harbours said on Monday that the new breakwater will be finished before winter. "
    "It will cost forty million crowns, of which the state pays half. Minister Ida Holm called it the largest "
    "work on the coast since the old lighthouse was built. Fishermen had asked for it for twenty years."
)
FRAME = (
    "Our reporter stood in the rain as officials shook hands and a small crowd of children waved flags at the boats."
)
OTHER = (
    "A court in the capital heard the case of a banker who is said to have hidden his losses from the owners. "
    "The hearing goes on next week, and two more witnesses have been called to speak about the accounts."
)


def test_a_copy_with_a_new_first_line_shares_a_band() -> None:
    assert set(copy_fingerprint(RELEASE)) & set(copy_fingerprint("HARBOUR – " + RELEASE))


def test_another_story_shares_none() -> None:
    assert not set(copy_fingerprint(RELEASE)) & set(copy_fingerprint(OTHER))


def test_most_texts_with_one_word_changed_share_a_band() -> None:
    words = RELEASE.split()
    found = 0
    for number in range(len(words)):
        edited = " ".join([*words[:number], "otherwise", *words[number + 1 :]])
        found += bool(set(copy_fingerprint(RELEASE)) & set(copy_fingerprint(edited)))
    assert found == len(words)


def test_the_share_tells_how_much_was_copied() -> None:
    story = FRAME + " " + RELEASE
    assert copied_share(RELEASE, story) == 1.0
    assert 0.5 < copied_share(story, RELEASE) < 0.85
    assert copied_share(OTHER, RELEASE) == 0.0
    assert copied_share("", RELEASE) == 0.0


def test_case_and_punctuation_do_not_matter() -> None:
    assert copied_share(RELEASE.upper().replace(",", " –"), RELEASE) == 1.0


def test_the_stored_numbers_never_change() -> None:
    """If this fails, every stored fingerprint must be made anew."""
    assert copy_fingerprint("The quick brown fox jumps over the lazy dog.") == STORED


def test_a_text_without_words_has_no_fingerprint() -> None:
    assert copy_fingerprint(" … – ") == []


@settings(deadline=None)
@given(st.text())
def test_any_text_gives_twelve_numbers_that_fit_the_column(text: str) -> None:
    numbers = copy_fingerprint(text)
    assert len(numbers) in (0, 12)
    assert all(-(2**31) <= number < 2**31 for number in numbers)
    assert 0.0 <= copied_share(text, RELEASE) <= 1.0


def test_bands_tell_texts_apart_at_random() -> None:
    words = [f"word{number}" for number in range(500)]
    source = random.Random(7)
    prints = [set(copy_fingerprint(" ".join(source.choices(words, k=200)))) for _ in range(100)]
    shared = sum(bool(a & b) for n, a in enumerate(prints) for b in prints[:n])
    assert shared == 0


def test_the_language_of_a_sentence() -> None:
    assert language_of(RELEASE)[0] == "en"
    assert language_of("Der Minister sagte am Montag, dass der Hafen im Winter fertig wird.")[0] == "de"
    assert language_of(RELEASE)[1] > 0.9
    assert language_of("12345 …") == (None, 0.0)
    assert language_of("")[0] is None


@settings(deadline=None)
@given(st.text(alphabet=st.characters(exclude_categories=())))
def test_the_language_of_anything_raises_nothing(text: str) -> None:
    _, confidence = language_of(text)
    assert 0.0 <= confidence <= 1.0


STORED = [
    1063898314,
    -1740732672,
    -1721268640,
    -1067987102,
    1989037894,
    177070935,
    -1725300685,
    -849994405,
    -765427798,
    -1821145167,
    -1232000787,
    1880539522,
]
