"""Lemmas that the model gets wrong: "hopes" comes out as "hop", "raged" as "rag".

The networks learned from the model's lemmas and read them as they are; what goes by word lists asks here.
"""

from __future__ import annotations

from spacy.tokens import Token

_RIGHT = {
    "hopes": "hope",
    "hoped": "hope",
    "hoping": "hope",
    "rages": "rage",
    "raged": "rage",
    "raging": "rage",
    "texted": "text",
    "texting": "text",
}
WRONG = frozenset(("hop", "rag", "texte"))  # what the model makes of them


def lemma_of(token: Token) -> str:
    """The lemma of a token in small letters."""
    return right_lemma(token.lower_, token.lemma_.lower())


def right_lemma(lower: str, lemma: str) -> str:
    """`lemma`, or the right one where the model is known to be wrong about the word `lower`."""
    return _RIGHT.get(lower, lemma) if lemma in WRONG else lemma
