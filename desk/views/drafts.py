"""Half-written words: kept while they are typed, given back when the form opens again."""

from __future__ import annotations

import json

from django.http import HttpRequest, HttpResponse, JsonResponse

from desk.views.access import desk_page, person
from reviews import queries, services

_MOST_KEYS = 40


@desk_page("GET", "HEAD", "POST")
def drafts(request: HttpRequest) -> HttpResponse:
    """GET ?key=…&key=…: the person's own drafts of these forms. POST key and values (JSON object): keep one."""
    by = person(request)
    if request.method == "POST":
        services.keep_draft(by=by, key=request.POST.get("key", ""), values=_values(request.POST.get("values", "")))
        return HttpResponse(status=204)
    found = queries.drafts_of(by, request.GET.getlist("key")[:_MOST_KEYS])
    return JsonResponse(
        {key: {"at": int(draft.changed_at.timestamp() * 1000), "values": draft.values} for key, draft in found.items()}
    )


def _values(text: str) -> dict[str, str]:
    """Field name to text. What is no flat object of texts is nothing."""
    try:
        loaded = json.loads(text or "{}")
    except (ValueError, RecursionError):
        return {}
    if not isinstance(loaded, dict):
        return {}
    return {str(name): value for name, value in loaded.items() if isinstance(value, str)}
