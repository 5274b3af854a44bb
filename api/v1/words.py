"""What several resources describe alike: links, tags, problems in the OpenAPI description, times, page addresses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, TypeVar

from django.db.models import Model, QuerySet
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse
from rest_framework import serializers
from rest_framework.request import Request

from core.pagination import Page, keyset_page
from publication.addresses import absolute

M = TypeVar("M", bound=Model)
R = TypeVar("R")
PAGE_SIZE, LARGEST_PAGE = 20, 100
LARGEST_ID = 2**63 - 1

FRESH = OpenApiParameter(
    "If-None-Match",
    str,
    OpenApiParameter.HEADER,
    description="The `ETag` of the answer you have. While it is still right you get 304 without a body.",
)
IF_MATCH = OpenApiParameter(
    "If-Match",
    str,
    OpenApiParameter.HEADER,
    required=True,
    description="The `ETag` of the claim at the desk as you saw it. Without it 428; if the claim has changed since, 412"
    " with what it is now under `current` and in `ETag`.",
)
ONCE = OpenApiParameter(
    "Idempotency-Key",
    {"type": "string", "pattern": "^[!-~]{1,200}$"},
    OpenApiParameter.HEADER,
    description="1 to 200 visible ASCII characters of your choice, such as a UUID. Sent again under the same key, a"
    " request is not done twice but answered as before, with `Idempotency-Replayed: true`. Another request under the"
    " same key is 422. A request that was refused keeps no answer: it is judged anew. Kept for 7 days.",
)
NOT_MODIFIED = OpenApiResponse(description="What you have is still right.")


def identifier(name: str, what: str) -> OpenApiParameter:
    """A number in the path."""
    return OpenApiParameter(
        name, {"type": "integer", "minimum": 1, "maximum": 10**15 - 1}, OpenApiParameter.PATH, description=what
    )


class PageQuery(serializers.Serializer[Any]):
    """What every list takes."""

    limit = serializers.IntegerField(
        required=False, min_value=1, max_value=LARGEST_PAGE, default=PAGE_SIZE, help_text="Rows on a page."
    )
    cursor = serializers.CharField(
        required=False,
        allow_blank=True,
        max_length=2000,
        default="",
        help_text="From `next` or `previous` of another page. Use those addresses whole.",
    )


class AsOfQuery(serializers.Serializer[Any]):
    """At which moment."""

    as_of = serializers.CharField(
        required=False,
        allow_blank=True,
        max_length=60,
        default="",
        help_text="What stood at this moment, with its zone: 2026-01-31T12:00Z. Without it: what stands now.",
    )


class NoQuery(serializers.Serializer[Any]):
    """No parameters."""


def listed(rows: serializers.Serializer[Any], name: str) -> type[serializers.Serializer[Any]]:
    """The form of a list: `next` and `previous` are addresses, null where there is none."""
    fields = {
        "next": serializers.URLField(allow_null=True),
        "previous": serializers.URLField(allow_null=True),
        "results": rows,
    }
    return type(name, (serializers.Serializer,), {**fields, "__doc__": listed.__doc__, "__module__": __name__})


def time_of(moment: datetime | None) -> str | None:
    """ISO 8601 in UTC."""
    return moment.isoformat().replace("+00:00", "Z") if moment else None


def page_wanted(rows: QuerySet[M, R], wanted: Mapping[str, Any], *order: str) -> Page[R]:
    """The page that a checked `PageQuery` asks for. `order` as `keyset_page` takes it: the last column is unique."""
    return keyset_page(rows, order=order, size=wanted["limit"], cursor=wanted["cursor"])


def page_body(request: Request, page: Page[Any], results: Sequence[Any]) -> dict[str, Any]:
    """The body of a list (`listed`): the rows of this page as they are shown, and the addresses of those around it."""
    return {
        "next": _page_url(request, page.next_cursor),
        "previous": _page_url(request, page.previous_cursor),
        "results": results,
    }


def _page_url(request: Request, cursor: str) -> str | None:
    """This list at another place."""
    if not cursor:
        return None
    query = request.query_params.copy()
    query["cursor"] = cursor
    return absolute(f"{request.path}?{query.urlencode()}")
