"""Cues, sources and contents as the learned networks see them."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from claims.extraction.columns import Columns, Floats, Ints
from claims.extraction.learned import Learned
from claims.extraction.network import Inputs
from claims.extraction.pairs import Pairs, pairs_of
from claims.extraction.settling import Tree, settled

BLOCK_ROWS = 4_000
LIKELY = 0.4  # a word with such a score is a cue of its own for its neighbours


@dataclass(frozen=True)
class Found:
    """One cue with what belongs to it: rows of the columns, sorted."""

    anchor: int  # the cue's main word
    cue: tuple[int, ...]
    source: tuple[int, ...]
    content: tuple[int, ...]
    score: float


class Reading:
    """One block of text, encoded once; cues and spans are asked of it as often as needed."""

    def __init__(self, learned: Learned, columns: Columns) -> None:
        self.columns = columns
        self.inputs: Inputs = learned.inputs(columns)
        self._networks = learned.networks
        self._encoded = [network.encode(columns, self.inputs) for network in learned.networks]

    def cue_scores(self) -> Floats:
        """Per row, how likely it is the main word of a cue."""
        scores = [n.cue_scores(h) for n, h in zip(self._networks, self._encoded, strict=True)]
        return np.mean(scores, axis=0, dtype=np.float32)

    def spans(self, cues: Ints, candidates: Ints) -> tuple[Pairs, Floats]:
        """What each token near each of the `cues` is for it (`network.label`)."""
        pairs = pairs_of(self.columns, self.inputs.dep, cues, candidates)
        labels = [n.label(h, pairs) for n, h in zip(self._networks, self._encoded, strict=True)]
        return pairs, np.mean(labels, axis=0, dtype=np.float32)


def blocks(columns: Columns) -> list[tuple[int, Columns]]:
    """The columns in pieces of about `BLOCK_ROWS` that end at paragraph ends, with the first row of each.

    Keeps memory flat and time linear on very long texts.
    """
    rows = len(columns)
    if rows <= BLOCK_ROWS * 2:
        return [(0, columns)] if rows else []
    ends = np.flatnonzero(np.diff(columns.paragraph, append=-2)) + 1
    pieces, low = [], 0
    while low < rows:
        within = ends[(ends > low) & (ends <= low + BLOCK_ROWS)]
        high = int(within[-1]) if len(within) else min(low + BLOCK_ROWS, rows)
        pieces.append((low, _rows(columns, low, high)))
        low = high
    return pieces


def _rows(columns: Columns, low: int, high: int) -> Columns:
    head = columns.head[low:high] - low
    own = np.arange(high - low)
    first = columns.paragraph[low]
    return replace(
        columns,
        head=np.where((head >= 0) & (head < high - low), head, own),
        sentence=columns.sentence[low:high] - columns.sentence[low],
        paragraph=columns.paragraph[low:high] - (first if first > 0 else 0),
        **{
            name: getattr(columns, name)[low:high]
            for name in ("token", "start", "end", "tag", "dep", "lemma", "quotation", "flags", "vectors")
        },
    )


def found_at(reading: Reading, pairs: Pairs, labels: Floats, scores: Floats, offset: int) -> list[Found]:
    """One `Found` per cue of `pairs`, in the rows of the whole text (`offset` is the block's first row)."""
    best = labels.argmax(axis=1).tolist()
    tree = Tree(reading.columns)
    likely = frozenset(row for row in pairs.cue.tolist() if scores[row] >= LIKELY)
    found: list[Found] = []
    for number, anchor in enumerate(pairs.cue.tolist()):
        low = int(pairs.first[number])
        high = low + int(pairs.length[number])
        first = int(pairs.token[low])
        cue, source, content = settled(tree, anchor, likely, first, best[low:high], labels[low:high])
        parts = [tuple(row + offset for row in rows) for rows in (cue, source, content)]
        found.append(Found(anchor + offset, parts[0], parts[1], parts[2], float(scores[anchor])))
    return found
