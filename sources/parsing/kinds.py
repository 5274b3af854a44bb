"""What kind of document some bytes are. The bytes themselves count most, then the declared type, then the name."""

from __future__ import annotations

import re
from typing import Final

from sources.parsing.document import DocumentKind, Unreadable

_PASTE: Final = "Paste its text instead."
_REFUSED_STARTS: Final[tuple[tuple[bytes, str], ...]] = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "This is an old Word file, or one with a password. Save it as .docx "
     "without a password and try again, or paste its text."),
    (b"{\\rtf", "This is a rich text file (RTF). Save it as .docx and try again, or paste its text."),
    (b"\x89PNG", "This is a picture. Claimdesk reads words, not pictures: paste the text that it shows."),
    (b"\xff\xd8\xff", "This is a picture. Claimdesk reads words, not pictures: paste the text that it shows."),
    (b"GIF8", "This is a picture. Claimdesk reads words, not pictures: paste the text that it shows."),
    (b"II*\x00", "This is a picture. Claimdesk reads words, not pictures: paste the text that it shows."),
    (b"MM\x00*", "This is a picture. Claimdesk reads words, not pictures: paste the text that it shows."),
    (b"\x1f\x8b", "This is a packed file. Unpack it and choose the document inside."),
    (b"BZh", "This is a packed file. Unpack it and choose the document inside."),
    (b"7z\xbc\xaf\x27\x1c", "This is a packed file. Unpack it and choose the document inside."),
    (b"Rar!\x1a\x07", "This is a packed file. Unpack it and choose the document inside."),
    (b"\xfd7zXZ\x00", "This is a packed file. Unpack it and choose the document inside."),
    (b"ID3", "This is a sound recording. Choose its transcript (.vtt, .srt or .txt)."),
    (b"OggS", "This is a recording. Choose its transcript (.vtt, .srt or .txt)."),
    (b"\x1aE\xdf\xa3", "This is a film. Choose its transcript (.vtt, .srt or .txt)."),
    (b"%!PS", f"This is a PostScript file. {_PASTE}"),
    (b"\x7fELF", "This is a program, not a document. Choose the document itself."),
    (b"MZ\x90", "This is a program, not a document. Choose the document itself."),
    (b"SQLite format 3", "This is a database, not a document. Choose the document itself."),
)  # fmt: skip
_MARKUP_START = re.compile(
    rb"\s*+(?:<!--(?s:.{0,4000}?)-->\s*+){0,5}+<(?:!doctype\s++html|html|head|body|title|meta|article|main|div|p|h1)[\s>/]",
    re.IGNORECASE,
)
_XML_START = re.compile(rb"\s*+<\?xml|\s*+<(?:rss|feed|rdf:RDF|urlset|sitemapindex)[\s>]")
_FEED = re.compile(rb"<(?:rss|feed|rdf:RDF|urlset|sitemapindex)[\s>]")
_SRT_START = re.compile(rb"\s*+\d{1,6}\s*\r?\n\d{1,3}:\d\d:\d\d[,.]\d{1,3} +--> ")
_BY_TYPE: Final = {
    "text/html": DocumentKind.HTML,
    "application/xhtml+xml": DocumentKind.HTML,
    "text/markdown": DocumentKind.MARKDOWN,
    "text/vtt": DocumentKind.VTT,
    "application/x-subrip": DocumentKind.SRT,
    "text/srt": DocumentKind.SRT,
}
_BY_ENDING: Final = {
    "html": DocumentKind.HTML,
    "htm": DocumentKind.HTML,
    "xhtml": DocumentKind.HTML,
    "md": DocumentKind.MARKDOWN,
    "markdown": DocumentKind.MARKDOWN,
    "vtt": DocumentKind.VTT,
    "srt": DocumentKind.SRT,
}


def kind_of(body: bytes, *, filename: str | None, content_type: str | None) -> DocumentKind:
    """The kind of a document. Raises `Unreadable`, saying what the file is, for everything that is not on our list."""
    if not body.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        raise Unreadable("This file is empty. Choose another file, or paste the text.")
    if b"%PDF-" in body[:1024]:
        return DocumentKind.PDF
    if body.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return DocumentKind.DOCX
    for start, reason in _REFUSED_STARTS:
        if body.startswith(start):
            raise Unreadable(reason)
    if body[4:8] == b"ftyp":
        raise Unreadable("This is a film or picture. Choose its transcript, or paste the text that it shows.")
    if body.startswith(b"RIFF") and body[8:12] in (b"WEBP", b"WAVE", b"AVI "):
        raise Unreadable("This is a picture or recording. Choose its transcript, or paste the text that it shows.")
    return _text_kind(body, filename=filename, content_type=content_type)


def _text_kind(body: bytes, *, filename: str | None, content_type: str | None) -> DocumentKind:
    head = body[:8_192].removeprefix(b"\xef\xbb\xbf")
    wide = body.startswith((b"\xff\xfe", b"\xfe\xff")) or _looks_wide(head)
    if not wide:
        _check_not_binary(head)
    if head.startswith(b"WEBVTT"):
        return DocumentKind.VTT
    if _SRT_START.match(head):
        return DocumentKind.SRT
    if _XML_START.match(head) and _FEED.search(head):
        raise Unreadable(
            "This is a feed or a list of pages, not an article. Add it as a feed of its source, or give the address "
            "of one article."
        )
    declared = _BY_TYPE.get((content_type or "").partition(";")[0].strip().lower())
    named = _BY_ENDING.get((filename or "").rpartition(".")[2].lower())
    if declared is DocumentKind.HTML or named is DocumentKind.HTML or _MARKUP_START.match(head):
        return DocumentKind.HTML
    return declared or named or DocumentKind.TEXT


def _looks_wide(head: bytes) -> bool:
    """UTF-16 without a byte order mark: a zero in nearly every second place."""
    half = len(head) // 2
    return half >= 8 and max(head[0::2].count(0), head[1::2].count(0)) > 0.7 * half


def _check_not_binary(head: bytes) -> None:
    controls = sum(head.count(code) for code in (*range(9), *range(14, 27), *range(28, 32)))
    if controls > 0.05 * len(head):
        raise Unreadable(
            "This is not a text, web page, Word (.docx) or PDF file, so it cannot be read. Choose another file, or "
            "paste the text."
        )
