"""JSON as it comes in: UTF-8 only, not too large, not too deep, nothing that no number or text can be."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import IO, Any

from django.conf import settings
from rest_framework.exceptions import APIException, ParseError
from rest_framework.parsers import BaseParser

_STRINGS = re.compile(rb'"(?:[^"\\]|\\.)*"?', re.DOTALL)
_CHUNK = 64 * 1024


class TooLargeBody(APIException):
    status_code = 413
    default_code = "too_large"


class StrictJSONParser(BaseParser):
    """Reads one JSON value. What cannot be read is 400 with the place; what is too much is 413."""

    media_type = "application/json"

    def parse(
        self, stream: IO[Any], media_type: str | None = None, parser_context: Mapping[str, Any] | None = None
    ) -> Any:
        body = _read(stream)
        if _depth(body) > settings.LIMIT_JSON_DEPTH:
            raise ParseError(f"This JSON nests deeper than {settings.LIMIT_JSON_DEPTH} levels.")
        try:
            return json.loads(body.decode("utf-8"), parse_constant=_no_constant, parse_int=_whole)
        except UnicodeDecodeError as error:
            raise ParseError(f"This is not UTF-8: byte {error.start} cannot be read.") from error
        except json.JSONDecodeError as error:
            raise ParseError(f"This is not JSON: {error.msg} at character {error.pos}.") from error
        except (ValueError, RecursionError) as error:
            raise ParseError(f"This is not JSON that can be read: {error}.") from error


def _read(stream: IO[Any]) -> bytes:
    parts, size = [], 0
    while chunk := stream.read(_CHUNK):
        parts.append(chunk)
        size += len(chunk)
        if size > settings.LIMIT_API_BODY_BYTES:
            raise TooLargeBody(f"A request may have {settings.LIMIT_API_BODY_BYTES:,} bytes. Send less at once.")
    return b"".join(parts)


def _depth(body: bytes) -> int:
    """How deep it nests, before anything recursive looks at it."""
    deepest = depth = 0
    for sign in _STRINGS.sub(b"", body) if b"[" in body or b"{" in body else b"":
        if sign in b"[{":
            depth += 1
            deepest = max(deepest, depth)
            if deepest > settings.LIMIT_JSON_DEPTH:
                break
        elif sign in b"]}":
            depth -= 1
    return deepest


def _no_constant(name: str) -> Any:
    raise ValueError(f"{name} is no JSON number")


def _whole(digits: str) -> int:
    if len(digits) > 40:
        raise ValueError("a number has more than 40 digits")
    return int(digits)
