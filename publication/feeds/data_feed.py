"""All ClaimReview markup that stands, as one schema.org DataFeed: /claimreview.json, also packed."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Iterator
from typing import Any

from django.conf import settings
from django.http import HttpRequest, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers
from django.utils.http import quote_etag
from django.views.decorators.http import require_safe

from publication import queries
from publication.addresses import absolute
from publication.markup import markup_of
from publication.models import Edition

_KEPT_SECONDS = 30


@require_safe
def claim_review_feed(request: HttpRequest, *, packed: bool = False) -> HttpResponseBase:
    """The newest first, streamed: memory does not grow with their number. gzip for who takes it, and at .json.gz."""
    asked = "gzip" in request.headers.get("Accept-Encoding", "")
    tag = quote_etag(f"claimreview-{queries.last_change()}-{'file' if packed else 'gzip' if asked else 'plain'}")
    response: HttpResponseBase | None = get_conditional_response(request, etag=tag)
    if response is None:
        parts = _parts()
        kind = "application/gzip" if packed else "application/ld+json"
        response = StreamingHttpResponse(_gzip(parts) if packed or asked else parts, content_type=kind)
        response["Access-Control-Allow-Origin"] = "*"
        if asked and not packed:
            response["Content-Encoding"] = "gzip"
    response["ETag"] = tag
    patch_vary_headers(response, ["Accept-Encoding"])
    patch_cache_control(response, public=True, max_age=_KEPT_SECONDS)
    return response


def _parts() -> Iterator[bytes]:
    head: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "DataFeed",
        "name": settings.DESK_NAME,
        "url": absolute("/claimreview.json"),
    }
    newest = queries.newest_published_at()
    if newest:
        head["dateModified"] = newest.isoformat()
    if settings.CONTENT_LICENCE:
        head["license"] = settings.CONTENT_LICENCE
    yield json.dumps(head)[:-1].encode() + b', "dataFeedElement": ['
    comma = b""
    for edition, editions in queries.standing_with_history():
        item = _item(edition, editions)
        if item:
            yield comma + b"\n" + json.dumps(item).encode()
            comma = b","
    yield b"\n]}\n"


def _item(edition: Edition, editions: list[Edition]) -> dict[str, Any] | None:
    markup = markup_of(edition, editions=editions)
    if markup is None:
        return None
    return {
        "@type": "DataFeedItem",
        "url": markup["url"],
        "dateCreated": markup["datePublished"],
        "dateModified": markup["dateModified"],
        "item": [markup],
    }


def _gzip(parts: Iterable[bytes]) -> Iterator[bytes]:
    packer = zlib.compressobj(6, zlib.DEFLATED, zlib.MAX_WBITS | 16)
    for part in parts:
        if packed := packer.compress(part):
            yield packed
    yield packer.flush()
