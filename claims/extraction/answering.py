"""Questions that are put to somebody, and the answer: "Asked whether she would publish it, Lind said no."

The question is nobody's claim. A plain no denies what was asked, a plain yes asserts it; a silence leaves it open.
Whatever else is answered stands for itself, and the question is left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from spacy.strings import get_string_id
from spacy.tokens import Doc, Token

from claims.extraction.branches import subject_of, subtree
from claims.extraction.drafts import Draft

ANSWERED_NO = "answer: no"  # the rule of a no
ANSWERED_YES = "answer: yes"
_ASKING = frozenset("ask question press quiz query".split())
_LEMMAS = np.array(sorted(get_string_id(word) for word in _ASKING), dtype=np.uint64)
_SAYING = frozenset("say answer reply respond insist state".split())
_SILENT = frozenset("comment answer respond reply return say discuss elaborate confirm".split())
_WITHHOLDING = frozenset("decline refuse ignore avoid dodge duck sidestep deflect".split())
_NO = frozenset("no nope never".split())
_YES = frozenset("yes yeah yep".split())
_STRESS = frozenset("absolutely certainly definitely simply just only flatly emphatically".split())
_PRONOUNS = frozenset("i we he she it they".split())
_HELPERS = frozenset("do does did is am are was were has have had will would can could should may might wo ca".split())
_NOT = frozenset(("not", "n't", "n’t"))
_ENDS = frozenset((".", ",", ";", "!", "–", "—", "-", ":", "(", "when", "after", "but", "and", "if"))
_WHETHER = frozenset(("whether", "if"))
_QUESTIONS = frozenset("whether if why how who whom what when where which".split())
_LONGEST = 6  # words of an answer


def with_answers(doc: Doc, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts without questions that were only put; those that were answered as what the answer says."""
    found: list[Draft] = []
    answers = _answers_by_parse(doc)
    for draft in drafts:
        asked = _asked(doc, draft)
        if asked is None or not _is_question(doc, draft):
            found.append(_read_with_answer(doc, draft))
            continue
        main = _answering_verb(asked)
        answer = _answer(main, draft.content) if main is not None else None
        if answer is not None:
            answers.setdefault(answer.cue, answer)
        elif main is not None and _is_silent(main):
            found.append(draft)
    said = {token for answer in answers.values() for token in answer.cue}
    asked_of = {token for answer in answers.values() for token in answer.content}
    found = [d for d in found if not (said.intersection(d.cue) and (_is_short(d) or asked_of.intersection(d.content)))]
    return [*found, *answers.values()]


def _is_question(doc: Doc, draft: Draft) -> bool:
    """ "Asked whether ..."; "asked about the fire" and "asked to describe it" name a matter only."""
    return bool(draft.content) and doc[draft.content[0]].lower_ in _QUESTIONS


def _is_short(draft: Draft) -> bool:
    return len(draft.content) <= _LONGEST


def _answers_by_parse(doc: Doc) -> dict[tuple[int, ...], Draft]:
    """By their cue the plain answers to "asked whether ..." that the parse shows, whatever was read there before."""
    found: dict[tuple[int, ...], Draft] = {}
    if not len(doc):
        return found
    for i in np.flatnonzero(np.isin(doc.to_array("LEMMA"), _LEMMAS)).tolist():
        asked = doc[i]
        clause = next((c for c in asked.children if c.dep_ == "ccomp"), None)
        if asked.pos_ != "VERB" or not _is_participle(asked) or clause is None:
            continue
        main = _answering_verb(asked)
        content = tuple(k for k in subtree(clause) if not doc[k].is_space)
        answer = _answer(main, content) if main is not None and main.i not in content else None
        if answer is not None:
            found[answer.cue] = answer
    return found


def _read_with_answer(doc: Doc, draft: Draft) -> Draft:
    """ "Lind answered no when asked whether ...", read as one: a no is a no there too."""
    says = any(doc[i].lemma_.lower() in _SAYING for i in draft.cue)
    plain = [doc[i].lower_ for i in draft.cue if doc[i].lower_ in _NO | _YES]
    if not says or not plain or len(draft.content) < 3 or doc[draft.content[0]].lower_ not in _WHETHER:
        return draft
    return replace(draft, content=draft.content[1:], rule=ANSWERED_NO if plain[0] in _NO else ANSWERED_YES)


