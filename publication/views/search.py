"""The public search."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from core.errors import InvalidInput
from core.pagination import keyset_page
from publication import queries
from publication.forms import SearchForm
from publication.views.moment import at_a_moment, moment_context

PAGE_SIZE = 20


@require_safe
@at_a_moment
def search(request: HttpRequest, as_of: datetime | None) -> HttpResponse:
    """Published statements, newest first, narrowed by words, speaker, finding and day of saying."""
    form = SearchForm(request.GET or None)
    form.is_valid()
    cursor, notice = request.GET.get("cursor", ""), ""
    filters = replace(form.filters(), as_of=as_of)
    found, order = queries.search(filters), queries.order_of(filters)
    try:
        page = keyset_page(found, order=order, size=PAGE_SIZE, cursor=cursor)
    except InvalidInput as refusal:
        notice = refusal.message
        page = keyset_page(found, order=order, size=PAGE_SIZE)
    context = {
        **moment_context(request, as_of),
        "section": "statements",
        "form": form,
        "query": form.data.get("q", "") if form.is_bound else "",
        "rows": page.rows,
        "notice": notice,
        "searched": any(request.GET.get(name) for name in form.fields),
        "next_url": _with(request, page.next_cursor),
        "previous_url": _with(request, page.previous_cursor),
    }
    return render(request, "public/search.html", context)


def _with(request: HttpRequest, cursor: str) -> str:
    if not cursor:
        return ""
    query = request.GET.copy()
    query["cursor"] = cursor
    return f"?{query.urlencode()}"
