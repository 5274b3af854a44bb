"""The picture that other sites show beside a link to a statement: the finding, the words, who said them."""

from __future__ import annotations

import io
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe
from PIL import Image, ImageDraw, ImageFont

from core.choices import label_of
from publication.addresses import picture_of
from publication.enums import EditionKind
from publication.models import Edition
from publication.views.claim import edition_or_404

_SIZE, _EDGE = (1200, 630), 72
_INK, _QUIET, _PAPER = "#16191d", "#565d65", "#f7f6f3"
_COLOURS = {
    "confirmed": ("#14603a", "#dff2e6"),
    "disputed": ("#9b1c1c", "#fbe5e3"),
    "unconfirmed": ("#6b4e00", "#fcefcc"),
    "retracted": ("#9b1c1c", "#fbe5e3"),
}
_FONT = "source-serif-4-latin-wght-normal.woff2"
_MOST_LINES = 5
_KEPT_SECONDS = 24 * 60 * 60
# What the font can draw. A text with other signs is not drawn: boxes would say nothing.
_DRAWABLE = {*range(0x20, 0x180), 0x2013, 0x2014, 0x2018, 0x2019, 0x201C, 0x201D, 0x201E, 0x2026, 0x20AC, 0x2122}


@require_safe
@cache_control(public=True, max_age=300)
def picture(request: HttpRequest, claim_id: int, number: int) -> HttpResponse:
    """PNG of 1200 by 630. The address of an edition that was replaced leads to the picture of what stands now."""
    edition = edition_or_404(claim_id)
    if int(number) != edition.number:  # a pattern hands it on as text
        return redirect(picture_of(edition))
    key = f"picture:{edition.pk}:{settings.DESK_NAME}"
    drawn = cache.get(key)
    if drawn is None:
        drawn = draw(edition)
        cache.set(key, drawn, _KEPT_SECONDS)
    return HttpResponse(drawn, content_type="image/png")


def draw(edition: Edition) -> bytes:
    """The PNG of one edition."""
    found = "retracted" if edition.kind == EditionKind.RETRACTION else edition.status
    dark, soft = _COLOURS.get(found, ("#3b4450", "#e7e9ed"))
    image = Image.new("RGB", _SIZE, _PAPER)
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, 0, 20, _SIZE[1]), fill=dark)
    word = _font(44, 700)
    width = word.getlength(str(label_of(found)).capitalize())
    pen.rounded_rectangle((_EDGE, 64, _EDGE + width + 48, 136), 10, fill=soft)
    pen.text((_EDGE + 24, 100), str(label_of(found)).capitalize(), font=word, fill=dark, anchor="lm")
    _write_claim(pen, edition.claim_text)
    said_by = ", ".join(name for name in (edition.speaker_name, edition.outlet_name) if name)
    day = f"{edition.said_at.day} {edition.said_at:%B %Y}"
    below = _fitting([" · ".join(part for part in (said_by, day) if part)], _font(30, 400), 1)
    if below and _can_draw(below[0]):
        pen.text((_EDGE, 520), below[0], font=_font(30, 400), fill=_QUIET)
    pen.text((_EDGE, 566), settings.DESK_NAME if _can_draw(settings.DESK_NAME) else "", font=_font(30, 700), fill=_INK)
    body = io.BytesIO()
    image.quantize(64).save(body, "PNG", optimize=True)
    return body.getvalue()


def _write_claim(pen: ImageDraw.ImageDraw, text: str) -> None:
    """The claim in the largest size at which it fits; cut with an ellipsis where none does."""
    if not _can_draw(text):
        return
    for size in (60, 50, 42):
        font = _font(size, 600)
        lines = _fitting(text.split(), font, _MOST_LINES)
        if size == 42 or not lines or not lines[-1].endswith("…"):
            break
    for number, line in enumerate(lines):
        pen.text((_EDGE, 176 + number * size * 1.22), line, font=font, fill=_INK)


def _fitting(words: list[str], font: ImageFont.FreeTypeFont, most: int) -> list[str]:
    """Words in at most so many lines; what is left over is cut with an ellipsis."""
    room = _SIZE[0] - 2 * _EDGE
    lines: list[str] = []
    line = ""
    for word in words:
        longer = f"{line} {word}".strip()
        if font.getlength(longer) <= room or not line:
            line = longer
            continue
        lines.append(line)
        line = word
        if len(lines) == most:
            lines[-1] = f"{lines[-1]} …"
            return [_shortened(one, font, room) for one in lines]
    return [_shortened(one, font, room) for one in [*lines, line] if one]


def _shortened(line: str, font: ImageFont.FreeTypeFont, room: int) -> str:
    if font.getlength(line) <= room:
        return line
    while line and font.getlength(f"{line}…") > room:
        line = line[:-1]
    return f"{line}…"


def _can_draw(text: str) -> bool:
    return all(ord(sign) in _DRAWABLE for sign in text)


@lru_cache(maxsize=8)
def _font(size: int, weight: int) -> ImageFont.FreeTypeFont:
    path = Path(settings.BASE_DIR) / "static" / "vendor" / "source-serif-4" / _FONT
    font = ImageFont.truetype(str(path), size)
    font.set_variation_by_axes([weight])
    return font
