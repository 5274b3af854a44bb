"""PolNeAR as training examples: each article parsed as the product parses it, with its marked spans as rows."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

from claims.extraction.columns import Columns, columns_of
from claims.extraction.document import prepare
from claims.extraction.model import load_model
from claims.extraction.pipeline import joined

ROLES = ("source", "cue", "content")
BATCH = 40


@dataclass(frozen=True)
class Example:
    """One article: its columns, the words behind the hashes, and per cue's main row the rows of each role."""

    columns: Columns
    lemmas: tuple[str, ...]
    tags: tuple[str, ...]
    deps: tuple[str, ...]
    gold: dict[int, dict[str, list[int]]] = field(repr=False)


def read_examples(nlp: Language, path: Path) -> Iterator[Example]:
    """Parse the articles of a PolNeAR file (JSON Lines, see the data's README) and place their spans on rows."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    for low in range(0, len(rows), BATCH):
        batch = rows[low : low + BATCH]
        prepared = [prepare(row["text"]) for row in batch]
        for row, given in zip(batch, prepared, strict=True):
            doc = joined([nlp(given.shadow[p.start : p.end]) for p in given.parts], given)
            columns = columns_of(doc, given)
            words = [
                tuple(nlp.vocab.strings[int(h)] for h in column) for column in (columns.lemma, columns.tag, columns.dep)
            ]
            yield Example(columns, words[0], words[1], words[2], _gold(columns, words[1], row))


def read_docs(path: Path) -> Iterator[tuple[dict[str, Any], Doc]]:
    """Each line of an annotated file with its text parsed as the product parses it."""
    nlp = load_model()
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        given = prepare(row["text"])
        yield row, joined([nlp(given.shadow[p.start : p.end]) for p in given.parts], given)


def gold_rows(doc: Doc, columns: Columns, row: dict[str, Any]) -> frozenset[int]:
    """The main rows of the cues that are marked in `row`."""
    tags = tuple(doc.vocab.strings[int(h)] for h in columns.tag)
    return frozenset(_gold(columns, tags, row))


def sha256(path: Path) -> str:
    """Hash of a corpus file, for the card."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _gold(columns: Columns, tags: tuple[str, ...], row: dict[str, Any]) -> dict[int, dict[str, list[int]]]:
    found: dict[int, dict[str, list[int]]] = {}
    for attribution in row["attributions"]:
        roles = {role: _rows(columns, row["text"], attribution[role]) for role in ROLES}
        if roles["cue"]:
            found.setdefault(main_row(columns, tags, roles["cue"]), roles)
    return found


def _rows(columns: Columns, text: str, spans: list[list[int]]) -> list[int]:
    """Rows whose token shares a letter or digit with a span; punctuation goes with the span that it stands in."""
    rows: set[int] = set()
    for start, end in spans:
        low = int(np.searchsorted(columns.end, start, "right"))
        high = int(np.searchsorted(columns.start, end, "left"))
        for row in range(low, high):
            a, b = int(columns.start[row]), int(columns.end[row])
            shared = text[max(start, a) : min(end, b)]
            if any(map(str.isalnum, shared)) or not any(map(str.isalnum, text[a:b])):
                rows.add(row)
    return sorted(rows)


def main_row(columns: Columns, tags: tuple[str, ...], cue: list[int]) -> int:
    """The word of a cue that the others hang on: a verb if there is one, else a noun or adjective, else the first."""
    inside = set(cue)
    tops = [row for row in cue if columns.head[row] == row or int(columns.head[row]) not in inside] or cue
    for initials in ("V", "NJ"):
        for row in tops:
            if tags[row][0] in initials:
                return row
    return next((row for row in tops if tags[row].isalpha()), tops[0])
