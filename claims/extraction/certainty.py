"""Certainty of an event: -3 certainly did not happen ... +3 certainly happened, as the text puts it.

A ridge model over signs of the parse and the parser's own word vectors; with word vectors of MiniLM given, a second
ridge model over those joins in. Without the learned file rules for negation and modality answer (`mode()`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Literal
from zlib import crc32

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc, Token

from claims.extraction.certainty_signs import signs
from claims.extraction.model import load_model
from claims.extraction.types import Claim, Span
from claims.extraction.version import ARTEFACTS

FILE_NAME = "certainty.npz"
FORMAT = 1
SIZE = 1 << 17  # numbers of signs
LAYERS = (3, 4, 5, 6)  # of MiniLM
Floats = NDArray[np.float32]
# (text, start, end) of words and layer numbers in, vectors (words, 384 * layers) out: `matching.embedding.embed_words`.
WordVectors = Callable[[Sequence[tuple[str, int, int]], Sequence[int]], Floats]

_TOKENISED = re.compile(r"\s(?:[.,?!;:]|n't|'s)(?:\s|$)")
_DOUBT = frozenset(("may", "might", "could", "would", "should", "can", "will", "if", "whether", "to"))


@dataclass(frozen=True, slots=True)
class Learned:
    """Weights of both models. `meaning_share` is the second one's share in the blend."""

    signs: list[float]
    vector: Floats
    intercept: float
    meaning: Floats
    meaning_intercept: float
    meaning_share: float

    def by_parse(self, word: Token) -> float:
        numbers = {number(sign) for sign in signs(word)}
        total = sum(self.signs[n] for n in sorted(numbers)) / len(numbers) ** 0.5
        return total + float(self.vector @ word_vector(word)) + self.intercept


@cache
def load_certainty(path: Path = ARTEFACTS / FILE_NAME) -> Learned | None:
    """The learned weights, or None where the file is missing or of another format."""
    if not path.is_file():
        return None
    with np.load(path, allow_pickle=False) as stored:
        if int(stored["format"]) != FORMAT:
            return None
        scale = float(stored["scale"])
        table = [(value - 128) * scale for value in range(256)]
        return Learned(
            [table[value] for value in (stored["signs"].astype(np.int16) + 128).tolist()],
            stored["vector"].astype(np.float32),
            float(stored["intercept"]),
            stored["meaning"].astype(np.float32),
            float(stored["meaning_intercept"]),
            float(stored["meaning_share"]),
        )


def mode() -> Literal["learned", "rules"]:
    """Which scorer is at work."""
    return "rules" if load_certainty() is None else "learned"


def score_events(
    items: Iterable[tuple[str, Span | tuple[int, int]]], *, word_vectors: WordVectors | None = None
) -> list[float]:
    """Certainty of the event word at each span, -3...3. A span that holds no word scores 0.

    With `word_vectors` the better, slower blend answers; both parts read the text as one sentence or a few.
    """
    wanted = [(text, _span(span)) for text, span in items]
    parsed = parse({text for text, _ in wanted})
    words = [word_at(parsed[text], span) for text, span in wanted]
    scores = [0.0 if word is None else _by_parse(word) for word in words]
    model = load_certainty()
    if word_vectors is not None and model is not None and wanted:
        meaning = word_vectors([(text, span.start, span.end) for text, span in wanted], LAYERS)
        for place, (word, vector) in enumerate(zip(words, meaning, strict=True)):
            if word is not None:
                joined = np.concatenate([vector, word_vector(word)])
                by_meaning = float(model.meaning @ joined) + model.meaning_intercept
                scores[place] += model.meaning_share * (by_meaning - scores[place])
    return [_bounded(score) for score in scores]


def score_claims(doc: Doc, claims: list[Claim]) -> list[Claim]:
    """The claims with the certainty of each one's main word, from the parse that is there already."""
    scored = []
    for claim in claims:
        word = _main_word(doc, claim)
        value = None if word is None else round(_bounded(_by_parse(word)), 2)
        scored.append(replace(claim, certainty=value))
    return scored


def parse(texts: Iterable[str]) -> dict[str, Doc]:
    """Each distinct text, parsed. Text that is already cut into tokens by blanks keeps its tokens."""
    nlp, distinct = load_model(), sorted(set(texts))

    def prepared() -> Iterable[Doc]:
        for text in distinct:
            words = text.split(" ")
            if _TOKENISED.search(text) and all(words):
                yield Doc(nlp.vocab, words=words, spaces=[True] * (len(words) - 1) + [False])
            else:
                yield nlp.make_doc(text)

    return dict(zip(distinct, nlp.pipe(prepared(), batch_size=64), strict=True))


def word_at(doc: Doc, span: Span) -> Token | None:
    """The word that begins the span, or covers its beginning."""
    found = doc.char_span(span.start, max(span.end, span.start + 1), alignment_mode="expand") if len(doc) else None
    return None if found is None or not len(found) else found[0]


def word_vector(word: Token) -> Floats:
    """The parser's vectors (96 numbers each) of the word, its head and its neighbours; zeros beyond the edges."""
    tensor, last = word.doc.tensor, len(word.doc) - 1
    if len(tensor) != last + 1:
        return np.zeros(4 * 96, dtype=np.float32)
    nothing = np.zeros(tensor.shape[1], dtype=np.float32)
    before = tensor[word.i - 1] if word.i > 0 else nothing
    after = tensor[word.i + 1] if word.i < last else nothing
    return np.concatenate([tensor[word.i], tensor[word.head.i], before, after]).astype(np.float32)


def number(sign: str) -> int:
    """The number of a named sign, the same on every machine."""
    return crc32(sign.encode("utf-8", "surrogatepass")) % SIZE


def _by_parse(word: Token) -> float:
    model = load_certainty()
    return _by_rule(word) if model is None else model.by_parse(word)


def _by_rule(word: Token) -> float:
    """Rules only: a plain statement is certain, negation turns it round, modality and conditions make it open."""
    score = 2.5
    for place in (word,) if word.head == word else (word, word.head):
        around = {child.lower_ for child in place.children if child.dep_ in ("aux", "mark", "neg", "advmod")}
        if around & _DOUBT:
            score = min(score, 0.5)
        if any(child.dep_ == "neg" for child in place.children):
            score = -score
    return score


def _main_word(doc: Doc, claim: Claim) -> Token | None:
    longest = max(claim.spans or (claim.span,), key=lambda span: span.end - span.start)
    found = doc.char_span(longest.start, longest.end, alignment_mode="expand") if len(doc) else None
    return found.root if found is not None and len(found) else None


def _bounded(score: float) -> float:
    return max(-3.0, min(3.0, score))


def _span(span: Span | tuple[int, int]) -> Span:
    return span if isinstance(span, Span) else Span(*span)
