"""Which characters stand inside quotation marks, also when marks are straight, single, missing or left open."""

from __future__ import annotations

import re
from dataclasses import dataclass

from claims.extraction.types import Spans

_OPEN = "“«„"
_CLOSE = "”»"
_DOUBLE = re.compile(r"[“”«»„\"]")
_SINGLE = re.compile(r"(?<![\w’'])['‘](?=\S)|(?<=[\w.,!?…])['’](?!\w)")
_CONTINUES = re.compile(r"[“«„\"]")


@dataclass(frozen=True, slots=True)
class Quotation:
    """One stretch of quoted text within a paragraph. The marks stand at `start - 1` and `end`, where there are any."""

    start: int
    end: int
    continues: bool = False  # left open at the end of its paragraph: the next paragraph goes on with it
    closed: bool = True


def find_quotations(text: str, paragraphs: Spans) -> tuple[Quotation, ...]:
    """Quotations in order. A paragraph end closes an open mark; an opening mark on the next line says it goes on.

    Double marks are trusted. Single marks are read only in paragraphs without double ones (British papers), and only in
    pairs that do not look like an apostrophe.
    """
    found: list[Quotation] = []
    for number, paragraph in enumerate(paragraphs):
        piece = text[paragraph.start : paragraph.end]
        open_at: int | None = None
        before = len(found)
        for match in _DOUBLE.finditer(piece):
            mark, position = match.group(), paragraph.start + match.start()
            opens = mark in _OPEN or (mark == '"' and open_at is None)
            if opens and open_at is None:
                open_at = position + 1
            elif not opens and open_at is not None:
                found.append(Quotation(open_at, position))
                open_at = None
        if open_at is not None and open_at < paragraph.end:
            following = paragraphs[number + 1] if number + 1 < len(paragraphs) else None
            goes_on = following is not None and bool(_CONTINUES.match(text, following.start))
            found.append(Quotation(open_at, paragraph.end, continues=goes_on, closed=False))
        if len(found) == before and open_at is None:
            found.extend(_single(piece, paragraph.start))
    return tuple(found)


def _single(piece: str, offset: int) -> list[Quotation]:
    found: list[Quotation] = []
    open_at: int | None = None
    for match in _SINGLE.finditer(piece):
        before = piece[match.start() - 1] if match.start() else " "
        if open_at is None:
            if not (before.isalnum() or before in ".,!?…"):
                open_at = match.end()
        elif before.isalnum() or before in ".,!?…":
            if match.start() - open_at >= 8:
                found.append(Quotation(offset + open_at, offset + match.start()))
            open_at = None
    return found
