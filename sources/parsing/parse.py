"""One function for all documents. Pure: neither Django nor the network. Foreign files go through `isolated.py`."""

from __future__ import annotations

import re
from dataclasses import replace

from core.text import MAX_CHARACTERS
from sources.parsing.document import DocumentKind, ParsedDocument, Unreadable, finished
from sources.parsing.html import parse_html
from sources.parsing.kinds import kind_of
from sources.parsing.language import language_of
from sources.parsing.pdf import parse_pdf
from sources.parsing.plain import parse_markdown, parse_text
from sources.parsing.transcripts import parse_transcript
from sources.parsing.word import parse_docx

_CHARSET = re.compile(r"""charset\s{0,9}=\s{0,9}["']?([A-Za-z0-9_.:-]{1,40})""", re.IGNORECASE)
_SURE = 0.9


def parse(
    body: bytes,
    *,
    filename: str | None = None,
    content_type: str | None = None,
    url: str | None = None,
    truncated: bool = False,
    limit: int = MAX_CHARACTERS,
) -> ParsedDocument:
    """The text of a document and what it says about itself.

    `content_type` may carry a charset parameter. `url` is the final address of a fetched page. `truncated` says that
    `body` was cut while it was fetched. `limit` counts characters of text. Raises `Unreadable`, with what to do next.
    """
    kind = kind_of(body, filename=filename, content_type=content_type)
    declared = _CHARSET.search((content_type or "")[:500])
    try:
        document = _parsed(body, kind, charset=declared[1] if declared else None, url=url)
    except Unreadable as refusal:
        if truncated:
            raise Unreadable(
                f"This file is too large, and its first part alone cannot be read. {refusal.reason}"
            ) from None
        raise
    if truncated:
        note = "The file was larger than the limit; only its first part was read."
        document = replace(document, cut_short=True, notes=(*document.notes, note))
    document = finished(document, limit=limit)
    code, confidence = language_of(document.text)
    return replace(document, language=code if confidence >= _SURE or not document.language else document.language)


def _parsed(body: bytes, kind: DocumentKind, *, charset: str | None, url: str | None) -> ParsedDocument:
    match kind:
        case DocumentKind.PDF:
            return parse_pdf(body)
        case DocumentKind.DOCX:
            return parse_docx(body)
        case DocumentKind.HTML:
            return parse_html(body, charset=charset, url=url)
        case DocumentKind.MARKDOWN:
            return parse_markdown(body, charset=charset)
        case DocumentKind.VTT | DocumentKind.SRT:
            return parse_transcript(body, charset=charset, kind=kind)
        case DocumentKind.TEXT:
            return parse_text(body, charset=charset)
