"""The way through the sentence from the word for saying to what is said, for a reviewer to follow."""

from __future__ import annotations

from collections.abc import Iterable

from claims.extraction.claimtexts.columns import Columns

_LONGEST = 8  # steps


def path(columns: Columns, cue: int | None, root: int) -> str:
    """ "noted > ccomp > agreed", or "agreed < ccomp < noted" where the cue hangs under what is said.

    Both are tokens. Empty where the parse does not join them: a quotation with its words for saying elsewhere.
    """
    if cue is None:
        return ""
    down = _climb(columns, root, cue)
    if down:
        return " > ".join([columns.word[cue], *_labelled(columns, reversed(down[:-1]))])
    up = _climb(columns, cue, root)
    if up:
        return " < ".join([columns.word[root], *_labelled(columns, reversed(up[:-1]))])
    return ""


def _labelled(columns: Columns, tokens: Iterable[int]) -> list[str]:
    found: list[str] = []
    for token in tokens:
        found += [columns.dep[token].lower(), columns.word[token]]
    return found


def _climb(columns: Columns, token: int, goal: int) -> list[int]:
    """The tokens from `token` up to `goal`, both included; nothing if `goal` is not above it."""
    steps = [token]
    while token != goal:
        if columns.head[token] == token or len(steps) > _LONGEST:
            return []
        token = columns.head[token]
        steps.append(token)
    return steps
