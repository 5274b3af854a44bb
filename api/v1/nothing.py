"""Addresses of the API at which there is nothing: a problem too, not a page."""

from __future__ import annotations

from typing import Any

from django.http import Http404
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request

from api.v1.access import PublicView


@extend_schema(exclude=True)
class NothingView(PublicView):
    """404 whatever the method."""

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        raise Http404
