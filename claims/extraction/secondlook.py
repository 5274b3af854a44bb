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

from claims.extraction.branches import SUBJECTS, cue_of, subject_of, subtree
from claims.extraction.bytree import draft_at, draft_of_verb
from claims.extraction.document import Prepared
from claims.extraction.drafts import Draft
from claims.extraction.lemmas import WRONG
from claims.extraction.nominals import SAID
from claims.extraction.stances.words import CLAIMS

_SAYING = frozenset(
    """
    add admit acknowledge allege announce argue assert assure believe boast claim complain concede conclude confess
    confirm contend declare deny estimate explain fear hint hope imply indicate insist joke maintain note predict
    promise reckon recall record remark reply report respond reveal say state stress suggest suspect swear tell think
    tweet warn worry write
    attest blog boast brag caution confide counter disclose divulge emphasise emphasize forecast grumble lament marvel
    moan muse pledge post proclaim profess protest quip reiterate retort rule speculate stipulate testify underline vow
    whine whisper
    """.split()
)
_ESTIMATING = frozenset(("put",))
# What is not said, or not found out: "was unable to establish when ...", "would not be drawn on whether ...".
_OPENING = frozenset("say disclose reveal specify establish determine ascertain clarify explain tell draw".split())
_QUESTIONS = frozenset("whether if when where who whom whose why how what which".split())
_HOLDING_BACK = frozenset("unable refuse decline fail have".split())
_LEMMAS = np.array(
    sorted(get_string_id(word) for word in _SAYING | _ESTIMATING | _OPENING | SAID | WRONG), dtype=np.uint64
)
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
# "..., figures from the ministry show": only what documents and counts do, and what they are.
_SHOWING = frozenset(
    "show shows showed shown suggest suggests suggested indicate indicates indicated reveal reveals revealed"
    " find finds found confirm confirms confirmed".split()
)
_DOCUMENTS = frozenset(
    """
    figure figures data survey surveys poll polls study studies report reports statistic statistics number numbers
    record records document documents analysis research findings results census estimate estimates paper papers index
    filing filings minutes email emails letter letters memo audit review inquiry accounts tests
    """.split()
)
_LAST = np.union1d(_LAST, np.array(sorted(get_string_id(word) for word in _SHOWING), dtype=np.uint64))
_BACK = 16  # tokens of who says it
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
        if token.pos_ in ("NOUN", "PROPN"):
            seen = draft_at(token, prepared) if token.lemma_.lower() in SAID else None
        else:
            seen = _estimate(token) if token.lemma_ in _ESTIMATING else _told(token, prepared)
        seen = seen or _left_open(token) or _ruled_out(token)
        if seen is not None and not _claimed(seen, holders):
            found.append(seen)
    return found


def _at_the_end(token: Token, start: int) -> Draft | None:
    """ "..., Portuguese radio reports.", "..., we hear.": also where the tagger takes the verb for a noun."""
    doc = token.doc
    if token.i + 1 < len(doc) and doc[token.i + 1].text not in (".", "!") and not doc[token.i + 1].is_space:
        return None
    shows = token.lower_ in _SHOWING
    back = range(token.i - 1, max(0, token.i - (_BACK if shows else 8)), -1)
    comma = next((k for k in back if doc[k].text == "," or (doc[k].is_space and "\n" in doc[k].text)), -1)
    if comma < 3 or doc[comma].text != "," or comma == token.i - 1:
        return None
    helped = doc[token.i - 1].lower_ in ("has", "have", "had")
    named = range(comma + 1, token.i - helped)
    if not len(named):
        return None
    if any(doc[k].pos_ not in _NOMINAL or not doc[k].text[:1].isalnum() for k in named):
        return None
    if shows and not _is_document(doc, named):
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
    cue = (*named, token.i) if heard else tuple(range(token.i - helped, token.i + 1))
    return Draft(cue, source, content, token.lemma_.lower(), "second look: at the end", _CONFIDENCE, hearsay=heard)


def _is_document(doc: Doc, named: range) -> bool:
    """ "Figures from the trade ministry", "a survey by Halden", "latest government data": the head is a document."""
    end = next((k for k in named if doc[k].pos_ == "ADP"), named[-1] + 1)
    return end > named[0] and doc[end - 1].lower_ in _DOCUMENTS


def _claimed(draft: Draft, holders: dict[int, list[Draft]]) -> bool:
    """Whether the words are somebody's already: unless their cue stands inside them, and they are what he said."""
    mine = frozenset(draft.content)
    others = {id(other): other for token in draft.content for other in holders.get(token, ())}
    return any(not mine.issuperset(o.cue[:1] or o.source[:1] or o.content) for o in others.values())


def _left_open(verb: Token) -> Draft | None:
    """ "Was unable to establish when it was formed": who leaves a question open, and the question."""
    if verb.lemma_ not in _OPENING or verb.pos_ not in ("VERB", "AUX"):
        return None
    holder = verb.head if verb.dep_ in ("xcomp", "acl") and verb.head.lemma_.lower() in _HOLDING_BACK else verb
    if holder is verb and not any(c.dep_ == "neg" for c in verb.children):
        return None
    if holder.lemma_ == "have" and not any(c.lower_ == "yet" for c in holder.children):
        return None
    finite = holder.head if holder.dep_ == "acomp" else holder  # "was" of "was unable"
    source = subject_of(finite)
    below = (c for above in (verb, finite) for c in above.children)
    question = next((c for c in below if c.dep_ in ("ccomp", "xcomp", "advcl") and c.i > verb.i), None)
    if verb.lemma_ == "draw":
        on = next((c for c in verb.children if c.dep_ == "prep" and c.lower_ == "on"), None)
        question = next((c for c in on.children if c.dep_ == "pcomp"), None) if on is not None else None
    passive = any(c.dep_ == "auxpass" for c in verb.children)
    if question is None or not source or passive != (verb.lemma_ == "draw"):
        return None
    content = subtree(question)
    if len(content) < 2 or verb.doc[content[0]].lower_ not in _QUESTIONS or verb.doc[source[0]].lower_ in _NOBODY:
        return None
    first = min(cue_of(finite))
    cue = range(first, content[0]) if content[0] - first <= 6 else cue_of(verb)
    return Draft(tuple(cue), tuple(source), tuple(content), verb.lemma_, "second look: left open", _CONFIDENCE)


def _ruled_out(verb: Token) -> Draft | None:
    """ "Denies negligence", "rules out contamination": the thing that is denied, where it is no word for a claim."""
    particle = next((c for c in verb.children if c.dep_ == "prt"), None)
    if not (verb.lemma_ == "deny" or (verb.lemma_ == "rule" and particle is not None and particle.lower_ == "out")):
        return None
    thing = next((c for c in verb.children if c.dep_ == "dobj" and c.pos_ == "NOUN"), None)
    source = subject_of(verb)
    if thing is None or not source or not _plain(verb) or verb.tag_ not in ("VBD", "VBZ", "VBP", "VBN"):
        return None
    pointed = any(c.lower_ in ("the", "this", "that", "these", "those") or c.dep_ == "poss" for c in thing.children)
    if pointed or thing.lemma_.lower() in CLAIMS or verb.doc[source[0]].lower_ in _NOBODY:
        return None
    content = tuple(i for i in subtree(thing) if i > verb.i)
    return Draft(tuple(cue_of(verb)), tuple(source), content, verb.lemma_, "second look", _CONFIDENCE)


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
