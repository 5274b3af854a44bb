"""Speakers as readers see them: what each said, and what was found. No score of anybody's truthfulness."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from core.pagination import keyset_page
from publication import queries


@require_safe
def speakers(request: HttpRequest) -> HttpResponse:
    found = [
        {"name": name, "n": n, "url": reverse("publication:speaker", args=[pk, slugify(name) or "speaker"])}
        for pk, name, n in queries.published_speakers()
    ]
    return render(request, "public/speakers.html", {"section": "speakers", "speakers": found})


@require_safe
def speaker(request: HttpRequest, speaker_id: int, slug: str = "") -> HttpResponse:
    found = queries.published_speaker(speaker_id)
    if found is None:
        raise Http404
    right = slugify(found.name) or "speaker"
    if slug != right:
        return redirect("publication:speaker", found.pk, right, permanent=True)
    page = keyset_page(
        queries.published().filter(speaker=found),
        order=("-said_at", "-pk"),
        size=30,
        cursor=request.GET.get("cursor", ""),
    )
    context = {
        "section": "speakers",
        "speaker": found,
        "editions": page.rows,
        "next_url": f"?cursor={page.next_cursor}" if page.next_cursor else "",
        "previous_url": f"?cursor={page.previous_cursor}" if page.previous_cursor else "",
    }
    return render(request, "public/speaker.html", context)
