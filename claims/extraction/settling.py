"""From what the network thinks of each token to spans that a person would mark.

Whole quotations, whole clauses, one source.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from claims.extraction.columns import Columns, Floats
from claims.extraction.network import CONTENT, CUE, OTHER, SOURCE

LONGEST = 400
BRANCH = 4  # shorter branches go with what they hang under
GAP = 3  # holes of so many tokens are closed
WHOLE_QUOTATION = 0.5  # from this share on, a quotation belongs to the content as a whole
WHOLE_CLAUSE = 0.4  # from this share on, what hangs under a content word does


class Tree:
    """The parse of one block: who hangs under whom, asked for a few rows only."""

    def __init__(self, columns: Columns) -> None:
        self.head: list[int] = columns.head.tolist()
        self.quotation: list[int] = columns.quotation.tolist()
        self._children: dict[int, list[int]] | None = None

    def subtree(self, row: int) -> list[int]:
        """The row and all below it, at most `LONGEST` of them."""
        found: list[int] = []
        stack = [row]
        while stack and len(found) < LONGEST:
            node = stack.pop()
            found.append(node)
            stack.extend(self.children(node))
        return found

    def children(self, row: int) -> Sequence[int]:
        """The rows whose head it is."""
        if self._children is None:
            self._children = defaultdict(list)
            for child, head in enumerate(self.head):
                if child != head:
                    self._children[head].append(child)
        return self._children.get(row, ())


def settled(
    tree: Tree, anchor: int, others: frozenset[int], first: int, best: list[int], labels: Floats
) -> tuple[list[int], list[int], list[int]]:
    """Rows of cue, source and content in one window that begins at row `first`; `best` is changed in place.

    `others` are the main words of other cues: no clause is filled up with what they bring.
    """
    best[anchor - first] = CUE
    _one_run(best, CUE, anchor - first, labels)
    _one_run(best, SOURCE, None, labels)
    _fill(best)
    _whole_quotations(best, tree.quotation[first : first + len(best)])
    content = {first + n for n, label in enumerate(best) if label == CONTENT}
    cue = [first + n for n, label in enumerate(best) if label == CUE]
    source = [first + n for n, label in enumerate(best) if label == SOURCE]
    fixed = {*cue, *source}
    _whole_clauses(tree, content, fixed | (others - content), first, first + len(best))
    return cue, source, sorted(content - fixed)


def _runs(best: list[int], label: int) -> list[list[int]]:
    runs: list[list[int]] = []
    for n, this in enumerate(best):
        if this == label:
            if runs and runs[-1][-1] == n - 1:
                runs[-1].append(n)
            else:
                runs.append([n])
    return runs


def _one_run(best: list[int], label: int, anchor: int | None, labels: Floats) -> None:
    """Keep one run of `label`: that of the anchor, else the likeliest; the rest takes its next best label."""
    runs = _runs(best, label)
    if len(runs) < 2:
        return
    kept = next((n for n, run in enumerate(runs) if anchor in run), None)
    if kept is None:
        kept = max(range(len(runs)), key=lambda n: float(labels[runs[n], label].sum()))
    for number, run in enumerate(runs):
        if number != kept:
            for n in run:
                best[n] = CONTENT if labels[n, CONTENT] >= labels[n, OTHER] else OTHER


def _fill(best: list[int]) -> None:
    """Close small holes in the content that nothing else claims."""
    last = -1
    for n, label in enumerate(best):
        if label == CONTENT:
            if last >= 0 and 1 < n - last <= GAP + 1:
                best[last + 1 : n] = [CONTENT] * (n - last - 1)
            last = n
        elif label != OTHER:
            last = -1


def _whole_quotations(best: list[int], quotation: list[int]) -> None:
    """A quotation that is content for the most part is content as a whole."""
    members: dict[int, list[int]] = {}
    for n, number in enumerate(quotation):
        if number >= 0 and best[n] in (CONTENT, OTHER):
            members.setdefault(number, []).append(n)
    for inside in members.values():
        if sum(best[n] == CONTENT for n in inside) >= WHOLE_QUOTATION * len(inside):
            for n in inside:
                best[n] = CONTENT


def _whole_clauses(tree: Tree, content: set[int], fixed: set[int], low: int, high: int) -> None:
    """Where most of what hangs under a content word without a content head is content, all of it is: save branches of
    some length that are mostly not ("..., although Moscow has yet to confirm this")."""
    for root in [row for row in content if tree.head[row] not in content or tree.head[row] == row]:
        below = [row for row in tree.subtree(root) if low <= row < high]
        if len(below) < 3 or fixed.intersection(below):
            continue
        if sum(row in content for row in below) >= WHOLE_CLAUSE * len(below):
            content.update(_mostly(tree, root, content, low, high))


def _mostly(tree: Tree, root: int, content: set[int], low: int, high: int) -> list[int]:
    found, stack = [], [root]
    while stack:
        node = stack.pop()
        found.append(node)
        for child in tree.children(node):
            branch = tree.subtree(child)
            if len(branch) < BRANCH or 2 * sum(row in content for row in branch) >= len(branch):
                stack.append(child)
    return [row for row in found if low <= row < high]
