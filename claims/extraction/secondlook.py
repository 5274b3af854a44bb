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
_HEARD = frozenset(("hear", "understand", "gather"))
_LAST = np.array(
    sorted(
        get_string_id(word)
        for word in (
            *_HEARD,
            *"says said claims claimed reports reported warns warned admits admitted adds added".split(),
            *"insists insisted believes reckons sobs sobbed fumes fumed scoffs scoffed".split(),
            *"sighs sighed moans moaned jokes joked".split(),
            *"recalls recalled explains explained writes wrote tweets tweeted".split(),
        )
    ),
    dtype=np.uint64,
)
_NOMINAL = frozenset(("NOUN", "PROPN", "ADJ", "DET", "NUM", "PRON", "ADP"))
_FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))
_CONDITIONS = frozenset("if unless until before whenever whether".split())
_LONGEST = 200  # tokens of a sentence that is looked at
_NOBODY = frozenset("i you who which that there what".split())
_CONFIDENCE = 0.5


def overlooked(doc: Doc, prepared: Prepared, drafts: Sequence[Draft]) -> list[Draft]:
    """Drafts for such verbs outside all contents of `drafts`. One pass over the verbs, bounded work for each."""
    if not len(doc):
        return []
    starts = np.flatnonzero(doc.to_array("SENT_START") == 1)
    ends = np.append(starts[1:], len(doc))
    tame = [(int(a), int(b)) for a, b in zip(starts, ends, strict=True) if b - a <= _LONGEST]
    sentence = {i: start for start, end in tame for i in range(start, end)}
    holders: dict[int, list[Draft]] = {}
    for draft in drafts:
        for place in draft.content:
            holders.setdefault(place, []).append(draft)
    cues = {token for draft in drafts for token in draft.cue}
    inside = {token for draft in drafts for token in draft.content}
    found = [
        late
        for i in np.flatnonzero(np.isin(doc.to_array("LOWER"), _LAST)).tolist()
        if i not in cues
        and i in sentence
        and (late := _at_the_end(doc[i], sentence[i])) is not None
        and not _claimed(late, holders)
    ]
    taken = {token for draft in found for token in draft.content}
    for i in np.flatnonzero(np.isin(doc.to_array("LEMMA"), _LEMMAS)).tolist():
        if i in cues or i in inside or i in taken or i not in sentence:
            continue
        token = doc[i]
        seen = _estimate(token) if token.lemma_ in _ESTIMATING else _told(token, prepared)
        if seen is not None and not _claimed(seen, holders):
            found.append(seen)
    return found


def _at_the_end(token: Token, start: int) -> Draft | None:
    """ "..., Portuguese radio reports.", "..., we hear.": also where the tagger takes the verb for a noun."""
    doc = token.doc
    if token.i + 1 < len(doc) and doc[token.i + 1].text not in (".", "!") and not doc[token.i + 1].is_space:
        return None
    comma = next((k for k in range(token.i - 1, max(0, token.i - 8), -1) if doc[k].text == "," or doc[k].is_space), -1)
    if comma < 3 or doc[comma].text != "," or comma == token.i - 1:
        return None
    named = range(comma + 1, token.i)
    if any(doc[k].pos_ not in _NOMINAL or not doc[k].text[:1].isalnum() for k in named):
        return None
    while start < comma and (doc[start].is_punct or doc[start].is_space):
        start += 1
    start = max([start, *(k + 1 for k in range(start, comma) if doc[k].is_space and "\n" in doc[k].text)])
    content = tuple(k for k in range(start, comma) if not doc[k].is_space)
    if len(content) < 4 or not any(doc[k].pos_ in ("VERB", "AUX") for k in content):
        return None
    heard = token.lower_ in _HEARD
    if heard and (len(named) != 1 or doc[named[0]].lower_ != "we"):
        return None
    source = () if heard else tuple(named)
    cue = (*named, token.i) if heard else (token.i,)
    return Draft(cue, source, content, token.lemma_.lower(), "second look: at the end", _CONFIDENCE, hearsay=heard)


def _claimed(draft: Draft, holders: dict[int, list[Draft]]) -> bool:
    """Whether the words are somebody's already: unless their cue stands inside them, and they are what he said."""
    mine = frozenset(draft.content)
    others = {id(other): other for token in draft.content for other in holders.get(token, ())}
    return any(not mine.issuperset(o.cue[:1] or o.source[:1] or o.content) for o in others.values())


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
