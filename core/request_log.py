"""One line of log a request, and what stands on every line that is written meanwhile."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

import structlog
from django.conf import settings
from django_structlog.middlewares import RequestMiddleware

from core.counting import address_of_client

if TYPE_CHECKING:
    from django.http import HttpRequest


class RequestLog(RequestMiddleware):
    """django-structlog's middleware, which logs the end of each request, with a short way in.

    It says nothing when a request begins: the end is logged with all of that. `ip` is the address that is counted for
    the limits: django-structlog would believe any X-Forwarded-For, so that a caller could write another's address into
    the log. Who asks is looked up at the beginning only if there is a session that may tell.
    """

    def prepare(self, request: HttpRequest) -> None:
        """Put the number and the address of the request, and the person if known, on every line."""
        structlog.contextvars.bind_contextvars(
            request_id=str(uuid.uuid4()), ip=address_of_client(request), user_id=None
        )
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            self.bind_user_id(request)
