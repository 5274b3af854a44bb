"""Which form an answer has: JSON, and for most that is said in the first line."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request

_ANY = ("*/*", "application/json")


class QuickNegotiation(DefaultContentNegotiation):
    """The framework's own, with a short way for who takes anything or plain JSON: the one form that there is."""

    def select_renderer(
        self, request: Request, renderers: Iterable[BaseRenderer], format_suffix: str | None = None
    ) -> Any:
        first, *others = renderers
        plain = not others and first.media_type == "application/json"
        asks_by_address = format_suffix or self.settings.URL_FORMAT_OVERRIDE in request.query_params
        if plain and not asks_by_address and request.META.get("HTTP_ACCEPT", "*/*") in _ANY:
            return first, "application/json"
        return super().select_renderer(request, [first, *others], format_suffix)
