"""A speaker at the end, what he is before who he is: "The bank knew, a former clerk, Ian Moss, told the Post."

The parse makes "a former clerk" one more thing that the bank knew, and the paper that was told the one who tells.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from spacy.strings import get_string_id
from spacy.tokens import Doc, Span, Token

from claims.extraction.drafts import Draft

CLOSING: Final = "closing speaker"
_LEMMAS: Final = np.array(
    sorted(get_string_id(w) for w in ("tell", "say", "claim", "testify", "recall")), dtype=np.uint64
)
_LONGEST: Final = 12  # tokens of what he is
_FINITE: Final = frozenset(("VBD", "VBZ", "VBP"))
_OF_A_PHRASE: Final = frozenset(
    ("DT", "PRP$", "JJ", "JJS", "NN", "NNS", "NNP", "NNPS", "POS", "IN", "CD", "HYPH", "VBN", "VBG", "CC")
)


def with_closings(doc: Doc, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts, with the right one where a sentence ends with a speaker like that."""
    verbs = np.flatnonzero(np.isin(doc.to_array("LEMMA"), _LEMMAS)).tolist()
    found = [draft for i in verbs if (draft := _closing(doc, doc[i])) is not None]
    if not found:
        return list(drafts)
    known = {draft.cue: draft for draft in drafts}
    better = [d for d in found if d.cue not in known or not _as_good(known[d.cue], d)]
    said = {i for draft in better for i in (*draft.cue, *draft.source)}
    return [*(draft for draft in drafts if said.isdisjoint((*draft.cue, *draft.source))), *better]


def _as_good(one: Draft, other: Draft) -> bool:
    return set(other.source) <= set(one.source) and set(one.content).isdisjoint(other.source) and bool(one.content)


def _closing(doc: Doc, verb: Token) -> Draft | None:
    if verb.tag_ not in _FINITE or verb.i < 6 or doc[verb.i - 1].text != "," or not _ends(doc, verb):
        return None
    sentence = verb.sent
    name = verb.i - 2
    while name > sentence.start and doc[name].pos_ == "PROPN":
        name -= 1
    if name == verb.i - 2 or doc[name].text != ",":
        return None
    opens = _phrase(doc, sentence, name)
    if opens < 0:
        return None
    content = [i for i in range(sentence.start, opens - 1) if not doc[i].is_space]
    if not any(doc[i].tag_ in ("VBD", "VBZ", "VBP", "MD") for i in content) or any(doc[i].is_quote for i in content):
        return None
    return Draft((verb.i,), tuple(range(opens, verb.i - 1)), tuple(content), verb.lemma_.lower(), CLOSING, 0.9)


def _ends(doc: Doc, verb: Token) -> bool:
    """Whether only an addressee and a time follow: "told the Post on Monday."""
    after = [t for t in doc[verb.i + 1 : verb.sent.end] if not t.is_space]
    return len(after) <= 9 and not any(
        t.tag_ in _FINITE or t.tag_ == "MD" or t.lower_ == "that" or t.is_quote for t in after
    )


def _phrase(doc: Doc, sentence: Span, comma: int) -> int:
    """Where "a former clerk at the bank" begins that ends before the comma; -1 where no such phrase stands there."""
    first = comma - 1
    while first > sentence.start and comma - first <= _LONGEST and doc[first].tag_ in _OF_A_PHRASE:
        first -= 1
    if doc[first].text != "," or comma - first < 2:
        return -1
    opens = first + 1
    named = doc[opens].tag_ in ("DT", "PRP$", "JJ", "NN", "NNP") and doc[comma - 1].tag_.startswith("NN")
    return opens if named else -1
