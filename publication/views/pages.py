"""The corrections log, who we are, how the desk works, and what it promises about its errors."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from core.errors import InvalidInput
from core.pagination import keyset_page
from publication import queries
from publication.views.moment import at_a_moment, moment_context
from reviews.queries import current_scale

PAGE_SIZE = 50
_ORDER = ("-published_at", "-pk")


@require_safe
@at_a_moment
def corrections(request: HttpRequest, as_of: datetime | None) -> HttpResponse:
    """Everything that was corrected or taken back, the newest first."""
    rows, notice = queries.corrections(as_of), ""
    try:
        page = keyset_page(rows, order=_ORDER, size=PAGE_SIZE, cursor=request.GET.get("cursor", ""))
    except InvalidInput as refusal:
        page, notice = keyset_page(rows, order=_ORDER, size=PAGE_SIZE), refusal.message
    moment = moment_context(request, as_of)
    mark = "&" if moment["as_of_query"] else "?"
    context = {
        **moment,
        "section": "corrections",
        "editions": page.rows,
        "notice": notice,
        "next_url": f"{moment['as_of_query']}{mark}cursor={page.next_cursor}" if page.next_cursor else "",
        "previous_url": f"{moment['as_of_query']}{mark}cursor={page.previous_cursor}" if page.previous_cursor else "",
    }
    return render(request, "public/corrections.html", context)


@require_safe
def how_we_work(request: HttpRequest) -> HttpResponse:
    """How a finding is made, what its number in the markup means, and what is asked for before it is published."""
    context = {"section": "how_we_work", "scale": current_scale(), "rules": queries.published_policy()}
    return render(request, "public/how_we_work.html", context)


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    return render(request, "public/about.html", {"section": "about"})


@require_safe
def corrections_policy(request: HttpRequest) -> HttpResponse:
    return render(request, "public/corrections_policy.html", {"section": "corrections_policy"})
