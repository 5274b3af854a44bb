"""The addresses of the feeds: every search, each speaker, topic and outlet, and the corrections."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import quote_etag
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from publication import queries
from publication.addresses import absolute, outlet_page, speaker_page
from publication.feeds.entries import entry_of
from publication.feeds.writing import atom, json_feed
from publication.forms import reading_of
from publication.models import Edition
from publication.search import Filters, Sort, filters_of

_MOST = 50
_KEPT_SECONDS = 30  # with the time a cache may keep it, a change is seen well within a minute
_FORMS = {
    "atom": (atom, "application/atom+xml; charset=utf-8"),
    "json": (json_feed, "application/feed+json; charset=utf-8"),
}


@dataclass(frozen=True, slots=True)
class _Wanted:
    title: str
    home: str
    editions: Callable[[], Iterable[Edition]]
    query: str = ""


@require_safe
def feed(request: HttpRequest, kind: str, key: str = "", form: str = "atom") -> HttpResponse:
    """A feed of the newest 50; 304 while nothing was published, corrected or retracted."""
    if form not in _FORMS:
        raise Http404
    wanted = _wanted(request, kind, key)
    tag = quote_etag(f"{kind}-{key}-{form}-{queries.last_change()}")
    response = get_conditional_response(request, etag=tag)
    if response is None:
        write, content_type = _FORMS[form]
        editions = list(wanted.editions())
        begun = queries.first_published(edition.fact_check_id for edition in editions)
        entries = [entry_of(row, first_published_at=begun[row.fact_check_id]) for row in editions]
        address = absolute(request.path) + (f"?{wanted.query}" if wanted.query else "")
        body = write(entries, title=wanted.title, home=absolute(wanted.home), address=address)
        response = HttpResponse(body, content_type=content_type)
        response["Access-Control-Allow-Origin"] = "*"
    response["ETag"] = tag
    patch_cache_control(response, public=True, max_age=_KEPT_SECONDS)
    return response


def _wanted(request: HttpRequest, kind: str, key: str) -> _Wanted:
    if kind == "corrections" and not key:
        title = _("%s: corrections") % settings.DESK_NAME
        home = reverse("publication:corrections")
        return _Wanted(title, home, lambda: queries.corrections().defer(None)[:_MOST])
    if kind == "statements" and not key:
        reading = reading_of(request.GET)
        filters = filters_of(reading, sort=Sort.PUBLISHED)
        query = urlencode({"q": reading.text}) if reading.text else ""
        home = reverse("publication:search") + (f"?{query}" if query else "")
        title = f"{settings.DESK_NAME}: {reading.text}" if reading.text else settings.DESK_NAME
        return _Wanted(title, home, lambda: _editions(filters), query)
    if kind == "speakers" and key.isdecimal() and (speaker := queries.published_speaker(_number(key))):
        return _of(speaker.name, speaker_page(speaker.pk, speaker.name), Filters(speaker_id=speaker.pk))
    if kind == "outlets" and key.isdecimal() and (outlet := queries.published_outlet(_number(key))):
        return _of(outlet.name, outlet_page(outlet.pk, outlet.slug), Filters(outlet_id=outlet.pk))
    if kind == "topics" and (topic := queries.topic_with(key)):
        return _of(topic.name, reverse("publication:topic", args=[topic.slug]), Filters(topic_id=topic.pk))
    raise Http404


def _of(name: str, home: str, filters: Filters) -> _Wanted:
    return _Wanted(f"{settings.DESK_NAME}: {name}", home, lambda: _editions(filters))


def _editions(filters: Filters) -> list[Edition]:
    return queries.newest_changes(filters, most=_MOST)


def _number(key: str) -> int:
    return int(key[:15])
