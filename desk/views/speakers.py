"""Speakers, and what each has said."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from claims import queries as claims
from core.pagination import keyset_page
from desk.presenters.rows import claim_rows
from desk.views.access import desk_page, person
from reviews.queries import watches


@desk_page()
def speakers(request: HttpRequest) -> HttpResponse:
    words = request.GET.get("q", "")[:200]
    page = keyset_page(claims.speakers(words), order=("name", "pk"), size=60, cursor=request.GET.get("cursor", ""))
    context = {
        "section": "speakers",
        "words": words,
        "speakers": claims.speakers_with_counts(page.rows),
        "next_url": f"?q={words}&cursor={page.next_cursor}" if page.next_cursor else "",
        "previous_url": f"?q={words}&cursor={page.previous_cursor}" if page.previous_cursor else "",
    }
    return render(request, "desk/speakers.html", context)


@desk_page()
def speaker(request: HttpRequest, speaker_id: int) -> HttpResponse:
    found = claims.speaker_with_names(speaker_id)
    if found is None:
        raise Http404
    if found.merged_into_id is not None:
        return redirect("desk:speaker", claims.final_speaker(found).pk)
    page = keyset_page(
        claims.claims_of_speaker(found), order=("-first_said_at", "-pk"), size=30, cursor=request.GET.get("cursor", "")
    )
    context = {
        "section": "speakers",
        "speaker": found,
        "watching": watches(person(request), speaker_id=found.pk),
        "rows": claim_rows(page.rows, viewer=person(request)),
        "about": claim_rows(list(claims.claims_about(found)[:20]), viewer=person(request)),
        "next_url": f"?cursor={page.next_cursor}" if page.next_cursor else "",
        "previous_url": f"?cursor={page.previous_cursor}" if page.previous_cursor else "",
    }
    return render(request, "desk/speaker.html", context)
