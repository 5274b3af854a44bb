"""How likely what was found for a cue is an attribution, once its spans and its neighbours are known.

The cue's own score comes from the word and what stands around it. Whether a whole source and content came out of it,
how sure they are, and whether the cue stands in what a likelier one says, is known only afterwards: a logistic
regression over these puts it together. Its weights are learned on the development month (`training/weights.py`), as
the networks know the articles they were trained on by heart.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from claims.extraction.columns import Columns, Floats
from claims.extraction.network import CONTENT, CUE, OTHER, SOURCE
from claims.extraction.pairs import Pairs
from claims.extraction.spans import Found

SIGNS = (
    "score", "content_most", "content_sum", "content_mean", "content_least", "source_mean", "has_source", "anchor_cue",
    "anchor_other", "cue_least", "cue_words", "content_words", "quoted", "covered", "rivalled",
)  # fmt: skip


def signs_of(found: Sequence[Found], columns: Columns, pairs: Pairs, labels: Floats, offset: int) -> Floats:
    """One row of `SIGNS` per item of `found`, which are the windows of `pairs` in order (`spans.found_at`)."""
    rows = np.zeros((len(found), len(SIGNS)), dtype=np.float32)
    covered, rivalled = _neighbours(found)
    for number, item in enumerate(found):
        low = int(pairs.first[number])
        own = labels[low : low + int(pairs.length[number])]
        start = offset + int(pairs.token[low])
        anchor = own[item.anchor - start]
        content = own[[row - start for row in item.content], CONTENT] if item.content else np.zeros(1)
        source = own[[row - start for row in item.source], SOURCE] if item.source else np.zeros(1)
        rows[number] = (
            _odds(item.score),
            own[:, CONTENT].max(),
            np.log1p(own[:, CONTENT].sum()),
            content.mean(),
            content.min(),
            source.mean(),
            bool(item.source),
            _odds(anchor[CUE]),
            _odds(anchor[OTHER]),
            own[[row - start for row in item.cue], CUE].min(),
            len(item.cue),
            np.log1p(len(item.content)),
            columns.quotation[item.anchor - offset] >= 0,
            covered[number],
            rivalled[number],
        )
    return rows


def weighed(signs: Floats, weights: Sequence[float], intercept: float) -> Floats:
    """How likely each row is an attribution, 0-1."""
    return np.asarray(1 / (1 + np.exp(-(signs @ np.asarray(weights, dtype=np.float32) + np.float32(intercept)))))


def _neighbours(found: Sequence[Found]) -> tuple[list[float], list[float]]:
    """Per item the best score of another that has its main word in its content, and of one that claims most of its
    content."""
    holders: dict[int, list[int]] = {}
    for number, item in enumerate(found):
        for row in item.content:
            holders.setdefault(row, []).append(number)
    covered, rivalled = [], []
    for number, item in enumerate(found):
        covered.append(max((found[m].score for m in holders.get(item.anchor, ()) if m != number), default=0.0))
        shared: dict[int, int] = {}
        for row in item.content:
            for other in holders[row]:
                shared[other] = shared.get(other, 0) + 1
        near = (found[m].score for m, n in shared.items() if m != number and 2 * n > len(item.content))
        rivalled.append(max(near, default=0.0))
    return covered, rivalled


def _odds(share: float) -> float:
    kept = min(max(float(share), 1e-4), 1 - 1e-4)
    return float(np.log(kept / (1 - kept)))
