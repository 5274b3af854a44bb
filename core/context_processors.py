"""What every page knows."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest


def desk(request: HttpRequest) -> dict[str, str]:
    """The desk's name, for titles and the top bar."""
    return {"desk_name": settings.DESK_NAME}
