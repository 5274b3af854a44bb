"""Answers that programs may keep: `ETag`, 304, and for how long nobody needs to ask again."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.utils.cache import get_conditional_response
from rest_framework.request import Request
from rest_framework.response import Response

KEEP = "public, max-age=30"
PRIVATE = "private, no-cache"


def etag_of(what: str, number: int) -> str:
    """A weak tag: the same number under the same release is the same content, byte order and spaces aside."""
    return f'W/"{what}-{number}-{settings.VERSION}"'


def not_modified(request: Request, tag: str) -> HttpResponse | None:
    """304 if the caller has this very content, else None. A star is no content, so it is not looked at."""
    if request.META.get("HTTP_IF_NONE_MATCH", "*") == "*":
        return None
    unchanged = get_conditional_response(request._request, etag=tag)
    if unchanged is not None:
        unchanged["ETag"], unchanged["Cache-Control"] = tag, KEEP
    return unchanged


def mark_of(body: Any) -> str:
    """32 hexadecimal digits that change with the content."""
    packed = json.dumps(body, sort_keys=True, default=str, ensure_ascii=True).encode()
    return hashlib.sha256(packed).hexdigest()[:32]


def private(request: Request, body: Any, tag: str = "") -> HttpResponse | Response:
    """An answer for this caller alone, or 304 if they have it: asked again each time, and kept by nobody between.

    Without a `tag` it is made of the content, so that it is right whatever the content came from.
    """
    tag = tag or f'W/"{mark_of(body)}"'
    unchanged = None
    if request.META.get("HTTP_IF_NONE_MATCH", "*") != "*":
        unchanged = get_conditional_response(request._request, etag=tag)
    response = unchanged or Response(body)
    response["ETag"], response["Cache-Control"] = tag, PRIVATE
    return response


def kept(response: Response, tag: str) -> Response:
    """The answer with its tag and how long it may be kept."""
    response["ETag"] = tag
    response["Cache-Control"] = KEEP
    return response


def followed(request: Request, response: Response, tag: str) -> HttpResponse | Response:
    """An answer that everybody may have, to be asked for again each time: 304 while it is the same."""
    found: HttpResponse | Response = not_modified(request, tag) or response
    found["ETag"], found["Cache-Control"] = tag, "public, no-cache"
    return found
