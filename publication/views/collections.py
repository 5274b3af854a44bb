"""Statements of one speaker, topic or outlet, and the lists of those. No score of anybody's truthfulness."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from publication import queries
from publication.addresses import absolute, outlet_page, speaker_page
from publication.search import Filters, Sort
from publication.views.drawing import statements_line
from publication.views.lists import list_page
from publication.views.moment import at_a_moment, moment_context

PAGE_SIZE = 30


@require_safe
@at_a_moment
def speakers(request: HttpRequest, as_of: datetime | None) -> HttpResponse:
    found = [{"name": name, "n": n, "url": speaker_page(pk, name)} for pk, name, n in queries.published_speakers(as_of)]
    context = {**moment_context(request, as_of), "section": "speakers", "speakers": found}
    return render(request, "public/speakers.html", context)


@require_safe
@at_a_moment
def topics(request: HttpRequest, as_of: datetime | None) -> HttpResponse:
    found = [{"topic": topic, "n": n} for topic, n in queries.published_topics(as_of)]
    context = {**moment_context(request, as_of), "section": "topics", "topics": found}
    return render(request, "public/topics.html", context)


@require_safe
@at_a_moment
def speaker(request: HttpRequest, speaker_id: int, slug: str = "", *, as_of: datetime | None) -> HttpResponse:
    found = queries.published_speaker(speaker_id, as_of)
    if found is None:
        raise Http404
    path = speaker_page(found.pk, found.name)
    if request.path != path:
        return redirect(_with_query(request, path), permanent=True)
    more = {
        "section": "speakers",
        "title": found.name,
        "intro": found.description,
        "offices": queries.offices_of(found),
        "also": queries.other_names(found),
        "same_as": f"https://www.wikidata.org/wiki/{found.wikidata_id}" if found.wikidata_id else "",
        "reversals": queries.reversals_of(found.pk, as_of),
        "hide_speaker": True,
        "feed_url": reverse("publication:feed", args=["speakers", str(found.pk), "x"]).rpartition(".")[0],
    }
    return _collection(request, Filters(speaker_id=found.pk, as_of=as_of), path, f'speaker:"{found.name}"', more)


@require_safe
@at_a_moment
def topic(request: HttpRequest, slug: str, *, as_of: datetime | None) -> HttpResponse:
    found = queries.topic_with(slug)
    if found is None or not queries.search(Filters(topic_id=found.pk, as_of=as_of)).exists():
        raise Http404
    more = {
        "section": "topics",
        "title": found.name,
        "intro": found.description,
        "feed_url": reverse("publication:feed", args=["topics", found.slug, "x"]).rpartition(".")[0],
    }
    path = reverse("publication:topic", args=[found.slug])
    return _collection(request, Filters(topic_id=found.pk, as_of=as_of), path, f"topic:{found.slug}", more)


@require_safe
@at_a_moment
def outlet(request: HttpRequest, outlet_id: int, slug: str, *, as_of: datetime | None) -> HttpResponse:
    found = queries.published_outlet(outlet_id, as_of)
    if found is None:
        raise Http404
    path = outlet_page(found.pk, found.slug)
    if request.path != path:
        return redirect(_with_query(request, path), permanent=True)
    more = {
        "section": "statements",
        "title": found.name,
        "intro": "",
        "feed_url": reverse("publication:feed", args=["outlets", str(found.pk), "x"]).rpartition(".")[0],
    }
    return _collection(request, Filters(outlet_id=found.pk, as_of=as_of), path, f'outlet:"{found.name}"', more)


def _collection(request: HttpRequest, filters: Filters, path: str, text: str, more: dict[str, Any]) -> HttpResponse:
    """The page of what fits the filters. `text` says the same in the words of the search box."""
    filters = replace(filters, sort=Sort.SAID)
    page, notice = list_page(filters, size=PAGE_SIZE, cursor=request.GET.get("cursor", ""))
    moment = moment_context(request, filters.as_of)
    search, as_of = reverse("publication:search"), request.GET.get("as_of", "")

    def asking(text: str, **parts: str) -> str:
        parts = {"q": text, "as_of": as_of, **parts}
        return f"?{urlencode({name: value for name, value in parts.items() if value})}"

    context = {
        **moment,
        **more,
        "canonical": absolute(path),
        "notice": notice,
        "rows": page.rows,
        "drawing": statements_line(page.rows),
        "findings": [
            {"status": status, "n": n, "url": search + asking(f"{text} status:{status}")}
            for status, n in queries.by_finding(filters)
        ],
        "search_url": search + asking(text),
        "next_url": asking("", cursor=page.next_cursor) if page.next_cursor else "",
        "previous_url": asking("", cursor=page.previous_cursor) if page.previous_cursor else "",
    }
    return render(request, "public/collection.html", context)


def _with_query(request: HttpRequest, path: str) -> str:
    query = request.META.get("QUERY_STRING", "")
    return f"{path}?{query}" if query else path
