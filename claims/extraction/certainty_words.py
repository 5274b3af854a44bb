"""A certainty from -3 to +3 as a reviewer reads it. Without the models, so that the web may use it."""

from __future__ import annotations

WORDS = (
    (-2.25, "certainly not"),
    (-1.25, "probably not"),
    (-0.4, "possibly not"),
    (0.4, "uncertain"),
    (1.25, "possible"),
    (2.25, "probable"),
    (3.01, "certain"),
)


def in_words(value: float) -> str:
    """ "certain", "probable", ... "certainly not"."""
    return next((words for limit, words in WORDS if value < limit), "certain")
