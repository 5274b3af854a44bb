"""Errors as RFC 9457 problem details: always the same form, always a next step, never a stack trace.

400: the request cannot be read. 422: it can be read and something in it cannot be used; `errors` names it.
"""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.db import DataError
from django.http import Http404
from rest_framework import exceptions, serializers
from rest_framework.response import Response
from rest_framework.views import exception_handler

from api.v1.inputs import PreconditionFailed, version_tag
from core.errors import DomainError
from core.problems import CONTENT_TYPE, problem_body


class ProblemSerializer(serializers.Serializer[Any]):
    """RFC 9457: what went wrong. `errors` names the parameters, headers or fields; `current` is what is there now."""

    type = serializers.CharField()
    title = serializers.CharField()
    status = serializers.IntegerField()
    detail = serializers.CharField()
    errors = serializers.DictField(  # type: ignore[assignment]
        child=serializers.ListField(child=serializers.CharField()), required=False
    )
    current = serializers.DictField(required=False)


def problem(
    status: int,
    title: str,
    detail: str,
    errors: dict[str, list[str]] | None = None,
    current: dict[str, Any] | None = None,
) -> Response:
    """One problem as a response."""
    said = {_sayable(name): [_sayable(text) for text in texts] for name, texts in (errors or {}).items()}
    body = problem_body(status=status, title=title, detail=_sayable(detail), errors=said, current=current)
    return Response(body, status=status, content_type=CONTENT_TYPE)


def handle(error: Exception, context: dict[str, Any]) -> Response | None:
    """DRF's exception handler: our refusals, DRF's own errors, and input that the database cannot take."""
    if isinstance(error, DomainError):
        refused = problem(error.status, error.code.replace("_", " "), error.message, _fields(error), error.details)
        if isinstance(error, PreconditionFailed):
            refused["ETag"] = version_tag(error.details["version"], error.details["edition"])
        return refused
    if isinstance(error, Http404):
        return problem(404, "Not found", "There is nothing at this address. It may be unpublished or retracted.")
    if isinstance(error, PermissionDenied):
        return problem(403, "Not allowed", "You may not do this. Sign in with an account that may.")
    if isinstance(error, RequestDataTooBig):
        return problem(413, "Too large", "This request is larger than the desk takes at once. Send less.")
    if isinstance(error, RecursionError | UnicodeError | SuspiciousOperation | DataError):
        return problem(400, "Bad request", "This request cannot be read. Check its encoding and how deep it nests.")
    response = exception_handler(error, context)
    if response is None:
        return None
    if isinstance(error, exceptions.ValidationError):
        detail = "Some of what was sent is not usable: see errors."
        answer = problem(422, "Invalid", detail, _plain(error.detail))
    else:
        detail = str(getattr(error, "detail", "")) or "The request was refused."
        answer = problem(response.status_code, getattr(error, "default_code", "error").replace("_", " "), detail)
    for name in ("WWW-Authenticate", "Retry-After", "Allow"):
        if response.has_header(name):
            answer[name] = response[name]
    return answer


def _sayable(text: str) -> str:
    """A text that can be sent: half a surrogate pair, which a refusal may quote, becomes its number."""
    return text.encode("utf-8", "backslashreplace").decode()


def _fields(error: DomainError) -> dict[str, list[str]] | None:
    return {error.field: [error.message]} if error.field else None


def _plain(detail: Any) -> dict[str, list[str]]:
    if isinstance(detail, dict):
        return {"body" if name == "non_field_errors" else str(name): _texts(rows) for name, rows in detail.items()}
    return {"body": _texts(detail)}


def _texts(rows: Any) -> list[str]:
    """The sentences, wherever they stand: lists of lists name the place of the item."""
    if isinstance(rows, dict):
        return [f"{name}: {text}" for name, inner in rows.items() for text in _texts(inner)]
    return [text for row in rows for text in _texts(row)] if isinstance(rows, list | tuple) else [str(rows)]
