"""Markup that was left in a text (HTML tags, comments, scripts, entities): where it stands, and the text without it.

Nothing is moved: each character of markup becomes one blank, a tag that ends a line one line break, an entity the
sign that it means and blanks. So offsets stay those of the stored text.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_left

from claims.extraction.types import Span, Spans

FOUND = "HTML markup was found in the text and left out of the reading"
_BLOCKS = frozenset(
    """
    address article aside blockquote body br center dd details div dl dt fieldset figcaption figure footer form h1 h2 h3
    h4 h5 h6 head header hr html legend li main nav ol option p pre section summary table tbody td tfoot th thead title
    tr ul
    """.split()
)
_INLINE = frozenset(
    """
    a abbr acronym audio b base bdi bdo big button canvas cite code col colgroup data del dfn em embed font i iframe img
    input ins kbd label link map mark meta noscript object output param picture q rp rt ruby s samp select small source
    span strike strong sub sup svg path textarea time track tt u var video wbr script style template
    """.split()
)
_TAG = re.compile(
    "</?(" + "|".join(sorted(_BLOCKS | _INLINE, key=lambda name: (-len(name), name))) + ")"
    r"(?=[\s/>])[^<>]{0,4000}>|<!--|<!DOCTYPE[^<>]{0,500}>",
    re.IGNORECASE,
)
_SWITCHES = frozenset(
    """
    async defer checked disabled hidden required controls autoplay loop muted selected open reversed ismap nowrap
    """.split()
)
_SILENT = ("script", "style", "template")  # what stands between their tags is no text
_SUFFIX = 12  # letters behind an apostrophe
_ENTITY = re.compile(r"&(?:[a-zA-Z][a-zA-Z0-9]{1,30}|#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6});")


def markup_of(text: str) -> Spans:
    """The stretches of markup in their order, entities included. Linear in the length of the text."""
    found: list[Span] = []
    at = 0
    missing: set[str] = set()  # ends that do not come any more
    lower = ""
    while (match := _TAG.search(text, at)) is not None:
        end = match.end()
        if not _is_tag(match.group()):
            at = match.start() + 1
            continue
        name = "-->" if match.group() == "<!--" else (match.group(1) or "").lower()
        closing = "-->" if name == "-->" else f"</{name}"
        silent = name == "-->" or (name in _SILENT and not match.group().startswith("</"))
        if silent and closing not in missing:
            lower = lower or text.lower() if len(text.lower()) == len(text) else text
            stop = lower.find(closing, end)
            if stop < 0:
                missing.add(closing)
            else:
                after = text.find(">", stop)
                end = after + 1 if after >= 0 else len(text)
        found.append(Span(match.start(), end))
        at = end
    entities = [Span(m.start(), m.end()) for m in _ENTITY.finditer(text) if html.unescape(m.group()) != m.group()]
    starts = [span.start for span in found]
    loose = [e for e in entities if not _lies_in(found, starts, e)]
    return tuple(sorted([*found, *loose]))


def _is_tag(piece: str) -> bool:
    """ "a <b and c> d" is no tag: what stands in one is given a value, or is one of a few words."""
    if piece.startswith("<!"):
        return True
    inside = re.sub(r"^</?[a-zA-Z0-9]+", "", piece).strip(" />\t\n\r")
    return not inside or "=" in inside or all(word.lower() in _SWITCHES for word in inside.split())


def glued(text: str, markup: Spans) -> frozenset[int]:
    """Where a word goes on right behind markup: "don&#8217;t", "<i>Anna</i>'s". The offsets of what goes on."""
    found: set[int] = set()
    start = -1  # of a row of markup without a gap
    last = -1
    breaks = False
    for span, whole in zip(markup, tails(text, markup), strict=True):
        if span.start != last:
            start, breaks = span.start, False
        last = whole.end
        piece = text[span.start : span.end]
        breaks = breaks or _is_space(piece) or _blank(piece).startswith("\n")
        before, after = text[start - 1 : start], text[last : last + 1]
        if not breaks and before.strip() and after.strip():
            found.add(last)
    return frozenset(found)


def _is_space(piece: str) -> bool:
    """ "&nbsp;", "&#32;"."""
    return piece.startswith("&") and not html.unescape(piece).strip()


def _lies_in(spans: list[Span], starts: list[int], one: Span) -> bool:
    n = bisect_left(starts, one.end) - 1
    return n >= 0 and spans[n].end > one.start


def without_markup(text: str, markup: Spans) -> str:
    """The text with its markup blanked out; as long as before. An apostrophe stays between the letters of its word:
    "didn&#8217;t" becomes "didn’t" and blanks."""
    if not markup:
        return text
    pieces: list[str] = []
    at = 0
    for span, whole in zip(markup, tails(text, markup), strict=True):
        sign = _blank(text[span.start : span.end])
        pieces += [text[at : span.start], sign[0], text[span.end : whole.end], sign[1:]]
        at = whole.end
    pieces.append(text[at:])
    return "".join(pieces)


def tails(text: str, markup: Spans) -> Spans:
    """For each piece of markup the stretch in which no word may end: itself, and letters behind an apostrophe."""
    found: list[Span] = []
    for n, span in enumerate(markup):
        end = span.end
        following = markup[n + 1].start if n + 1 < len(markup) else len(text)
        apostrophe = text[span.start] == "&" and _blank(text[span.start : span.end])[0] in "'’"
        if apostrophe and text[span.start - 1 : span.start].isalpha():
            while end < following and text[end].isalpha() and end - span.end < _SUFFIX:
                end += 1
        found.append(Span(span.start, end))
    return tuple(found)


def _blank(piece: str) -> str:
    if piece.startswith("&"):
        sign = html.unescape(piece)[:1]
        sign = " " if not sign.strip() or sign in "<>" or not sign.isprintable() else sign
        return sign + " " * (len(piece) - 1)
    name = re.match(r"</?([a-zA-Z0-9]+)", piece)
    breaks = name is not None and name.group(1).lower() in _BLOCKS
    return ("\n" if breaks else " ") + " " * (len(piece) - 1)


def is_parted(text: str, markup: Spans, start: int, end: int) -> bool:
    """Whether a tag stands between two offsets. An entity parts nothing: it is a sign of its word."""
    n = bisect_left(markup, Span(start, start))
    while n < len(markup) and markup[n].start < end:
        if text[markup[n].start] == "<":
            return True
        n += 1
    return False


def whole_end(tails: Spans, end: int) -> int:
    """The end of a stretch, past the entity or the word with an entity in which it would end."""
    if not tails:
        return end
    n = bisect_left(tails, Span(end, end)) - 1
    return tails[n].end if n >= 0 and tails[n].end > end else end
