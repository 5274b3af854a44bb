"""An article's text cut into segments, each with the marks that lie on it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Mark:
    """Characters start..end (code points, end exclusive) that mean something for one claim."""

    start: int
    end: int
    kind: str  # speaker, cue, content, position, statement
    claim_id: int
    active: bool = False
    presentation: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Segment:
    text: str
    marks: list[Mark] = field(default_factory=list)
    claim_id: int | None = None
    url: str = ""
    starts: list[int] = field(default_factory=list)
    start: int = 0  # where it begins in the text, in code points


# Outermost first: the small marks lie inside the large ones.
_ORDER = {"content": 0, "statement": 0, "position": 1, "speaker": 2, "cue": 3}


PART_CHARACTERS = 12_000


def parts_of(text: str) -> list[tuple[int, int]]:
    """A text in parts of whole paragraphs, each of about `PART_CHARACTERS` (more where one paragraph is longer)."""
    parts: list[tuple[int, int]] = []
    for start, end in _paragraphs(text):
        if parts and end - parts[-1][0] <= PART_CHARACTERS:
            parts[-1] = (parts[-1][0], end)
        else:
            parts.append((start, end))
    return parts or [(0, len(text))]


def part_at(parts: Sequence[tuple[int, int]], place: int) -> int:
    """Number of the part that holds a character, from 1."""
    return next((number for number, (_, end) in enumerate(parts, 1) if place < end), len(parts))


def paragraphs_of(text: str, marks: Iterable[Mark], *, within: tuple[int, int] | None = None) -> list[list[Segment]]:
    """Paragraphs (runs between line breaks) of segments. The segments of a paragraph join to its exact text.

    `within`: only the paragraphs of one part.

    A segment opens the active claim if one lies on it, else the claim with the shortest mark there.
    """
    marks = sorted(marks, key=lambda mark: (mark.start, -mark.end))
    first_segment: dict[int, int] = {}
    for mark in marks:
        first_segment[mark.claim_id] = min(first_segment.get(mark.claim_id, mark.start), mark.start)
    begins: dict[int, list[int]] = {}
    for claim_id, start in first_segment.items():
        begins.setdefault(start, []).append(claim_id)
    return [
        _segments(text, start, end, [m for m in marks if m.start < end and m.end > start], begins)
        for start, end in _paragraphs(text)
        if within is None or (within[0] <= start and end <= within[1])
    ]


def _paragraphs(text: str) -> list[tuple[int, int]]:
    found, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            found.append((start, start + len(line)))
        start += len(line) + 1
    return found


def _segments(text: str, start: int, end: int, marks: Sequence[Mark], begins: dict[int, list[int]]) -> list[Segment]:
    cuts = {start, end}
    for mark in marks:
        cuts.update(place for place in (mark.start, mark.end) if start < place < end)
    segments = []
    for left, right in pairwise(sorted(cuts)):
        here = [mark for mark in marks if mark.start < right and mark.end > left]
        chosen = next((mark for mark in here if mark.active), None) or min(
            here, key=lambda mark: mark.end - mark.start, default=None
        )
        segments.append(
            Segment(
                text=text[left:right],
                marks=sorted(here, key=lambda mark: _ORDER[mark.kind]),
                claim_id=chosen.claim_id if chosen else None,
                starts=sorted(begins.get(left, [])),
                start=left,
            )
        )
    return segments
