"""What is public, as the newsroom sees it, and the newsroom's search."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from core.pagination import keyset_page
from desk.presenters.search import results
from desk.views.access import desk_page, person
from publication import queries


@desk_page()
def published(request: HttpRequest) -> HttpResponse:
    page = keyset_page(
        queries.published(), order=("-published_at", "-pk"), size=40, cursor=request.GET.get("cursor", "")
    )
    context = {
        "section": "published",
        "editions": page.rows,
        "next_url": f"?cursor={page.next_cursor}" if page.next_cursor else "",
        "previous_url": f"?cursor={page.previous_cursor}" if page.previous_cursor else "",
    }
    return render(request, "desk/published.html", context)


@desk_page()
def search(request: HttpRequest) -> HttpResponse:
    """The box in the top bar: claims of every stage, speakers and articles that have the words."""
    words = request.GET.get("q", "").strip()[:300]
    if not words:
        return redirect(reverse("desk:queue"))
    return render(
        request,
        "desk/search.html",
        {"section": "queue", "query": words, "results": results(words, viewer=person(request))},
    )
