"""Words that nobody is named for: reportedly, allegedly, it is believed, are said to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from spacy.strings import get_string_id
from spacy.tokens import Doc, Token

from claims.extraction.branches import SUBJECTS
from claims.extraction.bytree import adverb_draft, passive_draft
from claims.extraction.document import Prepared
from claims.extraction.drafts import Draft
from claims.extraction.lexicon_cues import HEARSAY_ADVERBS, HEARSAY_PASSIVES

_WORDS = np.array(sorted(get_string_id(w) for w in HEARSAY_ADVERBS | HEARSAY_PASSIVES), dtype=np.uint64)


def with_hearsay(doc: Doc, prepared: Prepared, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts, with hearsay put right: whom it is about is part of what is said, not the one who says it."""
    taken = {token for draft in drafts for token in draft.cue}
    possible = np.flatnonzero(np.isin(doc.to_array("LEMMA"), _WORDS)).tolist()
    missing = [_by_rule(doc[i], prepared) for i in possible if i not in taken and _is_hearsay(doc[i])]
    return [*(_unnamed(doc, draft, prepared) for draft in drafts), *(d for d in missing if d is not None)]


def _unnamed(doc: Doc, draft: Draft, prepared: Prepared) -> Draft:
    if (whole := _claimed_of_all_before(doc, draft)) is not None:
        return whole
    cue = next((doc[i] for i in draft.cue if _is_hearsay(doc[i])), None)
    if cue is None or not draft.source:
        return draft
    found = _by_rule(cue, prepared)
    if found is None or not set(found.content) & set(draft.source):
        return draft
    content = tuple(sorted({*draft.content, *draft.source}))
    return replace(draft, source=(), content=content, hearsay=True)


def _claimed_of_all_before(doc: Doc, draft: Draft) -> Draft | None:
    """ "Divers have found a wreck, it was claimed last night.": all before the comma is what is claimed."""
    verb = next((doc[i] for i in draft.cue if doc[i].tag_ == "VBN" and doc[i].lemma_.lower() in HEARSAY_PASSIVES), None)
    if verb is None or draft.source or verb.i < 4:
        return None
    it, comma = doc[verb.i - 2], doc[verb.i - 3]
    if it.lower_ != "it" or it.i not in draft.content or comma.text != "," or doc[verb.i - 1].lemma_ != "be":
        return None
    start = verb.sent.start
    content = tuple(k for k in range(start, comma.i) if not doc[k].is_space)
    if len(content) < 3 or any(doc[k].lower_ == "that" for k in range(verb.i + 1, min(len(doc), verb.i + 3))):
        return None
    return replace(draft, cue=(it.i, verb.i - 1, verb.i), content=content, hearsay=True)


def _is_hearsay(token: Token) -> bool:
    if token.lower_ in HEARSAY_ADVERBS:
        return token.dep_ == "advmod"
    return token.tag_ == "VBN" and token.lemma_.lower() in HEARSAY_PASSIVES and _is_passive_report(token)


def _is_passive_report(verb: Token) -> bool:
    """ "X is said to ...", "it is believed that ...", without "by somebody"."""
    labels = {child.dep_ for child in verb.children}
    if "auxpass" not in labels or "agent" in labels or not labels & {"xcomp", "ccomp"}:
        return False
    impersonal = any(c.dep_ in SUBJECTS and c.lower_ == "it" for c in verb.children)
    return impersonal or any(c.dep_ == "xcomp" and any(g.lower_ == "to" for g in c.children) for c in verb.children)


def _by_rule(token: Token, prepared: Prepared) -> Draft | None:
    return adverb_draft(token) if token.lower_ in HEARSAY_ADVERBS else passive_draft(token, prepared)
