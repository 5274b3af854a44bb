"""A sentence in the making: tokens of the text in order, some left out, some replaced, some with words put before."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field

from claims.extraction.claimtexts.columns import Columns

_MARKS = frozenset("\"“”«»„‟‘’'`")
_EDGES = " ,;:–—-•*…\t"
_BLANKS = re.compile(r"\s+")
_BEFORE_MARK = re.compile(r"\s+([,;:.!?%)\]])")
_DOUBLED = re.compile(r"([,;:])(?:\s*[,;:])+")
_QUOTES = re.compile(r"[“”\"]")
_EMPTY_BRACKETS = re.compile(r"\(\s*\)|\[\s*\]")


@dataclass(slots=True)
class Draft:
    """Words to be written. `replaced` maps a token to its new wording ("" leaves it out)."""

    columns: Columns
    order: list[int]
    replaced: dict[int, str] = field(default_factory=dict)
    before: dict[int, str] = field(default_factory=dict)
    after: dict[int, str] = field(default_factory=dict)  # marks put behind a word
    lead: str = ""  # words put in front of all
    with_commas: bool = True  # a comma that stood alone between two pieces comes along

    def leave_out(self, *tokens: int) -> None:
        for token in tokens:
            self.replaced[token] = ""

    def put_before(self, token: int, words: str) -> None:
        self.before[token] = f"{self.before[token]} {words}" if token in self.before else words

    def write(self) -> str:
        """The text: one line, no mark at its edges, first letter large."""
        columns, pieces = self.columns, [self.lead] if self.lead else []
        previous = -2
        gap = bool(self.lead)
        for token in self.order:
            gap = gap or _gap(columns, previous, token)
            if self.with_commas and pieces and _lost_comma(columns, previous, token):
                pieces.append(",")
            words = self.replaced.get(token)
            if words is None:
                words = columns.word[token]
            if token in self.before:
                pieces.append(" " + self.before[token])
                gap = True
            words += self.after.get(token, "")
            if words:
                pieces.append(" " + words if gap else words)
            if words or columns.word[token][0].isalnum():
                gap = False  # behind a word that is left out, the next one's own blank counts
            previous = token
        return tidy("".join(pieces))


def _gap(columns: Columns, previous: int, token: int) -> bool:
    if previous < 0:
        return False
    if columns.start[token] in columns.glued:
        return any(not columns.word[t].isspace() for t in range(previous + 1, token))
    if token == previous + 1:
        return columns.start[token] > columns.end[previous]
    return columns.tag[token] not in {"POS", ",", "."}


def _lost_comma(columns: Columns, previous: int, token: int) -> bool:
    """Whether only a comma stood between two neighbouring pieces."""
    if previous < 0 or not previous + 1 < token <= previous + 4:
        return False
    skipped = [columns.word[t] for t in range(previous + 1, token)]
    return "," in skipped and not any(c.isalnum() for word in skipped for c in word)


def is_mark(columns: Columns, token: int) -> bool:
    """Whether a token is a quotation mark, and not an apostrophe ("years’ work")."""
    if columns.word[token] in ("'", "’") and not _at_quotation(columns, token):
        return False
    return columns.word[token][0] in _MARKS and columns.tag[token] != "POS" and len(columns.word[token]) <= 2 and all(
        c in _MARKS for c in columns.word[token]
    )  # fmt: skip


def _at_quotation(columns: Columns, token: int) -> bool:
    """Whether a quoted stretch ends or begins at this token."""
    n = bisect_right(columns.quoted, (columns.start[token], len(columns.text))) - 1
    near = columns.quoted[max(0, n) : n + 2]
    return any(columns.start[token] == end or columns.end[token] == start for start, end in near)


def tidy(text: str) -> str:
    """Blanks made single, punctuation left alone by cuts removed, the first letter large, no full stop at the end."""
    text = _BLANKS.sub(" ", text)
    text = _EMPTY_BRACKETS.sub("", text)
    if text.count("“") != text.count("”") or text.count('"') % 2:
        text = _QUOTES.sub("", text)
    text = _BEFORE_MARK.sub(r"\1", text)
    if text.count("(") == text.count(")") + 1:
        text = (
            text.rstrip(_EDGES + ".") + ")" if text.rfind("(") < len(text.rstrip(_EDGES)) - 1 else text.replace("(", "")
        )
    elif text.count(")") == text.count("(") + 1:
        text = text.replace(")", "")
    text = _DOUBLED.sub(r"\1", text).strip(_EDGES)
    if (
        text.endswith(".")
        and not text.endswith("..")
        and not re.search(r"(?:\b[A-Za-z]\.[A-Za-z]|\b(?:Inc|Ltd|Co|Jr|Sr|Mr|Dr|St|No))\.$", text)
    ):
        text = text[:-1].rstrip(_EDGES)
    text = text.rstrip("!…").rstrip(_EDGES)
    return text[:1].upper() + text[1:] if text[:1].islower() and not _is_name_in_small(text) else text


def _is_name_in_small(text: str) -> bool:
    """ "iPhone sales", "eBay": a small letter that belongs to the name."""
    return len(text) > 1 and text[1].isupper()
