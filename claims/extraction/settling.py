"""From what the network thinks of each token to spans that a person would mark: whole quotations, whole clauses, one source."""

from __future__ import annotations

from collections import defaultdict

import numpy as np

from claims.extraction.columns import Columns, Floats, Ints
from claims.extraction.network import CONTENT, CUE, OTHER, SOURCE

GAP = 3  # holes of so many tokens are closed
WHOLE_QUOTATION = 0.5  # from this share on, a quotation belongs to the content as a whole
WHOLE_CLAUSE = 0.4  # from this share on, what hangs under a content word does


class Tree:
    """The parse of one block: who hangs under whom, asked for a few rows only."""

    def __init__(self, columns: Columns) -> None:
        self.columns = columns
        self.head = columns.head.tolist()
        self._children: dict[int, list[int]] | None = None

    def subtree(self, row: int) -> list[int]:
        """The row and all below it."""
        if self._children is None:
            self._children = defaultdict(list)
            for child, head in enumerate(self.head):
                if child != head:
                    self._children[head].append(child)
        found, stack = [], [row]
        while stack and len(found) < 400:
            node = stack.pop()
            found.append(node)
            stack.extend(self._children.get(node, ()))
        return found


def settled(
    tree: Tree, anchor: int, others: frozenset[int], first: int, best: Ints, labels: Floats
) -> tuple[list[int], list[int], list[int]]:
    """Rows of cue, source and content in one window that begins at row `first`.

    `others` are the main words of other cues: no clause is filled up with what they bring.
    """
    best = best.copy()
    best[anchor - first] = CUE
    _one_run(best, CUE, anchor - first, labels)
    _one_run(best, SOURCE, None, labels)
    _fill(best)
    rows = np.arange(first, first + len(best))
    _whole_quotations(best, tree.columns.quotation[first : first + len(best)])
    content = {int(row) for row in rows[best == CONTENT]}
    fixed = {int(row) for row in rows[(best == CUE) | (best == SOURCE)]}
    _whole_clauses(tree, content, fixed | (others - content), first, first + len(best))
    return [int(r) for r in rows[best == CUE]], [int(r) for r in rows[best == SOURCE]], sorted(content - fixed)


def _runs(places: Ints) -> list[Ints]:
    return np.split(places, np.flatnonzero(np.diff(places) > 1) + 1) if len(places) else []


def _one_run(best: Ints, label: int, anchor: int | None, labels: Floats) -> None:
    """Keep one run of `label`: that of the anchor, else the likeliest; the rest takes its next best label."""
    runs = _runs(np.flatnonzero(best == label))
    if len(runs) < 2:
        return
    kept = next((n for n, run in enumerate(runs) if anchor is not None and anchor in run), None)
    if kept is None:
        kept = max(range(len(runs)), key=lambda n: float(labels[runs[n], label].sum()))
    for n, run in enumerate(runs):
        if n != kept:
            best[run] = np.where(labels[run, CONTENT] >= labels[run, OTHER], CONTENT, OTHER)


def _fill(best: Ints) -> None:
    """Close small holes in the content that nothing else claims."""
    places = np.flatnonzero(best == CONTENT)
    for hole in np.flatnonzero((np.diff(places) > 1) & (np.diff(places) <= GAP + 1)):
        inside = slice(places[hole] + 1, places[hole + 1])
        if (best[inside] == OTHER).all():
            best[inside] = CONTENT


def _whole_quotations(best: Ints, quotation: Ints) -> None:
    """A quotation that is content for the most part is content as a whole."""
    for number in np.unique(quotation[(best == CONTENT) & (quotation >= 0)]):
        inside = np.flatnonzero((quotation == number) & (best != CUE) & (best != SOURCE))
        share = (best[inside] == CONTENT).mean()
        if share >= WHOLE_QUOTATION:
            best[inside] = CONTENT


def _whole_clauses(tree: Tree, content: set[int], fixed: set[int], low: int, high: int) -> None:
    """Where most of what hangs under a content word without a content head is content, all of it is."""
    for root in [row for row in content if tree.head[row] not in content or tree.head[row] == row]:
        below = [row for row in tree.subtree(root) if low <= row < high]
        if len(below) < 3 or fixed.intersection(below):
            continue
        if sum(row in content for row in below) >= WHOLE_CLAUSE * len(below):
            content.update(below)
