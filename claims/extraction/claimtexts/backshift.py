"""Tenses shifted back by a past verb of saying, put forward again where that is safe."""

from __future__ import annotations

from claims.extraction.claimtexts.columns import Columns
from claims.extraction.claimtexts.draft import Draft
from claims.extraction.claimtexts.inflection import be, past_of_participle
from claims.extraction.claimtexts.setting import is_plural

_CONDITIONAL = frozenset({"if", "unless"})
_KEPT = frozenset({"like", "rather", "love", "prefer", "hate"})


def undo(columns: Columns, draft: Draft, root: int) -> None:
    """ "had agreed" -> "agreed", "would propel" -> "will propel" for the clause's main verb; otherwise nothing."""
    carrier = columns.finite(root)
    if carrier is None or carrier in draft.replaced or carrier not in draft.order:
        return
    word = columns.lower[carrier]
    if word == "had" and carrier != root and columns.tag[root] in ("VBN", "VBD", "VBG"):
        _perfect(columns, draft, root, carrier)
    elif word in ("would", "'d", "’d") and carrier != root and columns.tag[carrier] == "MD":
        _future(columns, draft, root, carrier)


def _perfect(columns: Columns, draft: Draft, root: int, had: int) -> None:
    if columns.is_negated(root) or columns.word[had][0] in "'’":
        return
    auxiliaries = [c for c in columns.children[root] if columns.dep[c] in ("aux", "auxpass") and c > had]
    been = next((c for c in auxiliaries if columns.lower[c] == "been"), None)
    verb = been if been is not None else root
    if columns.lower[verb] == "been":
        subject = columns.subject(root)
        plural = subject is not None and is_plural(columns, columns.subtree(subject))
        finite: str | None = be(plural=plural, past_tense=True)
    else:
        finite = past_of_participle(columns.word[verb]) if columns.tag[verb] != "VBG" else None
    if finite is None:
        return
    draft.leave_out(had)
    draft.replaced[verb] = finite


def _future(columns: Columns, draft: Draft, root: int, would: int) -> None:
    if columns.lower[root] in _KEPT or any(columns.lower[t] in _CONDITIONAL for t in draft.order):
        return
    subject = columns.subject(root)
    if subject is not None and columns.lower[subject] == "it" and columns.child(root, "acomp") is not None:
        return  # "it would be wrong to speculate"
    if any(columns.lower[c] == "have" for c in columns.children[root] if columns.dep[c] == "aux"):
        return
    draft.replaced[would] = "will" if columns.word[would][0] not in "'’" else " will"
