"""A speaker put between somebody else's words: "An engineer had told him, he said, that they were too long."

The clause around the insertion is what the speaker says; the verb before it brings the words after it. A parse hangs
"that they were too long" under "said", and so a network gives it to one of the two and drops the other.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

import numpy as np
from spacy.strings import get_string_id
from spacy.tokens import Doc, Span, Token

from claims.extraction.branches import SUBJECTS, cue_of, own_subject, phrase_under
from claims.extraction.bytree import SURE, agent_of
from claims.extraction.drafts import Draft
from claims.extraction.lemmas import lemma_of
from claims.extraction.lexicon_cues import ADDRESSED, INNER_SPEECH, INNER_THOUGHT, REPORTING_VERBS

INSERTED: Final = "insertion"  # the rule of the speaker that stands between
BROUGHT: Final = "insertion: brought"  # the rule of what the words before it bring
_LONGEST: Final = 12  # tokens of an insertion
_MARKS: Final = frozenset((",", "–", "—", "-"))
_THAT: Final = frozenset(("that", "whether", "how", "why"))
_BRINGING: Final = INNER_SPEECH | INNER_THOUGHT | ADDRESSED | frozenset("hear learn add explain note recall".split())
_LEMMAS: Final = np.array(sorted(get_string_id(w) for w in _BRINGING | SURE), dtype=np.uint64)
_FINITE: Final = frozenset(("VBD", "VBZ", "VBP"))


def with_insertions(doc: Doc, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts with both speakers where one is put between the words of the other; each has its part of them."""
    found: list[Draft] = []
    if np.isin(doc.to_array("LEMMA"), _LEMMAS).any():
        for sentence in doc.sents:
            found += _in_sentence(sentence)
    if not found:
        return list(drafts)
    said = {i for draft in found for i in draft.cue}
    return [*(draft for draft in drafts if said.isdisjoint(draft.cue)), *found]


def _in_sentence(sentence: Span) -> list[Draft]:
    marks = [token for token in sentence if token.text in _MARKS]
    for first, last in pairwise(marks):
        if not 3 <= last.i - first.i <= _LONGEST or last.i + 2 >= sentence.end or not _opens_words(last):
            continue
        speaking = _speaking(sentence.doc[first.i + 1 : last.i])
        bringing = _bringing(sentence, first)
        if speaking is not None and bringing is not None:
            return _both(sentence, (first.i, last.i), speaking, bringing)
    return []


def _opens_words(mark: Token) -> bool:
    """ "..., that they were", or "What he had said, he explained, was that ..."."""
    after = mark.nbor(1)
    return after.lower_ in _THAT or (after.lemma_ == "be" and mark.nbor(2).lower_ in _THAT)


def _speaking(inserted: Span) -> tuple[Token, Token] | None:
    """(who, verb) of "he told the House", "a Spanish diplomat said": somebody first, and a verb of saying in it."""
    verb = next((t for t in inserted if t.tag_ in _FINITE and t.pos_ == "VERB"), None)
    if verb is None or any(t.lower_ in _THAT or t.is_quote for t in inserted):
        return None
    saying = verb
    if lemma_of(verb) not in REPORTING_VERBS:  # "she liked to recall"
        inner = next((t for t in inserted if t.i > verb.i and t.tag_ == "VB"), None)
        if inner is None or lemma_of(inner) not in REPORTING_VERBS | {"recall", "explain"}:
            return None
        saying = inner
    who = own_subject(verb)
    if who is None or not inserted.start <= who.i < verb.i or who.left_edge.i < inserted.start:
        return None
    return who, saying


def _bringing(sentence: Span, first: Token) -> Token | None:
    """The last verb before the insertion that brings words, with a subject before it: "An engineer had told him"."""
    for token in reversed(sentence.doc[max(sentence.start, first.i - _LONGEST) : first.i]):
        if token.is_quote or token.text in _MARKS or token.text in (";", ":"):
            return None
        lemma = lemma_of(token)
        if token.pos_ == "ADJ" and lemma in SURE and token.head.pos_ in ("AUX", "VERB"):
            return token if own_subject(token.head) is not None else None
        if token.pos_ in ("VERB", "AUX"):
            finite = token.tag_ in _FINITE or token.tag_ == "VBN"
            return token if finite and lemma in _BRINGING and _does(token) else None
    return None


def _does(verb: Token) -> bool:
    subject = own_subject(verb)
    if subject is None or subject.tag_ in ("WP", "WDT"):
        return False
    return not any(c.dep_ == "neg" or (c.dep_ == "aux" and c.tag_ == "MD") for c in verb.children)


def _both(sentence: Span, marks: tuple[int, int], speaking: tuple[Token, Token], bringing: Token) -> list[Draft]:
    doc, (who, saying) = sentence.doc, speaking
    verb = bringing.head if bringing.pos_ == "ADJ" else bringing
    subject = own_subject(verb)
    assert subject is not None
    end = sentence.end
    while end > marks[1] and (doc[end - 1].is_space or doc[end - 1].text in (".", "!", "?")):
        end -= 1
    after = list(range(marks[1] + 1, end))
    opening = _what(doc, sentence, subject)
    before = list(range(opening, marks[0]))
    words = after if doc[after[0]].lower_ in _THAT else after[1:]
    passive = any(c.dep_ == "auxpass" for c in verb.children)
    source = agent_of(verb) if passive else [i for i in phrase_under(subject) if i < verb.i]
    cue = sorted({*cue_of(verb), bringing.i})
    outer = Draft(
        tuple(range(min(saying.i, _finite_of(saying, who)), saying.i + 1)),
        tuple(phrase_under(who)),
        (*before, *after),
        lemma_of(saying),
        INSERTED,
        0.9,
    )
    if passive and (not source or lemma_of(verb) not in ADDRESSED):
        return [outer]
    inner = Draft(tuple(cue), tuple(source), tuple(words), lemma_of(bringing), BROUGHT, 0.6)
    return [outer, inner]


def _what(doc: Doc, sentence: Span, subject: Token) -> int:
    """Where the clause begins: at its subject, or at the "what" before it."""
    start = subject.left_edge.i
    return start - 1 if start > sentence.start and doc[start - 1].lower_ == "what" else start


def _finite_of(saying: Token, who: Token) -> int:
    """The first word of "liked to recall"."""
    return who.head.i if who.dep_ in SUBJECTS and who.head.i <= saying.i else saying.i
