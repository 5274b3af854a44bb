"""Text at the door: bytes to text, and text to the one form that is stored. Used by pages, API, import and fetch.

Nothing here raises, whatever comes in. What was changed or cut is said in the result, never hidden.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from core.charsets import codec_for

MAX_CHARACTERS: Final = 1_000_000
_META_WINDOW: Final = 4_096
_COMBINING_RUN: Final = 30  # Unicode Annex 15, "Stream-Safe Text Format"
_HIGHEST_COMBINING: Final = 0x20000

_BOMS: Final = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_META_CHARSET = re.compile(rb"""(?:charset|encoding)[ \t\r\n]{0,9}=[ \t\r\n]{0,9}["']?([A-Za-z0-9_.:-]{2,40})""")
_MULTIBYTE = re.compile("[\u0080-\ufffc\ufffe\U00010000-\U0010ffff]")
_NO_LATIN_RUN = re.compile(f"[^\x00-\u02ff]{{{_COMBINING_RUN + 1}}}")
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f\x80-\x84\x86-\x9f]")
_UNSEEN_KINDS = frozenset({"Cc", "Cf", "Mn", "Me", "Zs", "Zl", "Zp"})
_UNSEEN = frozenset("\u115f\u1160\u2800\u3164\uffa0")  # fillers and the empty braille cell: letters that draw nothing
_UNSTORABLE = re.compile("[\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """`text` from bytes; `encoding` is the codec that was used; `replaced` counts the characters put in as U+FFFD."""

    text: str
    encoding: str
    replaced: int


@dataclass(frozen=True, slots=True)
class Cleaned:
    """Text as it is stored. `original_length` counts code points as they came in; `notes` are sentences for people."""

    text: str
    notes: tuple[str, ...] = ()
    cut_short: bool = False
    original_length: int = 0


def decode(body: bytes, *, declared: str | None = None) -> Decoded:
    """Bytes to text. Order: byte order mark, UTF-8 that is valid, declared charset, `charset=` near the start, a guess.

    Valid UTF-8 goes before a declaration: other charsets hit it by chance only in very short texts, and servers that
    declare a wrong charset are common. `declared` may hold anything; a name that is not on our list is ignored.
    """
    for mark, codec in _BOMS:
        if body.startswith(mark):
            return _decoded(body[len(mark) :], codec)
    named = codec_for(declared) or _named_inside(body)
    wide = _wide(body)
    if wide and (named is None or named.startswith("utf")):
        return _decoded(body, wide)
    if named is not None and named.startswith(("utf-16", "iso2022")):
        return _decoded(body, "utf-8" if named.startswith("utf-16") else named)
    try:
        return Decoded(body.decode("utf-8"), "utf-8", 0)
    except UnicodeDecodeError:
        return _guess(body, named)


def clean(text: str, *, limit: int = MAX_CHARACTERS) -> Cleaned:
    """The one form of a text that is stored: no NUL or control characters, LF line ends, NFC, at most `limit` long.

    Idempotent: cleaning the text of the result gives the same text. Time grows linearly with the length.
    """
    original_length = len(text)
    notes: list[str] = []
    text = _LINE_ENDS.sub("\n", text)
    text, controls = _CONTROLS.subn("", text)
    text = text.lstrip("\ufeff")
    if controls:
        notes.append(f"{controls:,} control characters were left out.")
    length = len(text)
    text = _cut(text, limit)
    text, unstorable = _UNSTORABLE.subn("\ufffd", text)
    if unstorable:
        notes.append(f"{unstorable:,} characters that no text may hold were replaced by \ufffd.")
    composed = _composed(text)
    kept = _cut(composed, limit)
    cut_short = len(kept) < len(composed) or len(text) < length
    if cut_short:
        notes.append(f"Only the first {len(kept):,} of {original_length:,} characters were kept.")
    return Cleaned(kept, tuple(notes), cut_short, original_length)


def written(text: str, *, limit: int = MAX_CHARACTERS) -> str:
    """What a person wrote into a field: cleaned, no white space around it, "" if nothing in it can be seen.

    Zero-width and other format characters stay between words, where scripts and emoji need them.
    """
    words = clean(text, limit=limit).text.strip()
    return words if any(_seen(character) for character in words) else ""


def one_line(text: str, *, limit: int = 500) -> str:
    """A short field, such as a title or a name: cleaned, white space folded to single blanks, cut with an ellipsis."""
    line = " ".join(written(text[: 40 * limit]).split())
    return line if len(line) <= limit else clean(line[: limit - 1].rstrip() + "…").text


def _seen(character: str) -> bool:
    return unicodedata.category(character) not in _UNSEEN_KINDS and character not in _UNSEEN


def _decoded(body: bytes, codec: str) -> Decoded:
    text = body.decode(codec, "replace")
    genuine = body.count(b"\xef\xbf\xbd") if codec == "utf-8" else 0
    return Decoded(text, codec, max(0, text.count("\ufffd") - genuine))


def _guess(body: bytes, named: str | None) -> Decoded:
    """Bytes that are no valid UTF-8: the named charset, or UTF-8 with gaps if most of it fits, or windows-1252."""
    if named is not None and named != "utf-8":
        return _decoded(body, named)
    gappy = _decoded(body, "utf-8")
    if gappy.replaced <= sum(1 for _ in _MULTIBYTE.finditer(gappy.text)):
        return gappy
    western = _decoded(body, "cp1252")
    return western if western.replaced <= gappy.replaced else gappy


def _named_inside(body: bytes) -> str | None:
    found = _META_CHARSET.search(body[:_META_WINDOW].lower())
    return codec_for(found[1].decode("ascii")) if found else None


def _wide(body: bytes) -> str | None:
    """UTF-16 without a byte order mark shows as a zero byte in nearly every second place."""
    window = body[:_META_WINDOW]
    half = len(window) // 2
    if half < 4:
        return None
    if window[1::2].count(0) > 0.7 * half and window[0::2].count(0) < 0.1 * half:
        return "utf-16-le"
    if window[0::2].count(0) > 0.7 * half and window[1::2].count(0) < 0.1 * half:
        return "utf-16-be"
    return None


def _cut(text: str, limit: int) -> str:
    """At most `limit` characters, ending at white space where the last 1,000 characters hold some."""
    if len(text) <= limit:
        return text
    head = text[:limit]
    place = max(head.rfind("\n", limit - 1_000), head.rfind(" ", limit - 1_000))
    return head[:place] if place > limit // 2 else head


def _composed(text: str) -> str:
    """NFC. Runs of combining marks are capped first: Python sorts each run in quadratic time."""
    if text.isascii():
        return text
    return _capped(unicodedata.normalize("NFC", _capped(text)))


def _capped(text: str) -> str:
    return _combining_runs().sub(r"\1", text) if _NO_LATIN_RUN.search(text) else text


@lru_cache(maxsize=1)
def _combining_runs() -> re.Pattern[str]:
    """More than `_COMBINING_RUN` marks in a row. Ranges, not single letters: the regex engine is slow with those."""
    codes = [code for code in range(0x300, _HIGHEST_COMBINING) if unicodedata.combining(chr(code))]
    starts = [code for code in codes if not unicodedata.combining(chr(code - 1))]
    ends = [code for code in codes if not unicodedata.combining(chr(code + 1))]
    marks = "".join(f"{chr(start)}-{chr(end)}" for start, end in zip(starts, ends, strict=True))
    return re.compile(f"([{marks}]{{{_COMBINING_RUN}}})[{marks}]+")
