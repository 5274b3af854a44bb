"""Each possible cue beside each token near it, as numbers: where the token stands in tree, text and quotations."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from claims.extraction.columns import DEPTHS, Columns, Ints

BEFORE, AFTER = 90, 110
PAD = 4  # empty rows between two windows, as wide as the widest reach of a convolution
DISTANCES = np.array([-64, -32, -16, -8, -5, -4, -3, -2, -1, 0, 1, 2, 3, 4, 5, 8, 16, 32, 64])

# How many values each feature of `Pairs.features` has.
SIZES = {
    "distance": len(DISTANCES) + 1,
    "sentence": 9,
    "up": 8,
    "down": 10,
    "branch": 128,
    "side": 64,
    "quote": 10,
    "between": 4,
    "anchor": 3,
    "nearest": 3,
}


@dataclass(frozen=True)
class Pairs:
    """Windows of all cues one after the other, `PAD` empty rows between two. `token` is -1 in an empty row."""

    cue: Ints  # row of the cue's main word, one a window
    first: Ints  # first pair row of each window
    length: Ints
    window: Ints  # per pair row: number of the window, -1 in empty rows
    token: Ints  # per pair row: row in the columns
    features: Ints  # (pair rows, len(SIZES))


def ancestors(head: Ints) -> tuple[Ints, Ints]:
    """Depth of each row (root 0) and its chain of ancestors from the root down, itself last, -1 after that."""
    rows = len(head)
    chain = [np.arange(rows)]
    for _ in range(DEPTHS - 1):
        above = head[chain[-1]]
        if np.array_equal(above, chain[-1]):
            break
        chain.append(above)
    stack = np.stack(chain, axis=1)  # self, head, head of head ... repeats the root
    depth = (stack[:, 1:] != stack[:, :-1]).sum(axis=1)
    columns = depth[:, None] - np.arange(stack.shape[1])[None, :]
    table = np.take_along_axis(stack, np.maximum(columns, 0), axis=1)
    return depth, np.where(columns >= 0, table, -1)


def windows(columns: Columns, cues: Ints, continues: np.ndarray) -> tuple[Ints, Ints]:
    """First row and row after the last of each cue's window: its paragraph, and the quotations that run on after it."""
    paragraph = columns.paragraph
    count = int(paragraph[-1]) + 1 if len(paragraph) else 0
    low = np.searchsorted(paragraph, np.arange(count))
    high = np.searchsorted(paragraph, np.arange(count), side="right")
    for n in range(count - 2, -1, -1):  # a paragraph that opens with a quotation belongs to the one before, too
        if continues[n + 1]:
            high[n] = max(high[n], high[n + 1])
    own = paragraph[cues]
    return np.maximum(low[own], cues - BEFORE), np.minimum(high[own], cues + AFTER)


def opens_quoted(columns: Columns) -> np.ndarray:
    """Per paragraph: does its first or second token stand in a quotation?"""
    count = int(columns.paragraph[-1]) + 1 if len(columns) else 0
    first = np.searchsorted(columns.paragraph, np.arange(count))
    second = np.minimum(first + 1, max(len(columns) - 1, 0))
    inside = columns.quotation >= 0
    return np.asarray(inside[np.minimum(first, max(len(columns) - 1, 0))] | inside[second])


def pairs_of(columns: Columns, deps: Ints, cues: Ints, candidates: Ints) -> Pairs:
    """The pairs of `cues` (rows, sorted) with the tokens of their windows.

    `deps` are small numbers of the dependency labels; `candidates` are the rows that may be cues at all, for the
    features that say whether another cue stands between or above.
    """
    low, high = windows(columns, cues, opens_quoted(columns))
    length = high - low
    first = np.concatenate([[0], np.cumsum(length[:-1] + PAD)]).astype(np.int64)
    total = int((length + PAD).sum())
    window = np.full(total, -1, dtype=np.int64)
    token = np.full(total, -1, dtype=np.int64)
    flat = np.repeat(first - np.concatenate([[0], np.cumsum(length)[:-1]]), length) + np.arange(int(length.sum()))
    window[flat] = np.repeat(np.arange(len(cues)), length)
    token[flat] = np.repeat(low - np.concatenate([[0], np.cumsum(length)[:-1]]), length) + np.arange(int(length.sum()))
    features = np.zeros((total, len(SIZES)), dtype=np.int64)
    features[flat] = _features(columns, deps, cues[window[flat]], token[flat], candidates)
    return Pairs(cues, first, length, window, token, features)


def _features(columns: Columns, deps: Ints, cue: Ints, token: Ints, candidates: Ints) -> Ints:
    depth, chain = ancestors(columns.head)
    same = ((chain[cue] == chain[token]) & (chain[cue] >= 0)).sum(axis=1)  # depth of the lowest common ancestor + 1
    related = same > 0
    up, down = depth[cue] + 1 - same, depth[token] + 1 - same
    last = chain.shape[1] - 1
    branch = chain[token, np.minimum(same, last)]
    branch = np.where(related & (down > 0), deps[branch], 0)
    side = chain[cue, np.minimum(same, last)]
    side = np.where(related & (up > 0), deps[side], 0)
    is_candidate = np.zeros(len(columns), dtype=np.int64)
    is_candidate[candidates] = 1
    counted = np.cumsum(is_candidate)
    low, high = np.minimum(cue, token), np.maximum(cue, token)
    between = np.maximum(counted[np.maximum(high - 1, 0)] - counted[low], 0)
    nearest = _nearest(columns.head, is_candidate)[token]
    distance = token - cue
    return np.stack(
        [
            np.searchsorted(DISTANCES, distance, side="right"),
            np.clip(columns.sentence[token] - columns.sentence[cue], -4, 4) + 4,
            np.where(related, np.minimum(up, 6), 7),
            np.where(related, np.minimum(down, 8), 9),
            np.minimum(branch, 63) + 64 * (up == 0),
            np.minimum(side, 63),
            _quotes(columns.quotation, cue, token),
            np.minimum(between, 3),
            np.where(token == cue, 2, is_candidate[token]),
            np.where(nearest == cue, 2, (nearest >= 0).astype(np.int64)),
        ],
        axis=1,
    )


def _nearest(head: Ints, is_candidate: Ints) -> Ints:
    """For each row the closest candidate above it in the tree, -1 where there is none."""
    found = np.full(len(head), -1, dtype=np.int64)
    node = np.arange(len(head))
    for _ in range(DEPTHS):
        above = head[node]
        take = (found < 0) & (above != node) & (is_candidate[above] == 1)
        found[take] = above[take]
        if np.array_equal(above, node):
            break
        node = above
    return found


def _quotes(quotation: Ints, cue: Ints, token: Ints) -> Ints:
    """0-4 for a cue outside quotation marks, 5-9 inside: the token is outside, in the cue's own quotation, in the one
    just before the cue, just after it, or in another."""
    latest = np.maximum.accumulate(np.where(quotation >= 0, quotation, -1)) if len(quotation) else quotation
    own, theirs = quotation[cue], quotation[token]
    kind = np.full(len(cue), 4, dtype=np.int64)
    kind[theirs == latest[cue] + 1] = 3
    kind[theirs == latest[cue]] = 2
    kind[(theirs == own) & (own >= 0)] = 1
    kind[theirs < 0] = 0
    return kind + 5 * (own >= 0)
