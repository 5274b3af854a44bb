"""Answers that programs may keep: `ETag`, 304, and for how long nobody needs to ask again."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpResponse
from django.utils.cache import get_conditional_response
from rest_framework.request import Request
from rest_framework.response import Response

KEEP = "public, max-age=30"


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


def kept(response: Response, tag: str) -> Response:
    """The answer with its tag and how long it may be kept."""
    response["ETag"] = tag
    response["Cache-Control"] = KEEP
    return response
