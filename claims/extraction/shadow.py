"""The shadow of a text: the same length, easier to parse.

The parser was trained on tidy news text. It misreads headlines in capitals, odd blanks and hard-wrapped lines. So it
reads a shadow in which those are tidied one character for one character: every offset in the shadow is an
offset in the text.
"""

from __future__ import annotations

import re
from itertools import pairwise

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_LINE = re.compile(r"[^\n]+")
_CAPITALISED = re.compile(r"(?<![.!?:\"“”‘\n\-•*–—] )(?<![\n\"“‘(])(?<!^)\b[A-Z][a-z]+")
_LINE_MARK = re.compile(
    r"^[^\S\n]*(?:[-–—•*·▪►]+[^\S\n]+|\(?\d{1,2}[.)][^\S\n]+(?=[A-Z“\"])"
    r"|\[?\d{1,2}[.:]\d{2}(?:[^\S\n]?[apAP]\.?[mM]\.?)?\]?[^\S\n]*[-–—:|][^\S\n]+)(?=\S)",
    re.MULTILINE,
)
# "VARNHOLM, Nov 24 (Reuters) - ": the place, and a date, region or agency with it. A place by itself counts at the top
# only: further down "SMITH - " is who speaks.
_PLACE = r"^[^\S\n]*[A-Z][A-Z.’'/-]+(?:[^\S\n][A-Z.’'/-]+){0,3}"
_DATELINE = re.compile(
    _PLACE + r"(?:,[^\S\n][^–—\n()]{1,40}?(?:[^\S\n]?\([^)\n]{2,40}\))?|[^\S\n]?\([^)\n]{2,40}\))"
    r"[^\S\n]*[–—-]{1,2}[^\S\n]+(?=[\w“\"‘'$£€])",
    re.MULTILINE,
)
_PLAIN_DATELINE = re.compile(_PLACE + r"[^\S\n]+[–—-]{1,2}[^\S\n]+(?=[\w“\"‘'$£€])", re.MULTILINE)
_TOP = 1_000  # code points in which a place by itself is looked for
# "SEN. RUTH OKORO: ...": the tokenizer knows "Sen." and takes "SEN." for the end of a sentence.
_TITLE_IN_LABEL = re.compile(
    r"^(?P<before>[^\S\n]*)(?P<title>(?:[A-Z]{2,5}\.[^\S\n]?){1,3})(?=[^\S\n]*[A-Z][^\n:]{0,60}:)", re.MULTILINE
)
_TITLE = re.compile(r"\b(?:DR|MR|MRS|MS|PROF|SEN|REP|GOV|GEN|REV|ST)\.(?=[^\S\n]+[A-Z])")
_HEAP = re.compile(r"[^\w\s]{24,}")
_ODD = {
    "\u00a0": " ", "\u202f": " ", "\u2007": " ", "\u2009": " ", "\u200a": " ", "\u2003": " ", "\u2002": " ",
    "\u3000": " ", "\u200b": " ", "\u200e": " ", "\u200f": " ", "\ufeff": " ", "\u2028": "\n", "\u2029": "\n",
    "\u0085": "\n", "\x0b": "\n", "\x0c": "\n", "\r": " ", "\x00": " ",
}  # fmt: skip
_TABLE = str.maketrans(_ODD)
_KEEP_CAPITALS = frozenset(
    [
        "US",
        "U.S",
        "USA",
        "UK",
        "EU",
        "UN",
        "NATO",
        "FBI",
        "CIA",
        "IMF",
        "WHO",
        "BBC",
        "CNN",
        "GOP",
        "UAE",
        "AI",
        "TV",
        "CEO",
        "NHS",
        "MP",
        "MPS",
        "ISIS",
        "PM",
        "OK",
        "ID",
        "I",
        "II",
        "III",
        "IV",
        "WHO",
    ]
)


