"""What parsing hands out, and its one error."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from core.isolation.errors import Refusal
from core.text import MAX_CHARACTERS, clean, one_line


class DocumentKind(StrEnum):
    """What a file turned out to be, by its bytes first."""

    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"
    DOCX = "docx"
    PDF = "pdf"
    VTT = "vtt"
    SRT = "srt"


class Unreadable(Refusal):
    """No text can be had from this. `reason`: a sentence for a person, with what to do next."""


@dataclass(frozen=True, slots=True)
class ParsedDocument:
    """A document as text and what it says about itself. All of it is foreign: shown as text only, trusted for nothing.

    `text` is cleaned (`core.text.clean`); paragraphs, headlines, bullets and speaker turns stand on lines of their own.
    `published_at` is aware; a document that names only a day gives midnight UTC and a note. `canonical_url` is None
    unless it lies on the host that the document came from. `notes` are sentences for people: what was changed,
    guessed or left out. `cut_short`: text is missing at the end; `original_length` then counts what there was.
    """

    text: str
    kind: DocumentKind
    title: str = ""
    byline: str = ""
    site_name: str = ""
    published_at: datetime | None = None
    language: str | None = None
    canonical_url: str | None = None
    cut_short: bool = False
    original_length: int = 0
    notes: tuple[str, ...] = ()


def finished(document: ParsedDocument, *, limit: int = MAX_CHARACTERS) -> ParsedDocument:
    """The document with its text cleaned and cut, its fields made single lines. Raises `Unreadable` without text."""
    cleaned = clean(document.text, limit=limit)
    text = cleaned.text.strip()
    if not any(character.isalnum() for character in text):
        raise Unreadable("There is no text in this. Choose another file or address, or paste the words themselves.")
    return replace(
        document,
        text=text,
        title=one_line(document.title, limit=500),
        byline=one_line(document.byline, limit=300),
        site_name=one_line(document.site_name, limit=200),
        cut_short=document.cut_short or cleaned.cut_short,
        original_length=max(document.original_length, len(document.text)),
        notes=document.notes + cleaned.notes,
    )
