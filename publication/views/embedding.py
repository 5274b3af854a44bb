"""What other sites show of a statement: the card in a frame, and oEmbed, which hands it out."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

from csp.decorators import csp_replace
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from publication import queries
from publication.addresses import absolute, card_of, page_of, picture_of
from publication.enums import EditionKind
from publication.frozen import override_of
from publication.views.claim import edition_or_404

_PAGE = re.compile(r"/claims/(?P<claim_id>[0-9]{1,15})(?:-[-a-z0-9_]{1,80})?/", re.ASCII)
_WIDTH, _HEIGHT, _LEAST_WIDTH = 600, 280, 250
_KEPT_SECONDS = 60  # a correction is seen in every card within this time


@require_safe
@xframe_options_exempt
@csp_replace({"frame-ancestors": ["*"]})  # type: ignore[arg-type]  # it passes on further arguments
@cache_control(public=True, max_age=_KEPT_SECONDS)
def card(request: HttpRequest, claim_id: int) -> HttpResponse:
    """What stands now, and what was changed after the edition that was embedded (`edition`, its number).

    Without the number, every correction is shown.
    """
    edition = edition_or_404(claim_id)
    given = request.GET.get("edition", "")
    embedded = int(given) if re.fullmatch(r"[0-9]{1,6}", given, re.ASCII) else 0
    later = [
        row
        for row in queries.editions_of(edition.fact_check).filter(number__gt=embedded)
        if row.kind != EditionKind.PUBLICATION
    ]
    context = {
        "edition": edition,
        "retracted": edition.kind == EditionKind.RETRACTION,
        "later": later,
        "override": override_of(edition.snapshot),
        "address": absolute(page_of(edition)),
    }
    return render(request, "public/card.html", context)


@require_safe
@cache_control(public=True, max_age=_KEPT_SECONDS)
def oembed(request: HttpRequest) -> HttpResponse:
    """oEmbed 1.0 of a statement's page: `url`, and `maxwidth`, `maxheight`. Answers in JSON; 501 to other formats."""
    if request.GET.get("format", "json") != "json":
        return JsonResponse({"error": _("This address answers in JSON only.")}, status=501)
    claim_id = _claim_id(request.GET.get("url", ""))
    if claim_id is None:
        raise Http404
    edition = edition_or_404(claim_id)
    width = _size(request.GET.get("maxwidth", ""), _WIDTH, _LEAST_WIDTH)
    height = _size(request.GET.get("maxheight", ""), _HEIGHT, 100)
    frame = format_html(
        '<iframe src="{}" title="{}" width="{}" height="{}" loading="lazy"></iframe>',
        absolute(card_of(edition)),
        edition.claim_text[:80],
        width,
        height,
    )
    answer: dict[str, Any] = {
        "version": "1.0",
        "type": "rich",
        "title": edition.claim_text,
        "provider_name": settings.DESK_NAME,
        "provider_url": settings.PUBLIC_URL,
        "cache_age": _KEPT_SECONDS,
        "thumbnail_url": absolute(picture_of(edition)),
        "thumbnail_width": 1200,
        "thumbnail_height": 630,
        "html": str(frame),
        "width": width,
        "height": height,
    }
    response = JsonResponse(answer)
    response["Access-Control-Allow-Origin"] = "*"
    return response


def _claim_id(url: str) -> int | None:
    """The claim that an address of ours names; None for any other address."""
    try:
        parts, ours = urlsplit(url[:2000]), urlsplit(settings.PUBLIC_URL)
    except ValueError:
        return None
    found = _PAGE.fullmatch(parts.path)
    return int(found["claim_id"]) if found and parts.netloc == ours.netloc else None


def _size(given: str, most: int, least: int) -> int:
    return max(least, min(most, int(given))) if re.fullmatch(r"[0-9]{1,5}", given, re.ASCII) else most
