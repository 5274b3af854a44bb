"""Contents that were cut where somebody else's words begin in them, made whole again by the parse.

A network that was taught on outer speech takes the verb of an inner one out of the content ("a report that | to
resign"), or stops before what it brings ("the board promised them | in August that no fee would be paid").
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from spacy.tokens import Doc, Token

from claims.extraction.branches import opens_clause, own_subject, phrase_under, subtree
from claims.extraction.drafts import Draft

_PARTING: Final = frozenset((",", ";", ":", "(", ")", "–", "—"))
_LONGEST_HOLE: Final = 6  # words that were taken out
_LONGEST_STEP: Final = 6  # tokens from where a content stops to the clause that belongs to it


def with_whole_clauses(doc: Doc, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts with their contents made whole."""
    cues = {i for draft in drafts for i in draft.cue}
    found = [_longer(doc, _filled(doc, _with_inner(doc, draft, cues))) for draft in drafts]
    return [_of_its_own_subject(doc, draft, cues) for draft in found]


def _with_inner(doc: Doc, draft: Draft, cues: set[int]) -> Draft:
    """ "The general said | Kyiv's spy chief | had told him it would be hit": what is told is part of what was said."""
    inner = _complement(doc, draft)
    if inner is None or not {inner.i, *(c.i for c in inner.conjuncts)} & cues:
        return draft
    own = {*draft.cue, *draft.source}
    whole = subtree(inner)
    if not own.isdisjoint(whole) or any(doc[i].is_quote for i in whole) or not set(whole) & set(draft.content):
        return draft
    return replace(draft, content=tuple(sorted({*draft.content, *whole})))


def _complement(doc: Doc, draft: Draft) -> Token | None:
    """The verb of the clause that the cue brings, behind it, with a subject of its own."""
    if not draft.cue:
        return None
    verbs = (c for i in draft.cue for c in doc[i].children if c.dep_ == "ccomp" and c.i > draft.cue[-1])
    return next((verb for verb in verbs if own_subject(verb) is not None), None)


def _of_its_own_subject(doc: Doc, draft: Draft, cues: set[int]) -> Draft:
    """ "The coach said the referee had apologised and admitted that ...": the referee admitted it, not the coach."""
    verb = next((doc[i] for i in draft.cue if doc[i].dep_ == "conj" and doc[i].pos_ == "VERB"), None)
    if verb is None or own_subject(verb) is not None or not draft.source or draft.source[-1] > verb.i:
        return draft
    first = verb.head
    if first.dep_ != "ccomp" or first.head.i not in cues or (first.tag_ != verb.tag_ and first.tag_ != "VBN"):
        return draft
    subject, teller = own_subject(first), own_subject(first.head)
    if subject is None or teller is None or teller.i not in draft.source or subject.pos_ == "PRON":
        return draft
    return replace(draft, source=tuple(i for i in phrase_under(subject) if i < first.i))


def _filled(doc: Doc, draft: Draft) -> Draft:
    """ "A report that | she had threatened | to resign": the words between are part of what is reported."""
    own = {*draft.cue, *draft.source}
    found = list(draft.content)
    for before, after in pairwise(draft.content):
        hole = [i for i in range(before + 1, after) if not doc[i].is_space and i not in own]
        words = [i for i in hole if not doc[i].is_punct]
        if not words or len(words) > _LONGEST_HOLE or doc[before].sent != doc[after].sent:
            continue
        if any(doc[i].is_quote or doc[i].text in _PARTING for i in (before, *hole)):
            continue
        inside = set(words)
        if _is_clause_of(doc, inside, set(draft.content)) and _hangs_on(doc, after, draft, inside):
            found += hole
    return draft if len(found) == len(draft.content) else replace(draft, content=tuple(sorted(found)))


def _is_clause_of(doc: Doc, hole: set[int], content: set[int]) -> bool:
    """Whether the hole holds a verb, and hangs on the content; "..., while hinting at ..." hangs on the cue."""
    tops = [doc[i] for i in hole if doc[i].head.i not in hole and doc[i].pos_ in ("VERB", "AUX")]
    return bool(tops) and all(top.head.i in content for top in tops)


def _hangs_on(doc: Doc, first: int, draft: Draft, inside: set[int]) -> bool:
    """Whether the top of the run of content that begins at `first` hangs on one of the words in the hole."""
    content, end = set(draft.content), first + 1
    while end in content:
        end += 1
    heads = (doc[i].head.i for i in range(first, end))
    return any(head in inside for head in heads if not first <= head < end)


def _longer(doc: Doc, draft: Draft) -> Draft:
    """ "The board promised them | in August that no fee would be paid"."""
    if not draft.content:
        return draft
    last, content = draft.content[-1], set(draft.content)
    clause = _clause_after(doc, last, content)
    if clause is None or not {*draft.cue, *draft.source}.isdisjoint(range(last + 1, clause.right_edge.i + 1)):
        return draft
    return replace(draft, content=(*draft.content, *range(last + 1, clause.right_edge.i + 1)))


def _clause_after(doc: Doc, last: int, content: set[int]) -> Token | None:
    """The that-clause behind the content that hangs on a verb in it, with nothing between but what hangs there too."""
    for i in range(last, max(-1, last - _LONGEST_STEP), -1):
        verb = doc[i]
        if i not in content or verb.pos_ not in ("VERB", "AUX"):
            continue
        for child in verb.children:
            low = child.left_edge.i
            if child.dep_ == "ccomp" and opens_clause(child) and last < low <= last + _LONGEST_STEP:
                under = set(subtree(verb))
                return child if all(k in under for k in range(last + 1, low)) else None
        return None
    return None
