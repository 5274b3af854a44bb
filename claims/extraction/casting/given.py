"""Given names and whom they are given to. Read once from ``given_names.txt``."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path


@lru_cache(maxsize=1)
def _genders() -> dict[str, str]:
    found: dict[str, str] = {}
    for line in Path(__file__).with_name("given_names.txt").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            gender, _, names = line.partition(" ")
            found.update((name, gender) for name in names.split())
    return found


def gender_of_name(word: str) -> str:
    """ "m", "f", or "" for a first name that is unknown or given to both."""
    table = _genders()
    low = word.casefold()
    return table.get(low) or table.get(low.partition("-")[0], "")


def is_given(word: str) -> bool:
    """Whether the word is known as a first name."""
    return bool(gender_of_name(word))
