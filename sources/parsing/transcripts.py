"""Subtitles and transcripts (WebVTT, SubRip) as speaker turns, one paragraph each."""

from __future__ import annotations

import html
import re

from core.text import decode
from sources.parsing.document import DocumentKind, ParsedDocument, Unreadable
from sources.parsing.plain import decoding_notes

_TIMING = re.compile(r"\s*(?:\d{1,4}:)?\d{1,2}:\d{1,2}[.,]\d{1,3}\s+-->\s")
_VOICE = re.compile(r"<v(?:\.[^\s>]{0,99})?[ \t]+([^>]{1,200})>", re.IGNORECASE)
_TAG = re.compile(r"</?[A-Za-z0-9:][^<>]{0,200}>|\{\\[^{}]{0,200}\}")
_CHANGE = re.compile(r"(?:>>+|&gt;&gt;|-(?=\s)|–(?=\s)|—(?=\s))\s*")
_NAMED = re.compile(r"(?:[A-Z][\w.'’-]{0,40}[ ]?){1,5}(?:\([^()\n]{1,80}\))?:(?=\s)")
_SENTENCE_END = (".", "!", "?", "…", '"', "”")
_BLOCKS_LEFT_OUT = ("NOTE", "STYLE", "REGION")
_LONGEST_TURN = 1_200


def parse_transcript(body: bytes, *, charset: str | None, kind: DocumentKind) -> ParsedDocument:
    """Cues joined to turns: a new speaker, or the end of a sentence in a long turn, starts a paragraph.

    A speaker named by a voice tag is written before the words, as in `NAME: words`. Lines that captions repeat
    while they roll up are kept once. Raises `Unreadable` when there is no cue.
    """
    decoded = decode(body, declared=charset)
    cues = _cues(decoded.text.replace("\r\n", "\n").replace("\r", "\n"))
    if not cues:
        raise Unreadable("There are no subtitles in this file. Check that it is whole, or paste the transcript.")
    turns = _turns(cues)
    return ParsedDocument(text="\n\n".join(turns), kind=kind, notes=decoding_notes(decoded.replaced))


def _cues(text: str) -> list[list[str]]:
    """The lines of each cue, without numbers, times and settings."""
    cues: list[list[str]] = []
    current: list[str] | None = None
    left_out = False
    for line in text.split("\n"):
        if _TIMING.match(line[:120]):
            current, left_out = [], False
            cues.append(current)
        elif not line.strip():
            current, left_out = None, False
        elif current is None and line.startswith(_BLOCKS_LEFT_OUT):
            left_out = True
        elif current is not None and not left_out:
            current.append(line.strip())
    return cues


def _turns(cues: list[list[str]]) -> list[str]:
    turns: list[list[str]] = []
    speaker, last_line, size = "", "", 0
    for cue in cues:
        for raw in cue:
            voice = _VOICE.search(raw)
            line, changed = _words(raw)
            if not line or line == last_line:
                continue
            last_line = line
            named = voice[1].strip() if voice else ""
            new_voice = bool(named) and named != speaker
            full = size > _LONGEST_TURN and turns[-1][-1].endswith(_SENTENCE_END)
            if not turns or new_voice or changed or full or _NAMED.match(line[:200]):
                speaker = named or ("" if changed else speaker)
                turns.append([f"{named}: {line}" if new_voice else line])
                size = len(line)
            else:
                turns[-1].append(line)
                size += len(line)
    return [" ".join(turn) for turn in turns]


def _words(raw: str) -> tuple[str, bool]:
    """A line without tags, and whether it starts with a sign for a new speaker."""
    line = html.unescape(_TAG.sub("", raw)).strip()
    change = _CHANGE.match(line)
    return (line[change.end() :].strip(), True) if change else (" ".join(line.split()), False)
