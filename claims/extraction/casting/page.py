"""A parsed text with what its layout says: lines, quotation marks, neighbours without blanks."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field

from spacy.tokens import Doc

from claims.extraction.casting.columns import Columns, read
from claims.extraction.document import PREPARED_KEY, Prepared, prepare
from claims.extraction.turns import Turn, turn_at, turns_of
from claims.extraction.types import Spans

PAGE_KEY = "claimdesk_page"
_SENTENCE_END = frozenset((".", "!", "?", "…"))


@dataclass(slots=True)
class Page:
    """Columns of tokens, and per token: its line, its sentence, the quotation it stands in (0: none)."""

    columns: Columns
    given: str  # the text as it was given, markup blanked out: names are cut out of this one
    line: list[int]
    sentence: list[int]
    quoted: list[int]
    turns: list[Turn] = field(default_factory=list)  # of a conversation with labels

    def __len__(self) -> int:
        return len(self.line)

    def turn(self, token: int) -> int:
        """Index in `turns` of the turn in which a token stands, -1 for none."""
        return turn_at(self.turns, self.columns.start[token]) if self.turns else -1

    def before(self, token: int) -> int:
        """The token before, blanks skipped; -1 at the start."""
        token -= 1
        while token >= 0 and self.columns.tag[token] == "_SP":
            token -= 1
        return token

    def after(self, token: int) -> int:
        """The token after, blanks skipped; the number of tokens at the end."""
        token += 1
        tags = self.columns.tag
        while token < len(tags) and tags[token] == "_SP":
            token += 1
        return token

    def literal(self, first: int, last: int) -> str:
        """The characters from one token to another, both inclusive, as given; line breaks become blanks."""
        return " ".join(self.given[self.columns.start[first] : self.columns.end[last]].split())

    def tokens(self, spans: Spans) -> list[int]:
        """Token indices that the spans touch, without blanks."""
        return self.columns.tokens(spans)

    def token_at(self, position: int) -> int:
        """Index of the first token that ends after the position."""
        return min(bisect_right(self.columns.end, position), len(self.line) - 1)


def page_of(doc: Doc) -> Page:
    """The page of a doc, made at the first call and kept with the doc."""
    known = doc.user_data.get(PAGE_KEY)
    if isinstance(known, Page):
        return known
    page = _read(doc)
    doc.user_data[PAGE_KEY] = page
    return page


def _read(doc: Doc) -> Page:
    columns = read(doc)
    prepared = doc.user_data.get(PREPARED_KEY)
    if not isinstance(prepared, Prepared):
        prepared = prepare(doc.text)
    line, sentence = _lines(columns)
    return Page(columns, prepared.plain, line, sentence, _quoted(columns, prepared), turns_of(prepared))


def _lines(columns: Columns) -> tuple[list[int], list[int]]:
    """Line and sentence numbers. The parser joins sentences now and then: a full stop before a capital ends one too."""
    lines: list[int] = []
    sentences: list[int] = []
    line = sentence = 0
    parsed = -1
    ended = False
    for i, word in enumerate(columns.word):
        blank = columns.tag[i] == "_SP" or word.isspace()
        if blank and "\n" in word:
            line += 1
            sentence += 1
        elif not blank:
            if columns.sentence[i] != parsed or (ended and (word[:1].isupper() or word in "“\"'‘")):
                sentence += 1
                parsed = columns.sentence[i]
                ended = False
            if word in _SENTENCE_END:
                ended = True
            elif word[:1].isalnum():
                ended = False
        lines.append(line)
        sentences.append(sentence)
    return lines, sentences


def _quoted(columns: Columns, prepared: Prepared) -> list[int]:
    inside = [0] * len(columns)
    for number, quotation in enumerate(prepared.quotations, start=1):
        first = bisect_left(columns.start, quotation.start)
        last = bisect_left(columns.start, quotation.end)
        for i in range(first, last):
            inside[i] = number
    return inside
