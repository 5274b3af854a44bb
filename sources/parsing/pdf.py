"""PDF files: the text of each page, its lines joined to paragraphs again."""

from __future__ import annotations

import io
import logging
from datetime import UTC, datetime
from typing import Any, Final

from pypdf import PdfReader

from core.text import MAX_CHARACTERS
from sources.parsing.document import DocumentKind, ParsedDocument, Unreadable
from sources.parsing.pdf_lines import paragraphs_of

MAX_PAGES: Final = 400
_DAMAGED: Final = "This PDF is damaged and cannot be opened. Save or print it to PDF anew, or paste its text."
_SCAN: Final = (
    "This PDF holds pictures of pages and no text. Run it through text recognition (OCR) first, or paste its text."
)
_PASSWORD: Final = "This PDF has a password. Save it without one, or paste its text."

logging.getLogger("pypdf").setLevel(logging.ERROR)


def parse_pdf(body: bytes) -> ParsedDocument:
    """The text of a PDF; pages without text are named in a note. Raises `Unreadable` for scans, passwords, damage."""
    reader = _opened(body)
    pages: list[list[str]] = []
    empty: list[int] = []
    size = broken = 0
    count = len(reader.pages)
    for number in range(min(count, MAX_PAGES)):
        found = _text_of(reader, number)
        broken += found is None
        text = found or ""
        size += len(text)
        pages.append(text.splitlines())
        if not text.strip():
            empty.append(number + 1)
        if size > 2 * MAX_CHARACTERS:
            break
    if size == 0 or len(empty) == len(pages):
        raise Unreadable(_DAMAGED if broken else _SCAN)
    notes, cut_short = _notes(read=len(pages), count=count, empty=empty)
    title, author, created = _about(reader)
    return ParsedDocument(
        text="\n\n".join(paragraphs_of(pages)),
        kind=DocumentKind.PDF,
        title=title,
        byline=author,
        published_at=created,
        cut_short=cut_short,
        notes=notes,
    )


def _opened(body: bytes) -> PdfReader:
    try:
        reader = PdfReader(io.BytesIO(body), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise Unreadable(_PASSWORD)
        if len(reader.pages) == 0:
            raise Unreadable(_DAMAGED)
    except (Unreadable, MemoryError):
        raise
    except Exception as error:  # pypdf meets broken files with errors of any kind
        raise Unreadable(_PASSWORD if "crypt" in str(error).lower() else _DAMAGED) from error
    return reader


def _text_of(reader: PdfReader, number: int) -> str | None:
    """The text of one page; None when it is broken: that must not cost the other pages."""
    try:
        return reader.pages[number].extract_text()
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001  # pypdf meets broken pages with errors of any kind
        return None


def _notes(*, read: int, count: int, empty: list[int]) -> tuple[tuple[str, ...], bool]:
    notes = []
    if read < count:
        notes.append(f"Only the first {read:,} of {count:,} pages were read.")
    if empty:
        shown = ", ".join(map(str, empty[:10])) + (" and others" if len(empty) > 10 else "")
        notes.append(f"No text was found on page {shown}: pictures, or pages that could not be read.")
    return tuple(notes), read < count or bool(empty)


def _about(reader: PdfReader) -> tuple[str, str, datetime | None]:
    """Title, author and date of creation, as far as the file names them in a way that can be read."""
    try:
        information: Any = reader.metadata
        if information is None:
            return "", "", None
        created = information.creation_date
        moment = created if created is None or created.tzinfo else created.replace(tzinfo=UTC)
        return str(information.title or ""), str(information.author or ""), moment
    except Exception:  # noqa: BLE001  # what a file says about itself is a bonus
        return "", "", None
