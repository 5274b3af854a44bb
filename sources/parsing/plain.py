"""Plain text and Markdown. Text stays as it is, line by line; Markdown loses its signs and keeps its words."""

from __future__ import annotations

import re
from typing import Final

from core.text import decode
from sources.parsing.document import DocumentKind, ParsedDocument

_LONGEST_TITLE: Final = 200
_HEADING = re.compile(r" {0,3}#{1,6}[ \t]+")
_HEADING_END = re.compile(r"(?<=[ \t])#{1,6}$")
_RULE = re.compile(r" {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,}|={3,})")
_ITEM = re.compile(r"[ \t]{0,12}(?:[*+-]|(\d{1,9}[.)]))[ \t]+")
_QUOTE = re.compile(r"(?: {0,3}>[ \t]?){1,9}")
_FENCE = re.compile(r" {0,3}(?:`{3,}|~{3,})")
_LINK = re.compile(r"!?\[([^\[\]\n]{0,999})\](?:\([^()\s]{0,999}(?:[ \t]+\"[^\"\n]{0,999}\")?\)|\[[^\[\]\n]{0,99}\])")
_AUTOLINK = re.compile(r"<(https?://[^<>\s]{1,999})>")
_EMPHASIS = re.compile(r"(?<![\w*])(\*{1,3})(?=\S)([^*\n]{1,999})(?<=\S)\1(?![\w*])")
_UNDERLINE = re.compile(r"(?<![\w_])(_{1,3})(?=\S)([^_\n]{1,999})(?<=\S)\1(?![\w_])")
_TAG = re.compile(r"</?[A-Za-z][^<>\n]{0,999}>")
_PRIVATE: Final = 0xE000
_WAITING = re.compile("[\ue021-\ue07e]")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!>~|])")


def parse_text(body: bytes, *, charset: str | None) -> ParsedDocument:
    """Decoded text. A short first line with an empty line after it, not a sentence, counts as the title as well."""
    text, notes = _decoded(body, charset)
    return ParsedDocument(text=text, kind=DocumentKind.TEXT, title=_title(text), notes=notes)


def parse_markdown(body: bytes, *, charset: str | None) -> ParsedDocument:
    """The words of a Markdown text: wrapped lines joined, headings and list items on lines of their own."""
    text, notes = _decoded(body, charset)
    title, blocks = "", list[str]()
    for block, heading in _blocks(text):
        words = _inline(block).strip()
        if words:
            title = title or (words if heading else "")
            blocks.append(words)
    return ParsedDocument(text="\n\n".join(blocks), kind=DocumentKind.MARKDOWN, title=title, notes=notes)


def decoding_notes(replaced: int) -> tuple[str, ...]:
    """What to tell people when bytes were no characters."""
    if not replaced:
        return ()
    return (f"{replaced:,} characters could not be read in any known encoding and were replaced by \ufffd.",)


def _decoded(body: bytes, charset: str | None) -> tuple[str, tuple[str, ...]]:
    decoded = decode(body, declared=charset)
    return decoded.text, decoding_notes(decoded.replaced)


def _title(text: str) -> str:
    first, _, rest = text[:2_000].lstrip().partition("\n")
    first = first.strip()
    fits = 0 < len(first) <= _LONGEST_TITLE and not first.endswith((".", ",", ";", ":"))
    return first if fits and not rest.partition("\n")[0].strip() and rest.strip() else ""


def _blocks(text: str) -> list[tuple[str, bool]]:
    """Paragraphs, headings, items and lines of code, each with whether it is a heading."""
    found: list[tuple[str, bool]] = []
    lines: list[str] = []
    fenced = False

    def close() -> None:
        if lines:
            found.append((" ".join(lines), False))
            lines.clear()

    for line in _without_front_matter(text).splitlines():
        quoted = _QUOTE.match(line)
        line = line[quoted.end() :] if quoted and not fenced else line
        if _FENCE.match(line):
            close()
            fenced = not fenced
        elif fenced:
            found.append((line, False))
        elif lines and re.fullmatch(r"=+|-+", line.strip()):
            found.append((" ".join(lines), True))
            lines.clear()
        elif not line.strip() or _RULE.fullmatch(line):
            close()
        elif heading := _HEADING.match(line):
            close()
            found.append((_HEADING_END.sub("", line[heading.end() :].strip()), True))
        elif item := _ITEM.match(line):
            close()
            lines.append(f"{item[1] or '•'} {line[item.end() :].strip()}")
        else:
            lines.append(line.strip())
    close()
    return found


def _without_front_matter(text: str) -> str:
    """Without the block of settings between two lines of dashes that some programs put first."""
    if not text.startswith("---\n"):
        return text
    end = text.find("\n---\n", 3, 10_000)
    return text[end + 5 :] if end > 0 else text


def _inline(block: str) -> str:
    """Words without signs. Escaped signs wait in Unicode's private area until the others are gone."""
    block = _ESCAPE.sub(lambda match: chr(_PRIVATE + ord(match[1])), block)
    block = _TAG.sub("", _AUTOLINK.sub(r"\1", _LINK.sub(r"\1", block)))
    block = _UNDERLINE.sub(r"\2", _EMPHASIS.sub(r"\2", block)).replace("`", "")
    return _WAITING.sub(lambda match: chr(ord(match[0]) - _PRIVATE), block)
