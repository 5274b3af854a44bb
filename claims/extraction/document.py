"""The text made ready for the parser: paragraphs, parts, quotations, without moving a single character."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from spacy.tokens import Doc

from claims.extraction.markup import FOUND as MARKUP_FOUND
from claims.extraction.markup import markup_of, tails, without_markup
from claims.extraction.quotations import Quotation, find_quotations
from claims.extraction.shadow import shadow_of
from claims.extraction.types import Span, Spans

PART_CHARACTERS = 20_000
SENTENCE_CHARACTERS = 8_000
PREPARED_KEY = "claimdesk_prepared"

_PARAGRAPH_END = re.compile(r"[^\S\n]*\n\s*")
_BLANK = re.compile(r"\s")


@dataclass(frozen=True, slots=True)
class Prepared:
    """One text and what its layout says. All offsets index `text`."""

    text: str  # exactly as it was given
    plain: str  # the same length: markup blanked out (see `markup.py`); names and marks are looked for in this one
    shadow: str  # the same length: what the parser reads (see `shadow.py`)
    paragraphs: Spans  # lines, or blocks of hard-wrapped lines; without the white space around them
    parts: Spans  # pieces that are parsed one by one; they cover the text without a gap
    quotations: tuple[Quotation, ...]
    markup: Spans = ()  # what `plain` leaves out
    tails: Spans = ()  # stretches of it in which no word may end
    warnings: tuple[str, ...] = ()


def prepare(text: str) -> Prepared:
    """Split `text` into paragraphs, parts of at most `PART_CHARACTERS` and quotations. Linear in its length."""
    markup = markup_of(text)
    plain = without_markup(text, markup)
    shadow = shadow_of(plain)
    paragraphs = _paragraphs(shadow)
    parts, cut = _parts(shadow)
    warnings = [f"a paragraph of more than {SENTENCE_CHARACTERS} characters was read in parts"] if cut else []
    warnings += [MARKUP_FOUND] if markup else []
    return Prepared(
        text,
        plain,
        shadow,
        paragraphs,
        parts,
        quotations=find_quotations(shadow, paragraphs),
        markup=markup,
        tails=tails(text, markup),
        warnings=tuple(warnings),
    )


def prepared_of(doc: Doc) -> Prepared:
    """What `prepare` found for the text of this doc. The text as given is `prepared_of(doc).text`."""
    prepared: Prepared = doc.user_data[PREPARED_KEY]
    return prepared


def literal(doc: Doc, span: Span) -> str:
    """The characters of `span` as they were given."""
    return prepared_of(doc).text[span.start : span.end]


def _paragraphs(shadow: str) -> Spans:
    found, start = [], 0
    for match in _PARAGRAPH_END.finditer(shadow):
        if shadow[start : match.start()].strip():
            found.append(_stripped(shadow, start, match.start()))
        start = match.end()
    if shadow[start:].strip():
        found.append(_stripped(shadow, start, len(shadow)))
    return tuple(found)


def _stripped(shadow: str, start: int, end: int) -> Span:
    piece = shadow[start:end]
    return Span(start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip()))


def _parts(shadow: str) -> tuple[Spans, bool]:
    """Pieces that end at paragraph ends; a paragraph that is too long is cut at a blank, or hard where it has none."""
    cuts, last, cut_inside = [0], 0, False
    ends = [match.end() for match in _PARAGRAPH_END.finditer(shadow)]
    for start, end in pairwise([0, *ends, len(shadow)]):
        if end - last > PART_CHARACTERS and start > last:
            cuts.append(start)
            last = start
        while end - last > PART_CHARACTERS:
            cut_inside = True
            last = _blank_before(shadow, last, last + SENTENCE_CHARACTERS)
            cuts.append(last)
    if cuts[-1] != len(shadow) or len(cuts) == 1:
        cuts.append(len(shadow))
    return tuple(Span(start, end) for start, end in pairwise(cuts)), cut_inside


def _blank_before(shadow: str, low: int, limit: int) -> int:
    for position in range(limit - 1, max(low, limit - 1_000), -1):
        if shadow[position].isspace():
            return position + 1
    return limit
