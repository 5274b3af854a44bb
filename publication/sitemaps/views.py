"""/sitemap.xml with its parts, the news map, and robots.txt."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from xml.sax.saxutils import escape

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from publication import queries
from publication.addresses import absolute, address_of

OF_A_PART = 20_000  # ids of fact-checks in one part; the protocol allows 50,000 addresses
_NEWS_FOR, _MOST_NEWS = timedelta(days=2), 1_000  # Google's rules of news sitemaps
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_MAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_NEWS = "http://www.google.com/schemas/sitemap-news/0.9"


@require_safe
@cache_control(public=True, max_age=60)
def index(request: HttpRequest) -> HttpResponse:
    """The parts: pages that always are, statements by number, the news."""
    names = ["pages", *(str(number) for number in range(queries.last_fact_check_id() // OF_A_PART + 1))]
    places = [absolute(reverse("publication:sitemap-part", args=[name])) for name in names]
    places.append(absolute(reverse("publication:sitemap-news")))
    rows = "".join(f"<sitemap><loc>{escape(place)}</loc></sitemap>\n" for place in places)
    return _xml(f'{_HEAD}<sitemapindex xmlns="{_MAP}">\n{rows}</sitemapindex>\n')


@require_safe
@cache_control(public=True, max_age=60)
def part(request: HttpRequest, name: str) -> HttpResponse | StreamingHttpResponse:
    """One part. Retracted statements are in none: their pages ask not to be listed."""
    if name == "pages":
        names = ("search", "speakers", "topics", "corrections", "how-we-work", "about", "corrections-policy", "report")
        return _xml("".join(_urls((absolute(reverse(f"publication:{one}")), None) for one in names)))
    number = int(name)
    if number > queries.last_fact_check_id() // OF_A_PART:
        raise Http404
    rows = queries.standing_addresses(number * OF_A_PART, (number + 1) * OF_A_PART)
    places = ((absolute(address_of(claim_id, slug)), at) for claim_id, slug, at in rows)
    return StreamingHttpResponse(_urls(places), content_type="application/xml")


@require_safe
@cache_control(public=True, max_age=60)
def news(request: HttpRequest) -> HttpResponse:
    """What was first published within two days, as Google News reads it."""
    rows = queries.first_published_since(timezone.now() - _NEWS_FOR)[:_MOST_NEWS]
    items = "".join(
        f"<url><loc>{escape(absolute(address_of(claim_id, slug)))}</loc><news:news><news:publication>"
        f"<news:name>{escape(settings.DESK_NAME)}</news:name><news:language>en</news:language></news:publication>"
        f"<news:publication_date>{at.isoformat()}</news:publication_date><news:title>{escape(text)}</news:title>"
        f"</news:news></url>\n"
        for claim_id, slug, text, at in rows
    )
    return _xml(f'{_HEAD}<urlset xmlns="{_MAP}" xmlns:news="{_NEWS}">\n{items}</urlset>\n')


@require_safe
@cache_control(public=True, max_age=3600)
def robots(request: HttpRequest) -> HttpResponse:
    lines = ["User-agent: *", "Disallow: /desk/", "Disallow: /admin/", f"Sitemap: {absolute('/sitemap.xml')}", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain")


def _urls(places: Iterable[tuple[str, datetime | None]]) -> Iterator[str]:
    yield f'{_HEAD}<urlset xmlns="{_MAP}">\n'
    for place, at in places:
        changed = f"<lastmod>{at.isoformat()}</lastmod>" if at else ""
        yield f"<url><loc>{escape(place)}</loc>{changed}</url>\n"
    yield "</urlset>\n"


def _xml(text: str) -> HttpResponse:
    return HttpResponse(text, content_type="application/xml")
