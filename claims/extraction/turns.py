"""The turns of a conversation set out by labels: `NAME: words`, `Q: words`, one paragraph each."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from claims.extraction.document import Prepared
from claims.extraction.types import Span

_LABEL = re.compile(
    r"(?P<lead>[\W\d]*)(?P<name>[^\W\d_][\w.,'’&\- ]{0,48}?)(?P<aside> ?[(\[][^)\]\n]{1,40}[)\]])?[  ]?:[ \t]+(?=\S)"
)
_ASKS = re.compile(
    r"\b(?:moderator|interviewer|question|host|chair|presenter|anchor|q|reporter|journalist)\b", re.IGNORECASE
)
_TO_SOMEBODY = re.compile(r"\?|\byou(?:r|rs|rself)?\b", re.IGNORECASE)
MINIMUM_LABELS = 3
_ALWAYS = 0.6  # share above which all of a label's turns do
_QUESTIONS = 0.5  # share of turns that end in a question mark, from which on a label asks


@dataclass(frozen=True, slots=True)
class Turn:
    """One labelled line. Offsets are code points of the text."""

    label: Span  # the name, with what stands in brackets after it
    words: Span  # what is said
    name: str
    asks: bool  # said by a moderator or interviewer, or a question of somebody who mostly asks


def turns_of(prepared: Prepared) -> list[Turn]:
    """The labelled lines of a text in its order, where it is a conversation; else none.

    A text counts as one when at least `MINIMUM_LABELS` lines begin with a label and one label comes twice. A label
    that comes once counts only in capitals.
    """
    labelled = [(n, match) for n, p in enumerate(prepared.paragraphs) if (match := _label(prepared, p))]
    names = Counter(match["name"] for _, match in labelled)
    if len(labelled) < MINIMUM_LABELS or max(names.values()) < 2:
        return []
    shares = {name: _asking_share(prepared, labelled, name) for name in names}
    asking = {name for name in names if _ASKS.search(name) or shares[name] >= _QUESTIONS}
    if asking >= {name for name, times in names.items() if times > 1}:
        asking = {name for name in asking if _ASKS.search(name)}  # all of them ask now and then
    return [
        Turn(
            Span(match.start("name"), match.end("aside" if match["aside"] else "name")),
            Span(match.end(), prepared.paragraphs[n].end),
            match["name"],
            match["name"] in asking
            and (
                bool(_ASKS.search(match["name"]))
                or shares[match["name"]] > _ALWAYS
                or bool(_TO_SOMEBODY.search(prepared.plain, match.end(), prepared.paragraphs[n].end))
            ),
        )
        for n, match in labelled
        if names[match["name"]] > 1 or match["name"].isupper()
    ]


def turn_at(turns: Sequence[Turn], position: int) -> int:
    """Index of the turn in which a character stands, -1 for none."""
    n = bisect_right(turns, position, key=lambda turn: turn.label.start) - 1
    return n if n >= 0 and position < turns[n].words.end else -1


def _label(prepared: Prepared, paragraph: Span) -> re.Match[str] | None:
    match = _LABEL.match(prepared.plain, paragraph.start, paragraph.end)
    if match is None or any(c in match["lead"] for c in "“\"'‘(["):
        return None
    words = match["name"].split()
    capital = sum(word[0].isupper() for word in words)
    return match if words and len(words) <= 6 and capital >= len(words) - 1 else None


def _asking_share(prepared: Prepared, labelled: Sequence[tuple[int, re.Match[str]]], name: str) -> float:
    lines = [prepared.plain[m.end() : prepared.paragraphs[n].end] for n, m in labelled if m["name"] == name]
    return sum(line.rstrip('”" ').endswith("?") for line in lines) / len(lines)
