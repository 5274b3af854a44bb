"""How rare a word is in English, without counting any collection: Zipf's law over the vocabulary's order.

The WordPiece vocabulary of BERT lists whole words from the most to the least frequent (Devlin et al. 2019 took it from
Wikipedia and books). By Zipf's law a word of rank r has a share of about 0.1/r of all words, so it stands in about
2/r of all sentences of twenty words. Ranking weighs words by this, the same over ten claims and over a million.
"""

from __future__ import annotations

import math
from functools import cache
from pathlib import Path

from claims.matching.wording import stem

VOCABULARY = Path(__file__).parent / "artefacts" / "vocab.txt"
_FIRST_WORD = 1996  # line of "the": before it stand unused marks, single letters and signs
_PER_SENTENCE = 2.0


@cache
def _ranks() -> dict[str, int]:
    ranks: dict[str, int] = {}
    lines = VOCABULARY.read_text(encoding="utf-8").split("\n")
    for rank, word in enumerate(lines[_FIRST_WORD:], 1):
        if not word.startswith("##"):
            ranks.setdefault(stem(word), rank)
    return ranks


def rarity(term: str) -> float:
    """BM25's inverse document frequency of a stem (`wording.stem`), in nats: about 0.7 to 11."""
    ranks = _ranks()
    share = min(0.5, _PER_SENTENCE / ranks.get(term, 2 * len(ranks)))
    return math.log1p((1 - share) / share)
