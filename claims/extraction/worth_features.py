"""From words to numbered features: hashed n-grams in three blocks, each scaled by the root of its size.

Three blocks so that a text's words, letters and signs weigh alike whatever its length: word 1-2-grams, letters
2-5 within a word, signs with their neighbours. Numbers of features are CRC-32 values, the same on every machine.
"""

from __future__ import annotations

from itertools import pairwise
from zlib import crc32

from claims.extraction.worth_signs import Piece, pieces

SIZE = 1 << 18  # numbers of features in the one table that the three blocks share
START, END = "<s>", "</s>"
_LETTERS = (2, 3, 4, 5)
_LENGTHS = (3, 5, 8, 12, 18, 25, 35)


def words_of(forms: list[str]) -> list[tuple[int, int, int]]:
    """(feature, first, last) of every word and pair of words; first and last are places in `forms`."""
    found = [(number("w " + form), place, place) for place, form in enumerate(forms)]
    found += [
        (number(f"w {one} {two}"), max(place, 0), min(place + 1, len(forms) - 1))
        for place, (one, two) in enumerate(pairwise([START, *forms, END]), start=-1)
    ]
    return found


def letters_of(form: str) -> tuple[int, ...]:
    """Features of the letters of one word, with its edges."""
    padded = f" {form} "
    return tuple(number("c " + padded[at : at + size]) for size in _LETTERS for at in range(len(padded) - size + 1))


def letters_in(form: str) -> int:
    """How many features `letters_of` gives, without making them."""
    return sum(max(len(form) + 3 - size, 0) for size in _LETTERS)


def signs_of(found: list[Piece]) -> list[tuple[int, int, int]]:
    """(feature, first, last) of every sign, pair of signs, and the length of the text."""
    signs = [piece.sign for piece in found]
    numbered = [(number("s " + sign), place, place) for place, sign in enumerate(signs)]
    numbered += [(number(f"s {one}|{two}"), n, n + 1) for n, (one, two) in enumerate(pairwise(signs))]
    for sign in sorted(set(signs)):
        numbered.append((number("has " + sign), signs.index(sign), signs.index(sign)))
    return numbered


def length_of(count: int) -> int:
    """The feature of a text of `count` pieces."""
    return number(f"n {sum(count > limit for limit in _LENGTHS)}")


def features(text: str) -> dict[int, float]:
    """All features of `text` with their values, for training. `worth` computes the same sum piece by piece."""
    found = pieces(text)
    forms = [piece.form for piece in found]
    values: dict[int, float] = {}
    blocks = (
        [feature for feature, _, _ in words_of(forms)],
        [feature for form in forms for feature in letters_of(form)],
        [feature for feature, _, _ in signs_of(found)],
    )
    for block in blocks:
        share = 1 / max(len(block), 1) ** 0.5
        for feature in block:
            values[feature] = values.get(feature, 0.0) + share
    length = length_of(len(found))
    values[length] = values.get(length, 0.0) + 1.0
    return values


def number(name: str) -> int:
    """The number of a named feature."""
    return crc32(name.encode("utf-8", "surrogatepass")) % SIZE
