"""The corrections log, and how the desk works."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from publication import queries
from publication.claimreview.build import BEST, RATINGS, WORST
from publication.views.moment import at_a_moment, moment_context


@require_safe
@at_a_moment
def corrections(request: HttpRequest, as_of: datetime | None) -> HttpResponse:
    context = {
        **moment_context(request, as_of),
        "section": "corrections",
        "editions": queries.corrections(as_of)[:100],
    }
    return render(request, "public/corrections.html", context)


@require_safe
def how_we_work(request: HttpRequest) -> HttpResponse:
    context = {"section": "how_we_work", "ratings": RATINGS, "worst": WORST, "best": BEST}
    return render(request, "public/how_we_work.html", context)