def shadow_of(text: str) -> str:
    """`text` with blanks, lone carriage returns, wrapped lines and capital lines made plain; same length."""
    shadow = text.translate(_TABLE)
    if "\r" in text:
        shadow = "".join("\n" if a == "\r" and not text.startswith("\n", i + 1) else b
                         for i, (a, b) in enumerate(zip(text, shadow, strict=True)))  # fmt: skip
    shadow = _without_datelines(_without_marks(_unwrapped(_without_heaps(shadow))))
    return _without_capital_lines(_with_known_titles(shadow))


def _without_heaps(shadow: str) -> str:
    """Blanks between the signs of a long row ("“““ ..."): the time of the tokenizer grows with the square of it."""
    return _HEAP.sub(lambda match: "".join(c if n % 2 == 0 else " " for n, c in enumerate(match.group())), shadow)


def _with_known_titles(shadow: str) -> str:
    """Titles in capitals with one capital only: "Sen.", "Dr."."""
    shadow = _TITLE.sub(lambda match: match.group().title(), shadow)
    return _TITLE_IN_LABEL.sub(lambda match: match["before"] + match["title"].title(), shadow)


def _without_marks(shadow: str) -> str:
    """Blanks for bullets, list numbers and times of day at the beginning of a line: the parser takes them for words."""
    return _LINE_MARK.sub(lambda match: " " * len(match.group()), shadow)


def _without_datelines(shadow: str) -> str:
    """Blanks for the dateline in front of a story: the parser makes it part of who speaks."""
    top = _PLAIN_DATELINE.search(shadow, 0, _TOP)
    if top and not _in_capitals(shadow, top):
        shadow = shadow[: top.start()] + " " * len(top.group()) + shadow[top.end() :]
    return _DATELINE.sub(
        lambda match: match.group() if _in_capitals(shadow, match) else " " * len(match.group()), shadow
    )


def _in_capitals(shadow: str, match: re.Match[str]) -> bool:
    """Whether all of the line is in capitals: a headline with a dash, no dateline."""
    return _is_capitals(shadow[match.start() : (shadow + "\n").index("\n", match.end())])


def _unwrapped(shadow: str) -> str:
    """Blanks for the line breaks of hard-wrapped text: many lines, nearly all of one width, few ending a sentence."""
    lines = [line.rstrip() for line in shadow.split("\n")]
    inner = [a for a, b in pairwise(lines) if a and b.strip()]
    if len(inner) < 4 or max(map(len, inner)) > 120:
        return shadow
    ending = sum(line.endswith((".", "!", "?", "”", '"', ":", "’")) for line in inner)
    wide = sum(len(line) >= 45 for line in inner)
    if ending > 0.4 * len(inner) or wide < 0.8 * len(inner):
        return shadow
    return re.sub(r"(?<=\S)([^\S\n]*)\n(?=[^\S\n]*[^\s\-•*])", lambda m: m.group(1) + " ", shadow)


def _without_capital_lines(shadow: str) -> str:
    """Lines in capitals in small letters, save names that the rest of the text writes with a capital."""
    if not any(_is_capitals(match.group()) for match in _LINE.finditer(shadow)):
        return shadow
    names = {word.upper() for word in _CAPITALISED.findall(shadow)}
    return _LINE.sub(lambda m: _tidied(m.group(), names) if _is_capitals(m.group()) else m.group(), shadow)


def _is_capitals(line: str) -> bool:
    letters = sum(c.isalpha() for c in line)
    return letters >= 12 and sum(c.isupper() for c in line) >= 0.8 * letters and " " in line.strip()


def _tidied(line: str, names: set[str]) -> str:
    first = True

    def word(match: re.Match[str]) -> str:
        nonlocal first
        whole, start = match.group(), first
        first = False
        stem = re.split(r"['’]", whole)[0]
        if stem in _KEEP_CAPITALS:
            return whole
        small = "".join(c.lower() if len(c.lower()) == 1 else c for c in whole)
        return small[0].upper() + small[1:] if (start or stem in names) and len(small[0].upper()) == 1 else small

    return _WORD.sub(word, line)
