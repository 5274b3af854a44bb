"""Speakers as readers see them: what each said, and what was found. No score of anybody's truthfulness."""

from __future__ import annotations

from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from publication import queries
from publication.search import Filters, Sort
from publication.views.lists import list_page
from publication.views.moment import at_a_moment, moment_context


@require_safe
@at_a_moment
def speakers(request: HttpRequest, as_of: datetime | None) -> HttpResponse:
    found = [
        {"name": name, "n": n, "url": reverse("publication:speaker", args=[pk, slugify(name) or "speaker"])}
        for pk, name, n in queries.published_speakers(as_of)
    ]
    context = {**moment_context(request, as_of), "section": "speakers", "speakers": found}
    return render(request, "public/speakers.html", context)


@require_safe
@at_a_moment
def speaker(request: HttpRequest, speaker_id: int, slug: str = "", *, as_of: datetime | None) -> HttpResponse:
    found = queries.published_speaker(speaker_id, as_of)
    if found is None:
        raise Http404
    right = slugify(found.name) or "speaker"
    if slug != right:
        return redirect("publication:speaker", found.pk, right, permanent=True)
    filters = Filters(speaker_id=found.pk, as_of=as_of, sort=Sort.SAID)
    page, notice = list_page(filters, size=30, cursor=request.GET.get("cursor", ""))
    context = {
        **moment_context(request, as_of),
        "section": "speakers",
        "speaker": found,
        "rows": page.rows,
        "notice": notice,
        "next_url": f"?cursor={page.next_cursor}" if page.next_cursor else "",
        "previous_url": f"?cursor={page.previous_cursor}" if page.previous_cursor else "",
    }
    return render(request, "public/speaker.html", context)
