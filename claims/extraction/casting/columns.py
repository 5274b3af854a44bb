"""A parsed text as plain lists, read once: asking spaCy's tokens one by one costs several times as much."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from spacy.attrs import DEP, ENT_TYPE, HEAD, IDX, LEMMA, LENGTH, SENT_START, TAG
from spacy.tokens import Doc

from claims.extraction.lemmas import WRONG, right_lemma
from claims.extraction.types import Span


@dataclass(slots=True)
class Columns:
    """A text's tokens by index: offsets, words, lemmas, tags, dependencies, heads, entity labels, sentences."""

    start: list[int]
    end: list[int]
    word: list[str]
    lower: list[str]
    lemma: list[str]
    tag: list[str]
    dep: list[str]
    head: list[int]
    children: list[list[int]]
    sentence: list[int]  # index of the sentence's first token
    entity: list[str]  # entity label, "" outside

    def __len__(self) -> int:
        return len(self.start)

    def tokens(self, spans: Iterable[Span]) -> list[int]:
        """Indices of the tokens that the spans touch, in text order, without blanks."""
        found: set[int] = set()
        for span in spans:
            first = bisect_right(self.end, span.start)
            last = bisect_left(self.start, span.end)
            found.update(range(first, last))
        return sorted(i for i in found if self.tag[i] != "_SP" and not self.word[i].isspace())


def read(doc: Doc) -> Columns:
    """The columns of a parsed document."""
    if not len(doc):
        return Columns([], [], [], [], [], [], [], [], [], [], [])
    rows = doc.to_array([IDX, LENGTH, LEMMA, TAG, DEP, ENT_TYPE, HEAD, SENT_START])
    idx, length, lemma, tag, dep, entity = (rows[:, k].tolist() for k in range(6))
    heads, starts = (rows[:, k].astype("int64").tolist() for k in (6, 7))  # both may be negative
    strings = doc.vocab.strings
    names = {key: strings[key] for key in {*lemma, *tag, *dep, *entity} if key}
    names[0] = ""
    head = [i + offset for i, offset in enumerate(heads)]
    children: list[list[int]] = [[] for _ in idx]
    sentence: list[int] = []
    first = 0
    for i, (h, begins) in enumerate(zip(head, starts, strict=True)):
        if h != i:
            children[h].append(i)
        if begins == 1:
            first = i
        sentence.append(first)
    text = doc.text
    words = [text[s : s + n] for s, n in zip(idx, length, strict=True)]
    lower = [w.lower() for w in words]
    return Columns(
        start=idx,
        end=[s + n for s, n in zip(idx, length, strict=True)],
        word=words,
        lower=lower,
        lemma=[right_lemma(w, names[x]) if names[x] in WRONG else names[x] for w, x in zip(lower, lemma, strict=True)],
        tag=[names[x] for x in tag],
        dep=[names[x] for x in dep],
        head=head,
        children=children,
        sentence=sentence,
        entity=[names[x] for x in entity],
    )
