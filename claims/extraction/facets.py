"""Tense, polarity and condition of a claim, read from the parse of its clause."""

from __future__ import annotations

from collections.abc import Sequence

from claims.extraction.claimtexts.columns import Columns
from claims.extraction.claimtexts.inflection import past
from claims.extraction.types import Span, Tense

_NEGATIVE_SUBJECTS = frozenset({"nobody", "none", "nothing", "neither", "nowhere"})
_FUTURE = frozenset({"will", "shall", "'ll", "’ll", "wo", "sha"})
_BACKSHIFTED = frozenset({"would", "'d", "’d"})
_CONDITIONS = frozenset({"if", "unless", "provided", "providing", "supposing", "once", "until"})
_SET_TO = frozenset({"set", "due", "about", "expected", "scheduled", "likely", "bound"})


def tense(columns: Columns, root: int, *, backshifted: bool = False) -> Tense | None:
    """When the clause of `root` happens. `backshifted`: told in the past, so that "would" looks ahead."""
    carrier = columns.finite(root)
    if carrier is None:
        return None
    tag, word = columns.tag[carrier], columns.lower[carrier]
    auxiliaries = [columns.lower[c] for c in columns.children[root] if columns.dep[c] in ("aux", "auxpass")]
    if tag == "MD":
        if word in _FUTURE or (word in _BACKSHIFTED and "have" not in auxiliaries):
            return Tense.FUTURE
        return Tense.PAST if "have" in auxiliaries else Tense.PRESENT
    if _looks_ahead(columns, root):
        return Tense.FUTURE
    if tag in ("VBD", "VBN"):
        # "they provoke" taken for a past tense: a form that equals its base is a past only of a few verbs
        return Tense.PRESENT if word == columns.lemma[carrier] and past(word) != word else Tense.PAST
    if columns.lemma[carrier] == "have" and carrier != root:
        return Tense.PAST
    return Tense.PRESENT


def _looks_ahead(columns: Columns, root: int) -> bool:
    """ "is going to", "is due to", "is set to"."""
    later = next((c for c in columns.children[root] if columns.dep[c] in ("xcomp", "acomp", "oprd") and c > root), None)
    if columns.lower[root] == "going" and later is not None and columns.dep[later] == "xcomp":
        return columns.tag[later] == "VB"
    if columns.lower[root] in _SET_TO:
        return later is not None and columns.tag[later] == "VB"
    if later is not None and columns.lower[later] in _SET_TO:
        return any(columns.tag[c] == "VB" for c in columns.children[later])
    return False


def is_over(columns: Columns, verb: int) -> bool:
    """ "To have visited", "having met", "the man arrested on 3 May": done, whatever the tense of the clause above."""
    if columns.tag[verb] != "VBN":
        return False
    auxiliaries = [c for c in columns.children[verb] if columns.dep[c] in ("aux", "auxpass")]
    if any(columns.lemma[c] == "have" for c in auxiliaries):
        wished = columns.lemma[columns.head[verb]].lower() in _WISHED
        return not wished and not any(columns.tag[c] == "MD" for c in auxiliaries)
    return not auxiliaries and columns.dep[verb] == "acl" and columns.lemma[verb].lower() not in _PLANNED


_WISHED = frozenset("expect hope want plan aim intend promise pledge vow need like due likely set".split())
_PLANNED = frozenset("plan schedule expect set book propose intend fix slate call time forecast due agree".split())


def negated(columns: Columns, root: int) -> bool:
    """Whether the clause says that something is not so: a negated verb, or "no", "nobody" as its subject or object."""
    if columns.is_negated(root) or any(columns.lower[c] == "never" for c in columns.children[root]):
        return True
    for child in columns.children[root]:
        if columns.dep[child] in ("nsubj", "nsubjpass", "dobj", "attr"):
            if columns.lower[child] in _NEGATIVE_SUBJECTS:
                return True
            if any(columns.lower[c] == "no" and columns.dep[c] == "det" for c in columns.children[child]):
                return True
    return False


def condition(columns: Columns, root: int, inside: set[int], others: Sequence[int] = ()) -> Span | None:
    """The characters of the clause's condition ("If there is no deal by Friday"), or None.

    `others` are further heads of the same claim, where its words stand in pieces.
    """
    for child in [*columns.children[root], *others]:
        if (columns.dep[child] == "advcl" or child in others) and child in inside and child != root:
            mark = columns.child(child, "mark", "advmod")
            if mark is not None and columns.lower[mark] in _CONDITIONS - {"once", "until"}:
                tokens = [t for t in columns.subtree(child) if t in inside]
                while tokens and columns.dep[tokens[-1]] == "punct":
                    tokens.pop()
                while tokens and columns.dep[tokens[0]] == "punct":
                    tokens.pop(0)
                return columns.span(tokens) if tokens else None
    return None
