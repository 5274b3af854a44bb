"""Whose address stands in the log lines of a request: the one that is counted for the limits."""

from __future__ import annotations

from typing import Any

import structlog
from django.dispatch import receiver
from django.http import HttpRequest
from django_structlog.signals import bind_extra_request_metadata

from core.counting import address_of_client


@receiver(bind_extra_request_metadata)
def bind_address(request: HttpRequest, **_: Any) -> None:
    """Put `ip` on every line of this request.

    django-structlog would believe any X-Forwarded-For, so that a caller could write another's address into the log;
    and looking through all the headers that may hold one took a fifteenth of a short answer.
    """
    structlog.contextvars.bind_contextvars(ip=address_of_client(request))
