"""From the lines of PDF pages to paragraphs: page furniture out, hyphens at line ends closed, wrapped lines joined."""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(r"(?:page |seite |p\. ?)?\d{1,4}(?: ?(?:/|of|von) ?\d{1,4})?", re.IGNORECASE)
_BULLET = re.compile(r"(?:[•▪‣◦●*–-]|\d{1,2}[.)])\s")
_SPEAKER = re.compile(r"[A-Z][A-Z.'’ -]{2,40}:")
_SENTENCE_END: Final = (".", "!", "?", "…", ":", '"', "”", "’", ")")
_EDGE_LINES: Final = 2
_SHORT: Final = 0.75  # of the usual width: such a line ends its paragraph if its sentence ends too


def paragraphs_of(pages: list[list[str]]) -> list[str]:
    """Paragraphs of all pages. A paragraph may go on over a page break."""
    furniture = _furniture(pages)
    lines: list[str] = []
    for page in pages:
        shown = [" ".join(line.split()) for line in page]
        lines.extend(
            line
            for number, line in enumerate(shown)
            if not (_at_edge(number, len(shown)) and (_shape(line) in furniture or _PAGE_NUMBER.fullmatch(line)))
        )
    return _joined(lines)


def _furniture(pages: list[list[str]]) -> frozenset[str]:
    """Lines at the top or bottom of at least three pages and half of them, digits aside: running heads and feet."""
    seen: Counter[str] = Counter()
    for page in pages:
        edge = page[:_EDGE_LINES] + page[-_EDGE_LINES:]
        seen.update({_shape(line) for line in edge if line.strip()})
    return frozenset(shape for shape, count in seen.items() if count >= max(3, len(pages) / 2))


def _at_edge(number: int, count: int) -> bool:
    return number < _EDGE_LINES or number >= count - _EDGE_LINES


def _shape(line: str) -> str:
    return _DIGITS.sub("#", " ".join(line.split()).casefold())


def _joined(lines: list[str]) -> list[str]:
    width = _usual_width(lines)
    paragraphs: list[str] = []
    current: list[str] = []

    def close() -> None:
        if current:
            paragraphs.append("".join(current))
            current.clear()

    last = ""
    for line in lines:
        if not line:
            if last.endswith(_SENTENCE_END) or len(last) < _SHORT * width:
                close()
            continue
        if current and _starts_anew(last, line, width):
            close()
        if current and last.endswith("-") and line[:1].islower() and last[-2:-1].isalpha():
            current[-1] = current[-1][:-1]
        elif current:
            current.append(" ")
        current.append(line)
        last = line
    close()
    return paragraphs


def _usual_width(lines: list[str]) -> int:
    """Nine tenths of the lines are at most this long."""
    lengths = sorted(len(line) for line in lines if line)
    return lengths[len(lengths) * 9 // 10] if lengths else 0


def _starts_anew(last: str, line: str, width: int) -> bool:
    if _BULLET.match(line) or _SPEAKER.match(line):
        return True
    if len(last) >= _SHORT * width:
        return False
    return last.endswith(_SENTENCE_END) or (line[:1].isupper() and len(last) < 0.6 * width)
