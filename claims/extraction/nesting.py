"""Attributions inside the content of others: the chain of who says that who says what.

No corpus here teaches this (PolNeAR marks the outer one only), so inner cues come from a lexicon and the parse: a verb
of saying, thinking or promising with a subject of its own and something that it brings, inside words that somebody else
says. What belongs to such a cue hangs under it in the parse (`bytree.py`); the network, taught on outer cues, reads
it worse.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from spacy.tokens import Doc

from claims.extraction.bytree import draft_at
from claims.extraction.dialogue import TRANSCRIPT
from claims.extraction.document import Prepared
from claims.extraction.drafts import Draft
from claims.extraction.innercues import LEMMAS, is_inner_cue, is_own_thought


def inner_drafts(doc: Doc, prepared: Prepared, outer: Sequence[Draft]) -> list[Draft]:
    """Drafts for cues inside the contents of `outer` that are not found yet, cut to the content they stand in."""
    taken = {token for draft in outer for token in draft.cue}
    holder: dict[int, Draft] = {}
    for draft in sorted(outer, key=lambda d: -len(d.content)):
        holder.update(dict.fromkeys(draft.content, draft))
    possible = np.flatnonzero(np.isin(doc.to_array("LEMMA"), LEMMAS)).tolist()
    cues = [
        i
        for i in possible
        if i in holder
        and i not in taken
        and (is_inner_cue(doc[i]) or (holder[i].rule == TRANSCRIPT and is_own_thought(doc[i])))
    ]
    found = (_within(draft_at(doc[i], prepared), holder[i]) for i in cues)
    return [draft for draft in found if draft is not None]


def may_be_inner(doc: Doc, inner: Draft, outer: Draft) -> bool:
    """Does the cue of `inner` look like one that speaks inside the content of `outer`?"""
    return any(i in outer.content and is_inner_cue(doc[i]) for i in inner.cue)


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


def _within(inner: Draft | None, holder: Draft) -> Draft | None:
    if inner is None or not (inner.source or inner.hearsay):
        return None
    inside = frozenset(holder.content)
    content = tuple(i for i in inner.content if i in inside)
    if not content or len(content) >= len(holder.content):
        return None
    return replace(inner, content=content, rule=f"nested: {inner.rule}", confidence=min(inner.confidence, 0.6))
