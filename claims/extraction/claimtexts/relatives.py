"""Relative clauses that became a content: what they are about is put back."""

from __future__ import annotations

from claims.extraction.claimtexts.columns import Columns
from claims.extraction.claimtexts.draft import Draft

_LONGEST = 12  # words of a noun phrase that is taken along


def put_back(columns: Columns, draft: Draft) -> None:
    """ "which undermines x" -> "Russian oil undermines x"; "(which) X set a deadline for" -> "... for peace talks"."""
    if not draft.order:
        return
    first, last = draft.order[0], draft.order[-1]
    gap = columns.tag[last] == "IN" and columns.child(last, "pobj", "pcomp", "prep") is None
    if columns.tag[first] not in ("WDT", "WP") and not gap:
        return
    noun = _antecedent(columns, last if gap else first)
    if noun is None:
        return
    if gap:
        draft.order.extend(t for t in noun if t not in draft.order)
    elif columns.tag[first] in ("WDT", "WP"):
        draft.order = [*noun, *(t for t in draft.order if t != first)]


def _antecedent(columns: Columns, token: int) -> list[int] | None:
    """The noun phrase before the relative clause that a token stands in."""
    for _ in range(8):
        if columns.dep[token] == "relcl":
            return _phrase(columns, token)
        if columns.head[token] == token:
            return None
        token = columns.head[token]
    return None


def _phrase(columns: Columns, clause: int) -> list[int] | None:
    inside = set(columns.subtree(clause))
    noun = columns.head[clause]
    which = any(columns.lower[t] == "which" for t in inside)
    # "talks with Mr X, which": no person is a "which", so the phrase around the name is meant.
    while which and columns.entity[noun] == "PERSON" and columns.dep[noun] == "pobj":
        noun = columns.head[columns.head[noun]]
    phrase = [t for t in columns.subtree(noun) if t not in inside]
    while phrase and columns.dep[phrase[-1]] == "punct":
        phrase.pop()
    return phrase if 0 < len(phrase) <= _LONGEST and columns.tag[noun][:2] == "NN" else None
