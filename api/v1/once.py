"""`Idempotency-Key`: a request that is sent again is answered again, and done once."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.db import transaction
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.services import begin_answer, keep_answer, kept_body
from api.v1.access import person
from audit.canonical import canonical_json
from core.errors import InvalidInput

_KEY = re.compile(r"[\x21-\x7e]{1,200}")
_KEPT_HEADERS = ("ETag", "Location")
Method = Callable[..., Response]


class KeyUsedDifferently(InvalidInput):
    code = "idempotency_key_reused"


def idempotent(method: Method) -> Method:
    """A POST that may be repeated under its key. The act and its answer are one transaction.

    Parallel repetitions wait for the first. What was refused has changed nothing and keeps no answer: it is judged
    anew. Raises InvalidInput for a key that is none, or that was used with another request.
    """

    @wraps(method)
    def post(view: Any, request: Request, *args: Any, **kwargs: Any) -> Response:
        key = request.headers.get("Idempotency-Key")
        if key is None:
            return method(view, request, *args, **kwargs)
        if not _KEY.fullmatch(key):
            raise InvalidInput("A key has 1 to 200 visible ASCII characters, such as a UUID.", field="Idempotency-Key")
        digest = _digest(request)
        with transaction.atomic():
            kept = begin_answer(by=person(request), key=key, request_sha256=digest)
            if kept.request_sha256 != digest:
                raise KeyUsedDifferently(
                    "This key was used for another request. Take a new key for a new request.", field="Idempotency-Key"
                )
            if kept.status:
                again = Response(json.loads(kept_body(answer=kept)), status=kept.status, headers=kept.headers)
                again["Idempotency-Replayed"] = "true"
                return again
            response = method(view, request, *args, **kwargs)
            headers = {name: response[name] for name in _KEPT_HEADERS if response.has_header(name)}
            keep_answer(
                answer=kept, status=response.status_code, headers=headers, body=json.dumps(response.data, default=str)
            )
            return response

    return post


def _digest(request: Request) -> str:
    parts = [request.method, request.get_full_path(), request.headers.get("If-Match", ""), request.data]
    return hashlib.sha256(canonical_json(parts).encode()).hexdigest()
