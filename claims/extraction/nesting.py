"""Attributions inside the content of others: the chain of who says that who says what.

No corpus here teaches this (PolNeAR marks the outer one only), so inner cues come from a lexicon and the parse: a verb of
saying, thinking or promising with a subject of its own and a clause that it brings, inside words that somebody else says.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from claims.extraction.bytree import SUBJECTS, draft_at
from claims.extraction.document import Prepared
from claims.extraction.drafts import Draft
from claims.extraction.lexicon_cues import HEARSAY_ADVERBS, INNER_VERBS

_CLAUSES = frozenset(("ccomp", "xcomp"))


def inner_drafts(doc: Doc, prepared: Prepared, outer: Sequence[Draft]) -> list[Draft]:
    """Drafts for cues inside the contents of `outer` that are not found yet, cut to the content they stand in."""
    taken = {token for draft in outer for token in draft.cue}
    found: list[Draft] = []
    seen: set[int] = set()
    for draft in sorted(outer, key=lambda d: len(d.content)):
        inside = frozenset(draft.content)
        for index in draft.content:
            if index in seen or index in taken or not _may_be_inner(doc[index]):
                continue
            seen.add(index)
            inner = draft_at(doc[index], prepared)
            if inner is None:
                continue
            content = tuple(i for i in inner.content if i in inside)
            if content and len(content) < len(draft.content) and (inner.source or inner.hearsay):
                found.append(replace(inner, content=content, rule=f"nested: {inner.rule}", confidence=0.6))
    return found


def with_parents(drafts: Sequence[Draft]) -> list[Draft]:
    """Each draft whose cue stands in the content of others gets the tightest of them as its parent. No cycles."""
    contents = [frozenset(draft.content) for draft in drafts]
    holders: dict[int, list[int]] = {}
    for number, content in enumerate(contents):
        for token in content:
            holders.setdefault(token, []).append(number)
    out = []
    for number, draft in enumerate(drafts):
        if not draft.cue:
            out.append(replace(draft, parent=None))
            continue
        around = [m for m in holders.get(draft.cue[0], ()) if m != number and len(contents[m]) > len(draft.content)]
        out.append(replace(draft, parent=min(around, key=lambda m: (len(contents[m]), m), default=None)))
    return out


def _may_be_inner(token: Token) -> bool:
    if token.lower_ in HEARSAY_ADVERBS or token.lower_ == "according":
        return True
    if token.pos_ != "VERB" or token.lemma_.lower() not in INNER_VERBS:
        return False
    labels = {child.dep_ for child in token.children}
    own_subject = bool(labels & SUBJECTS)
    return own_subject and bool(
        labels & _CLAUSES or token.lemma_.lower() in ("agree", "accuse", "deny", "promise", "blame")
    )
