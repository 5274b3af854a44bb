"""`score_worth` and `score_certainty` without Django: JSON Lines in, `{"id", "score"}` out, in the order given."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from claims.extraction import certainty, worth, worth_meaning
from claims.extraction.types import Span
from claims.extraction.worth_meaning import Embed


class InputError(ValueError):
    """A line that cannot be read; the message names file, line and what is missing."""


def score_worth(in_path: Path, out_path: Path, embed: Embed | None) -> int:
    """Check-worthiness of each `{"id", "text"}`; with `embed` by the better, slower blend. Returns the number.

    Raises InputError or OSError.
    """
    rows = _rows(in_path)
    texts = [row["text"] for row in rows]
    if embed is not None and worth_meaning.available():
        scores = worth_meaning.score_texts(texts, embed)
    else:
        scores = [score for score, _ in worth.score_texts(texts)]
    return _write(out_path, rows, scores)


def score_certainty(in_path: Path, out_path: Path, word_vectors: certainty.WordVectors | None) -> int:
    """Certainty of each `{"id", "text", "span"}`; with `word_vectors` by the better, slower blend.

    Raises InputError or OSError.
    """
    rows = _rows(in_path)
    items = [(row["text"], _span(row, in_path, number)) for number, row in enumerate(rows, 1)]
    return _write(out_path, rows, certainty.score_events(items, word_vectors=word_vectors))


def _rows(path: Path) -> list[dict[str, Any]]:
    rows = []
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except json.JSONDecodeError as error:
            raise InputError(f"{path}, line {number}: not JSON ({error}).") from error
        if not isinstance(row, dict) or "id" not in row or not isinstance(row.get("text"), str):
            raise InputError(f"{path}, line {number}: needs an id, and text as a string.")
        rows.append(row)
    return rows


def _span(row: dict[str, Any], path: Path, number: int) -> Span:
    span = row.get("span")
    if not isinstance(span, list) or len(span) != 2 or not all(isinstance(place, int) for place in span):
        raise InputError(f"{path}, record {number}: needs span, two offsets: [start, end].")
    if not 0 <= span[0] <= span[1] <= len(row["text"]):
        raise InputError(f"{path}, record {number}: span {span} lies outside the text.")
    return Span(span[0], span[1])


def _write(path: Path, rows: list[dict[str, Any]], scores: list[float]) -> int:
    with path.open("w", encoding="utf-8") as out:
        for row, score in zip(rows, scores, strict=True):
            out.write(json.dumps({"id": row["id"], "score": round(score, 6)}) + "\n")
    return len(rows)
