"""Pages at a moment of the past: `as_of` in the address."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from functools import wraps
from typing import Any
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from core.errors import InvalidInput
from publication.search import moment_of

_View = Callable[..., HttpResponse]


def at_a_moment(view: _View) -> _View:
    """Hand the view `as_of` (None: now). A moment that cannot be read is refused on a page of its own, with 400."""

    @wraps(view)
    def read(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        given = request.GET.get("as_of", "")
        try:
            moment = moment_of(given)
        except InvalidInput as refusal:
            context = {"reason": refusal.message, "given": given[:60], "now_url": now_url(request)}
            return render(request, "public/moment_refused.html", context, status=400)
        return view(request, *args, as_of=moment, **kwargs)

    return read


def moment_context(request: HttpRequest, as_of: datetime | None) -> dict[str, Any]:
    """What a page needs to say which moment it shows, and to keep it in its links."""
    if as_of is None:
        return {"as_of": None, "as_of_query": ""}
    return {"as_of": as_of, "as_of_query": f"?as_of={quote(written(as_of))}", "now_url": now_url(request)}


def written(moment: datetime) -> str:
    """A moment as addresses hold it: 2026-01-31T12:00Z, or finer where it is finer."""
    moment = moment.astimezone(UTC)
    exact = "auto" if moment.second or moment.microsecond else "minutes"
    return moment.replace(tzinfo=None).isoformat(timespec=exact) + "Z"


def now_url(request: HttpRequest) -> str:
    """The same page without the moment."""
    query = request.GET.copy()
    query.pop("as_of", None)
    query.pop("cursor", None)
    return f"{request.path}?{query.urlencode()}" if query else request.path
