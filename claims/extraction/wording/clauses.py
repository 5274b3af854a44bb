"""The main clauses of a content span."""

from __future__ import annotations

from claims.extraction.casting.page import Page

_INNER = frozenset(("advcl", "relcl", "acl", "csubj", "mark", "pcomp"))


def main_clauses(page: Page, content: list[int]) -> list[int]:
    """Head tokens of the content's outermost clauses, those of its first sentence only.

    Clauses in further sentences of a long quotation do not decide how the whole is put.
    """
    columns = page.columns
    inside = set(content)
    first = page.sentence[content[0]]
    found: list[int] = []
    for k in content:
        if page.sentence[k] != first and found:
            break
        head = columns.head[k]
        if (head not in inside or head == k) and columns.dep[k] not in _INNER:
            found.append(k)
            found.extend(c for c in columns.children[k] if columns.dep[c] == "conj" and c in inside and c not in found)
    verbs = [k for k in found if columns.tag[k].startswith("VB") or columns.tag[k] == "MD" or columns.children[k]]
    return verbs or found
