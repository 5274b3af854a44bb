"""Claims that the words themselves leave open: doubts and questions of nobody, and what somebody no longer says.

"New doubts arose about whether it works" asserts nothing, and doubts are no source. "He no longer claims that ..." is
no claim of his any more.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc

from claims.extraction.casting.page import Page
from claims.extraction.drafts import Draft
from claims.extraction.stances import words as w

_DOUBTS = frozenset("doubt question uncertainty concern suspicion".split())
_ASKING = frozenset("whether if".split())
_WITHDRAW = frozenset("withdraw retract recant abandon drop renounce disown revoke".split())
_BACK = frozenset("take walk row roll back".split())  # with "back" or "away" after it
_STOP = frozenset("stop cease quit".split())
_HOLD = w.SPEAK | frozenset("hold allege contend accuse suggest dispute deny".split())


def of_nobody(doc: Doc, draft: Draft) -> Draft | None:
    """A draft whose source is "doubts" or "questions" as one of nobody; None where nothing is left open by it."""
    if not draft.source and draft.content and draft.cue and draft.content[0] < draft.cue[0]:
        # "questions were raised about whether ..."
        front = tuple(i for i in draft.content if i < draft.cue[0])
        if len(front) < len(draft.content) and all(
            doc[i].lemma_.lower() in _DOUBTS or doc[i].tag_ in ("JJ", "DT") for i in front
        ):
            rest = tuple(i for i in draft.content if i > draft.cue[0])
            return replace(draft, cue=tuple(sorted({*front, *draft.cue})), content=rest, hearsay=True)
    words = [doc[i] for i in draft.source]
    head = next((t for t in words if t.head.i not in draft.source), None)
    if head is None or head.lemma_.lower() not in _DOUBTS or head.tag_ not in ("NN", "NNS"):
        return draft
    if any(t.dep_ in ("poss", "agent") or t.lower_ in ("of", "by", "from") for t in words):
        return draft  # "the minister's doubts that ..."
    if not any(doc[i].pos_ in ("VERB", "AUX") for i in draft.content):
        return None
    return replace(draft, source=(), cue=tuple(sorted({*draft.source, *draft.cue})), hearsay=True)


def settled_by_nobody(doc: Doc, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts, with "doubts" and "questions" for no source."""
    return [kept for kept in (of_nobody(doc, draft) for draft in drafts) if kept is not None]


def asks_only(page: Page, cue: list[int], content: list[int]) -> bool:
    """ "Raised questions about whether ...", "doubts persist that ...": what follows is left open."""
    columns = page.columns
    nouns = [k for k in cue if columns.tag[k] in ("NN", "NNS") and columns.lemma[k].lower() in _DOUBTS]
    if not nouns or not content:
        return False
    first = next((k for k in content if columns.word[k][:1].isalnum() and k > nouns[-1]), -1)
    if first < 0:
        return False
    doubts = any(columns.lemma[k].lower() == "doubt" for k in nouns)
    negated = any(columns.lower[k] in ("no", "without", "little", "never", "not", "n't", "n’t") for k in cue)
    return columns.lower[first] in _ASKING or (doubts and not negated and columns.lower[first] == "that")


def says_it(page: Page, cue: list[int], content: list[int]) -> bool:
    """ "Denied it: “I was at home”", "countered that he wrote": what follows is what he says, not what he denies."""
    columns = page.columns
    denying = next((k for k in cue if columns.lemma[k].lower() in w.DENY | w.REJECT | _COUNTER), -1)
    first = next((k for k in content if columns.word[k][:1].isalnum()), -1)
    if denying < 0 or first < 0 or not any(columns.tag[k] in _FINITE for k in content):
        return False
    if columns.lemma[denying].lower() in _COUNTER:
        return True
    k = page.before(first)
    while k > denying and columns.word[k] in _MARKS:
        k = page.before(k)
    return columns.word[k] == ":" or (page.quoted[first] > 0 and columns.lower[first] in ("i", "we"))


_COUNTER = frozenset("counter retort disagree object rebut contradict differ".split())
_FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))
_MARKS = frozenset(("“", "”", '"', "‘", "’", "'"))


def no_longer(page: Page, cue: list[int]) -> bool:
    """ "No longer claims": it is told that he does not any more (`claimtexts/attitudes.py`); nobody contests that."""
    columns = page.columns
    near = range(max(0, cue[0] - 2), cue[-1] + 1) if cue else range(0)
    low = [columns.lower[k] for k in near if page.sentence[k] == page.sentence[cue[0]]]
    return "longer" in low and "no" in low and any(columns.lemma[k].lower() in _HOLD for k in cue)


def withdraws(page: Page, cue: list[int]) -> bool:
    """ "Withdrew her allegation", "stopped saying", "backed away from its claim": what follows is left open."""
    columns = page.columns
    if not cue:
        return False
    near = range(max(0, cue[0] - 2), cue[-1] + 1)
    lemmas = [columns.lemma[k].lower() for k in cue]
    noun = any(lemma in w.CLAIMS for lemma in lemmas)
    if any(columns.lower[k] in w.NEGATIONS for k in near):
        return False
    if _WITHDRAW & set(lemmas) and noun:
        return True
    if _BACK & set(lemmas) and noun and {"back", "away", "backed"} & {columns.lower[k] for k in cue}:
        return True
    return lemmas[0] in _STOP and bool(_HOLD & set(lemmas[1:]))
