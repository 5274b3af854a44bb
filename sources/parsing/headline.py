"""The heading of a text that came without one: its first line, where it reads like a headline. Pure.

For display only: what is stored stays as it was given.
"""

from __future__ import annotations

import html
import re

OPENING = 600  # characters of a text that are enough to tell
_SHORTEST, _LONGEST = 12, 160  # characters of a headline
_FEWEST = 3  # words
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,500}>")
_MARK = re.compile(r"^(?:#{1,6}|[*•–—-])\s+|\s*#+$")
_SENTENCE = re.compile(r"[.!?]['’”\"]?\s+[\"“‘']?[A-Z]")  # two sentences: a paragraph
_LABEL = re.compile(r"^(?:https?://|www\.|by\s+[A-Z]|from:|to:|date:|subject:|q:|a:)", re.IGNORECASE)


def headline_of(text: str) -> str:
    """The first line of `text` as a heading, without marks and tags; "" where it does not read like a headline.

    A headline is a short line of some words without a full stop at its end, with more text below it.
    """
    lines = [line.strip() for line in text[:OPENING].lstrip("\ufeff\u200b \t\r\n").splitlines()]
    if not lines or not any(lines[1:]):
        return ""
    line = _MARK.sub("", " ".join(html.unescape(_TAG.sub(" ", lines[0])).split()))
    if not _SHORTEST <= len(line) <= _LONGEST or len(line.split()) < _FEWEST:
        return ""
    if line.endswith((".", ",", ";", ":")) or _SENTENCE.search(line) or _LABEL.match(line):
        return ""
    following = next(other for other in lines[1:] if other)
    wrapped = lines[1] != "" and following[:1].islower()  # the first line of a hard-wrapped paragraph
    return "" if wrapped or (not line[:1].isalnum() and line[:1] not in "“\"'‘«") else line