def _asked(doc: Doc, draft: Draft) -> Token | None:
    """The "asked" of a question that is put to the one who answers; None for "Reporters asked whether ..."."""
    verb = next((doc[i] for i in draft.cue if doc[i].lemma_.lower() in _ASKING and doc[i].pos_ == "VERB"), None)
    return verb if verb is not None and _is_participle(verb) else None


def _is_participle(verb: Token) -> bool:
    if verb.tag_ not in ("VBN", "VBD"):
        return False
    if any(c.dep_ in ("nsubj", "nsubjpass", "auxpass", "aux") for c in verb.children):
        return False
    return verb.tag_ == "VBN" or verb.dep_ not in ("ROOT", "conj") or _opens_sentence(verb)


def _opens_sentence(verb: Token) -> bool:
    before = verb.i - 1
    while before >= verb.sent.start and (verb.doc[before].is_space or verb.doc[before].is_quote):
        before -= 1
    return before < verb.sent.start or verb.doc[before].lower_ in ("when", "if", "once")


def _answering_verb(asked: Token) -> Token | None:
    """The verb of the clause that the question hangs on, or the next one of its sentence that has a subject."""
    head = asked.head
    if head is not asked and head.pos_ in ("VERB", "AUX") and asked.dep_ in ("advcl", "acl", "dep", "ccomp", "prep"):
        return head
    after = (t for t in asked.sent if t.i > asked.i and t.text == ",")
    comma = next(after, None)
    if comma is None:
        return None
    return next(
        (
            t
            for t in asked.sent
            if t.i > comma.i and t.pos_ == "VERB" and any(c.dep_ == "nsubj" and c.i > comma.i for c in t.children)
        ),
        None,
    )


def _answer(main: Token, question: Sequence[int]) -> Draft | None:
    """What a plain yes or no to a question with "whether" says; None for another answer."""
    doc = main.doc
    first = doc[question[0]] if len(question) > 2 else None
    if first is None or first.lower_ not in _WHETHER or main.lemma_.lower() not in _SAYING:
        return None
    words = [t for t in doc[main.i + 1 : main.i + 12] if not (t.is_quote or t.is_space or t.text in (":", ",", "that"))]
    kind, length = _kind(words)
    answer = tuple(t.i for t in words[:length])
    if not kind:
        kind, answer = _in_front(main)
    source = [i for i in subject_of(main) if i not in question]
    if not kind or not source:
        return None
    cue = tuple(sorted({main.i, *(i for i in answer if i not in source)}))
    rule = ANSWERED_NO if kind == "no" else ANSWERED_YES
    return Draft(cue, tuple(source), tuple(question[1:]), main.lemma_.lower(), rule, 0.6)


def _kind(words: Sequence[Token]) -> tuple[str, int]:
    """ "no" or "yes" and how many of the words say so; "" where they say something else."""
    low = [t.lower_ for t in words[:_LONGEST]] + ["."] * 2
    at = 1 if low[0] in _STRESS else 0
    if low[at] in _NO | _YES and (low[at + 1] in _ENDS or low[at + 1] == "."):
        return ("no" if low[at] in _NO else "yes"), at + 1
    if at and low[at] in _NOT and low[at + 1] in _ENDS:
        return "no", at + 1
    if low[0] in _PRONOUNS and low[1] in _HELPERS and len(low) > 3:
        if low[2] in _NOT and low[3] in _ENDS:
            return "no", 3
        if low[2] in _ENDS:
            return "yes", 2
    return "", 0


def _in_front(main: Token) -> tuple[str, tuple[int, ...]]:
    """ "“No,” Lind said when asked ..."."""
    words = [t for t in main.doc[main.sent.start : main.i] if not (t.is_quote or t.is_space)]
    kind, length = _kind(words)
    return kind, tuple(t.i for t in words[:length])


def _is_silent(main: Token) -> bool:
    negated = any(c.dep_ == "neg" for c in main.children)
    below = {c.lemma_.lower() for c in main.children if c.dep_ in ("xcomp", "acomp", "prep", "dobj")}
    lemma = main.lemma_.lower()
    return lemma in _WITHHOLDING or (negated and (lemma in _SILENT or bool(below & _SILENT)))
