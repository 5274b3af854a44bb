"""Words that were overlooked: a plain verb of saying or thinking with a subject and a clause that nobody has yet.

The network stays below its line where it has not seen a verb, or where the layout is strange. The verbs here brought
somebody's words in at least 85 of 100 cases where they had a subject and a clause in the training months, or mean
nothing but saying. Also estimates: "put the fee at 22m".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from spacy.strings import get_string_id
from spacy.tokens import Doc, Token

from claims.extraction.bytree import SUBJECTS, cue_of, draft_of_verb, subject_of, subtree
from claims.extraction.document import Prepared
from claims.extraction.drafts import Draft

_SAYING = frozenset(
    """
    add admit acknowledge allege announce argue assert assure believe boast claim complain concede conclude confess
    confirm contend declare deny estimate explain fear hint hope imply indicate insist joke maintain note predict
    promise reckon recall record remark reply report respond reveal say state stress suggest suspect swear tell think
    tweet warn worry write
    """.split()
)
_ESTIMATING = frozenset(("put",))
_LEMMAS = np.array(sorted(get_string_id(word) for word in _SAYING | _ESTIMATING), dtype=np.uint64)
_FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))
_CONDITIONS = frozenset("if unless until before whenever whether".split())
_NOBODY = frozenset("i you who which that there what".split())
_CONFIDENCE = 0.5


def overlooked(doc: Doc, prepared: Prepared, drafts: Sequence[Draft]) -> list[Draft]:
    """Drafts for such verbs outside all contents of `drafts`. One pass over the verbs."""
    cues = {token for draft in drafts for token in draft.cue}
    inside = {token for draft in drafts for token in draft.content}
    found = []
    for i in np.flatnonzero(np.isin(doc.to_array("LEMMA"), _LEMMAS)).tolist():
        if i in cues or i in inside:
            continue
        token = doc[i]
        draft = _estimate(token) if token.lemma_ in _ESTIMATING else _told(token, prepared)
        if draft is not None and not _claimed(draft, drafts):
            found.append(draft)
    return found


def _claimed(draft: Draft, drafts: Sequence[Draft]) -> bool:
    """Whether the words are somebody's already: unless their cue stands inside them, and they are what he said."""
    mine = frozenset(draft.content)
    for other in drafts:
        shared = len(mine.intersection(other.content))
        if shared and not mine.issuperset(other.cue[:1] or other.source[:1] or other.content):
            return True
    return False


def _told(verb: Token, prepared: Prepared) -> Draft | None:
    if verb.pos_ not in ("VERB", "AUX") or verb.tag_ not in ("VBD", "VBZ", "VBP", "VBN", "VBG") or not _plain(verb):
        return None
    clause = next((c for c in verb.children if c.dep_ == "ccomp"), None)
    own = next((c for c in verb.children if c.dep_ in SUBJECTS), None)
    if clause is None or own is None or own.lower_ in _NOBODY:
        return None
    if not (clause.tag_ in _FINITE or any(c.tag_ in _FINITE and c.dep_ in ("aux", "auxpass") for c in clause.children)):
        return None
    if verb.tag_ in ("VBN", "VBG") and not any(c.dep_ == "aux" for c in verb.children):
        return None
    draft = draft_of_verb(verb, prepared)
    return replace(draft, rule="second look", confidence=_CONFIDENCE) if draft is not None else None


def _plain(verb: Token) -> bool:
    """Neither negated nor asked, conditional or possible."""
    return not any(
        c.dep_ == "neg"
        or (c.dep_ == "aux" and c.tag_ == "MD")
        or (c.dep_ in ("mark", "advmod") and c.lower_ in _CONDITIONS)
        for c in verb.children
    )


def _estimate(verb: Token) -> Draft | None:
    """ "Put the fee at 22m", "puts Labour on 26": the thing and its number are what is said."""
    thing = next((c for c in verb.children if c.dep_ == "dobj"), None)
    if verb.pos_ != "VERB" or thing is None or not _plain(verb):
        return None
    at = [
        c
        for c in (*verb.children, *thing.children)
        if c.dep_ == "prep" and c.lower_ in ("at", "on") and any(verb.doc[i].like_num for i in subtree(c))
    ]
    source = subject_of(verb)
    if not at or not source:
        return None
    content = sorted({*subtree(thing), *(i for c in at for i in subtree(c))})
    return Draft(tuple(cue_of(verb)), tuple(source), tuple(content), verb.lemma_, "second look", _CONFIDENCE)
