"""The readable text of what stood at an address. Knows no database."""

from __future__ import annotations

from core.isolation import LimitBreached
from core.text import clean, decode
from sources.parsing.document import Unreadable
from sources.parsing.isolated import parse_isolated

# By what the bytes begin with; a name says little about a file that somebody sent.
_STARTS = {
    b"\x89PNG\r\n": "image/png",
    b"\xff\xd8\xff": "image/jpeg",
    b"GIF8": "image/gif",
    b"%PDF-": "application/pdf",
    b"PK\x03\x04": "application/zip",
}
_ENDINGS = {"html": "text/html", "htm": "text/html", "txt": "text/plain", "md": "text/plain", "csv": "text/plain"}
_TEXTUAL = ("text/", "application/xhtml", "application/json", "application/xml")


def text_of(
    body: bytes,
    *,
    content_type: str,
    charset: str | None = None,
    url: str | None = None,
    filename: str | None = None,
    truncated: bool = False,
) -> str:
    """The page's text as a person reads it; of what no reader understands, the decoded characters; else nothing.

    Foreign files are read in a limited child process.
    """
    declared = f"{content_type}; charset={charset}" if content_type and charset else content_type or None
    try:
        parsed = parse_isolated(body, filename=filename, content_type=declared, url=url, truncated=truncated)
    except (Unreadable, LimitBreached):
        parsed = None
    if parsed is not None and parsed.text.strip():
        return parsed.text
    return clean(decode(body, declared=charset).text).text if content_type.startswith(_TEXTUAL) else ""


def content_type_of(body: bytes, name: str) -> str:
    """What kind of file it is, as far as we show it; "" for any other."""
    for start, kind in _STARTS.items():
        if body.startswith(start):
            return kind
    return _ENDINGS.get(name.rpartition(".")[2].lower(), "")


def squeezed(text: str) -> str:
    """Only letters and digits in lower case: typography and markup between words do not matter."""
    return "".join(character for character in text.casefold() if character.isalnum())


def has_words(words: str, *, text: str, body: bytes, charset: str | None = None) -> bool:
    """Whether the words stand in the page: in its text, or anywhere in its characters."""
    wanted = squeezed(words)
    return wanted in squeezed(text) or wanted in squeezed(decode(body, declared=charset).text)
