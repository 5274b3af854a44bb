"""A parsed doc as columns of numbers: one row a token, white space left out. What the learned models read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from spacy.tokens import Doc

from claims.extraction.document import Prepared

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float32]

ATTRIBUTES = ["IDX", "LENGTH", "TAG", "DEP", "HEAD", "LEMMA", "SENT_START", "IS_SPACE"]
SHAPES = ["IS_TITLE", "IS_UPPER", "IS_PUNCT", "LIKE_NUM", "IS_QUOTE"]
FLAGS = len(SHAPES) + 9
DEPTHS = 24


@dataclass(frozen=True)
class Columns:
    """Rows are the tokens of `doc` that are no white space; `token[row]` is the index in the doc."""

    token: Ints
    start: Ints  # characters
    end: Ints
    tag: npt.NDArray[np.uint64]  # string hashes of the model's vocabulary
    dep: npt.NDArray[np.uint64]
    lemma: npt.NDArray[np.uint64]
    head: Ints  # row of the head; the row itself at a root
    sentence: Ints  # number of the sentence
    paragraph: Ints
    quotation: Ints  # index of the quotation that the token stands in, -1 outside
    flags: Floats  # (rows, FLAGS)
    vectors: Floats  # (rows, width of the model's tok2vec)

    def __len__(self) -> int:
        return len(self.token)


def columns_of(doc: Doc, prepared: Prepared) -> Columns:
    """The columns of `doc`. No loop over tokens."""
    table = doc.to_array([*ATTRIBUTES, *SHAPES])
    given = {name: table[:, n] for n, name in enumerate([*ATTRIBUTES, *SHAPES])}
    keep = np.flatnonzero(given["IS_SPACE"] == 0)
    row_of = np.cumsum(given["IS_SPACE"] == 0) - 1
    heads = np.arange(len(table)) + given["HEAD"].astype(np.int64)
    start = given["IDX"][keep].astype(np.int64)
    end = start + given["LENGTH"][keep].astype(np.int64)
    head = row_of[heads[keep]]
    head = np.where(given["IS_SPACE"][heads[keep]] == 0, head, np.arange(len(keep)))
    first = (given["SENT_START"].astype(np.int64) == 1).cumsum()[keep]
    sentence = np.cumsum(np.diff(first, prepend=first[:1]) > 0) if len(keep) else first
    paragraph = _containing(start, [p.start for p in prepared.paragraphs], [p.end for p in prepared.paragraphs])
    quotation = _containing(start, [q.start for q in prepared.quotations], [q.end for q in prepared.quotations])
    columns: dict[str, Any] = {
        "token": keep, "start": start, "end": end, "head": head, "sentence": sentence,
        "paragraph": np.maximum.accumulate(paragraph) if len(keep) else paragraph, "quotation": quotation,
    }  # fmt: skip
    shapes = np.stack([given[name][keep] for name in SHAPES], axis=1).astype(np.float32)
    return Columns(
        **columns,
        tag=given["TAG"][keep].astype(np.uint64, copy=False),
        dep=given["DEP"][keep].astype(np.uint64, copy=False),
        lemma=given["LEMMA"][keep].astype(np.uint64, copy=False),
        flags=_flags(columns, shapes, prepared, len(prepared.shadow)),
        vectors=np.asarray(doc.tensor, dtype=np.float32)[keep],
    )


def _containing(position: Ints, starts: list[int], ends: list[int]) -> Ints:
    """For each position the index of the interval around it, -1 where there is none."""
    if not starts:
        return np.full(len(position), -1, dtype=np.int64)
    index = np.searchsorted(np.asarray(starts), position, side="right") - 1
    inside = (index >= 0) & (position < np.asarray(ends)[np.maximum(index, 0)])
    return np.where(inside, index, -1).astype(np.int64)


def _flags(columns: dict[str, Any], shapes: Floats, prepared: Prepared, length: int) -> Floats:
    quotation, sentence, paragraph = columns["quotation"], columns["sentence"], columns["paragraph"]
    rows = len(quotation)
    before, after = np.roll(quotation, 1), np.roll(quotation, -1)
    if rows:
        before[0] = after[-1] = -1
    unclosed = np.array([not q.closed for q in prepared.quotations] + [False])
    goes_on = np.array([q.continues for q in prepared.quotations] + [False])
    new = [
        quotation >= 0,
        (quotation >= 0) & (before != quotation),
        (quotation >= 0) & (after != quotation),
        (quotation < 0) & (before >= 0),
        unclosed[quotation],
        goes_on[quotation],
        np.diff(sentence, prepend=-1) > 0,
        np.diff(paragraph, prepend=-9) > 0,
        paragraph <= 0,
    ]
    return np.concatenate([shapes, np.stack(new, axis=1).astype(np.float32)], axis=1)
