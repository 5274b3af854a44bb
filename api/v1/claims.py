"""Verified claims: the published editions, one object a claim."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import Http404
from django.http.response import HttpResponseBase
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.authentication import BaseAuthentication
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from api.v1.caching import etag_of, kept, not_modified
from api.v1.problems import ProblemSerializer
from claims.enums import FOUND_STATUSES
from core.pagination import keyset_page
from publication import queries
from publication.addresses import absolute, address_of
from publication.enums import EditionKind
from publication.markup import markup_of
from publication.models import Edition
from publication.queries import Filters

PAGE_SIZE, LARGEST_PAGE = 20, 100
_STATUSES = [status.value for status in FOUND_STATUSES]


class PersonSerializer(serializers.Serializer[Any]):
    id = serializers.IntegerField()
    name = serializers.CharField()
    kind = serializers.CharField()
    description = serializers.CharField(allow_blank=True)
    wikidata_id = serializers.CharField(allow_null=True)


class ClaimSummarySerializer(serializers.Serializer[Any]):
    """A published claim as lists show it."""

    id = serializers.IntegerField(help_text="Stable id of the claim.")
    url = serializers.URLField(help_text="Its public page.")
    text = serializers.CharField(help_text="The claim; it stands by itself.")
    status = serializers.ChoiceField(choices=_STATUSES, help_text="What the desk found.")
    summary = serializers.CharField(help_text="What was found, in the desk's words.")
    said_by = PersonSerializer(allow_null=True, help_text="Who asserts it; null: an outlet itself, or nobody named.")
    about = PersonSerializer(many=True, help_text="Whom it is about. They have not said it.")
    said_at = serializers.DateTimeField()
    edition = serializers.IntegerField(help_text="Number of the current edition, from 1.")
    published_at = serializers.DateTimeField()


class LinkSerializer(serializers.Serializer[Any]):
    role = serializers.ChoiceField(choices=["asserter", "outlet", "about"])
    name = serializers.CharField()
    cue = serializers.CharField(required=False, allow_blank=True)


class PositionSerializer(serializers.Serializer[Any]):
    party = serializers.CharField()
    stance = serializers.CharField()
    quotation = serializers.CharField(allow_blank=True)
    source = serializers.CharField(allow_blank=True)  # type: ignore[assignment]
    url = serializers.CharField(allow_blank=True)
    stated_at = serializers.DateTimeField()


class EvidenceSerializer(serializers.Serializer[Any]):
    url = serializers.CharField(allow_blank=True)
    title = serializers.CharField(allow_blank=True)
    quotation = serializers.CharField()
    stance = serializers.CharField()
    captured_at = serializers.DateTimeField(allow_null=True)
    sha256 = serializers.CharField(allow_null=True)


class AppearanceSerializer(serializers.Serializer[Any]):
    outlet = serializers.CharField(allow_blank=True)
    title = serializers.CharField(allow_blank=True)
    url = serializers.CharField(allow_blank=True)
    published_at = serializers.DateTimeField(allow_null=True)
    sha256 = serializers.CharField(help_text="SHA-256 of the text's UTF-8 bytes.")
    start = serializers.IntegerField(help_text="First code point of the claim in the text.")
    end = serializers.IntegerField(help_text="One past its last code point.")
    words = serializers.CharField()
    presentation = serializers.CharField()


class ClaimSerializer(ClaimSummarySerializer):
    """A published claim with everything its page shows."""

    presentation = serializers.CharField()
    chain = LinkSerializer(many=True)
    positions = PositionSerializer(many=True)
    evidence = EvidenceSerializer(many=True)
    appearances = AppearanceSerializer(many=True)
    correction = serializers.CharField(allow_blank=True, help_text="Why this edition replaces the one before.")
    claim_review = serializers.DictField(help_text="schema.org ClaimReview, the same as in the page.")


class ClaimListSerializer(serializers.Serializer[Any]):
    """`next` and `previous` are addresses, null where there is none."""

    next = serializers.URLField(allow_null=True)
    previous = serializers.URLField(allow_null=True)
    results = ClaimSummarySerializer(many=True)


class ClaimFilterSerializer(serializers.Serializer[Any]):
    """What the list takes. An unknown value is an error, not an empty answer."""

    q = serializers.CharField(required=False, allow_blank=True, max_length=300, default="")
    speaker = serializers.CharField(required=False, allow_blank=True, max_length=200, default="")
    status = serializers.ChoiceField(choices=_STATUSES, required=False)
    outlet = serializers.CharField(required=False, allow_blank=True, max_length=200, default="")
    said_from = serializers.DateField(required=False)
    said_to = serializers.DateField(required=False)
    limit = serializers.IntegerField(required=False, min_value=1, max_value=LARGEST_PAGE, default=PAGE_SIZE)
    cursor = serializers.CharField(required=False, allow_blank=True, max_length=2000, default="")


_PROBLEM = OpenApiResponse(ProblemSerializer, description="Problem details")


_FRESH = OpenApiParameter(
    "If-None-Match",
    str,
    OpenApiParameter.HEADER,
    description="The `ETag` of the answer you have. While it is still right you get 304 without a body.",
)
_NOT_MODIFIED = OpenApiResponse(description="What you have is still right.")
_CACHED = (
    " Answers may be kept for 30 seconds (`Cache-Control`); after that ask again with `If-None-Match` and the `ETag`."
)


class ClaimListView(APIView):
    authentication_classes: list[type[BaseAuthentication]] = []
    permission_classes = [AllowAny]

    @extend_schema(
        operation_id="claims_list",
        summary="Verified claims, newest first",
        description="Published claims that stand, each as its current edition: the newest publication first, or the"
        " last said first with `said_from` or `said_to`." + _CACHED,
        parameters=[ClaimFilterSerializer, _FRESH],
        responses={
            200: ClaimListSerializer,
            304: _NOT_MODIFIED,
            (400, "application/problem+json"): _PROBLEM,
            (422, "application/problem+json"): _PROBLEM,
        },
        auth=[],
    )
    def get(self, request: Request) -> HttpResponseBase:
        """Published claims that stand, each as its current edition."""
        tag = etag_of("claims", queries.last_change())
        if unchanged := not_modified(request, tag):
            return unchanged
        wanted = ClaimFilterSerializer(data=request.query_params)
        wanted.is_valid(raise_exception=True)
        data = wanted.validated_data
        filters = Filters(
            words=data["q"],
            speaker=data["speaker"],
            status=data.get("status", ""),
            outlet=data["outlet"],
            said_from=data.get("said_from"),
            said_to=data.get("said_to"),
        )
        page = keyset_page(
            queries.summaries(filters), order=queries.order_of(filters), size=data["limit"], cursor=data["cursor"]
        )
        body = {
            "next": _page_url(request, page.next_cursor),
            "previous": _page_url(request, page.previous_cursor),
            "results": [_row(row) for row in page.rows],
        }
        return kept(Response(body), tag)


class ClaimDetailView(APIView):
    authentication_classes: list[type[BaseAuthentication]] = []
    permission_classes = [AllowAny]

    @extend_schema(
        operation_id="claims_retrieve",
        summary="One verified claim",
        description="The current edition of a published claim. Retracted claims are gone from here (404)." + _CACHED,
        parameters=[OpenApiParameter("claim_id", int, OpenApiParameter.PATH), _FRESH],
        responses={200: ClaimSerializer, 304: _NOT_MODIFIED, (404, "application/problem+json"): _PROBLEM},
        auth=[],
    )
    def get(self, request: Request, claim_id: int) -> HttpResponseBase:
        """The current edition of a published claim. Retracted claims are gone from here (404)."""
        fact_check = queries.fact_check_of(claim_id)
        if fact_check is None or fact_check.current is None or fact_check.current.kind == EditionKind.RETRACTION:
            raise Http404
        tag = etag_of("claim", fact_check.current.pk)
        return not_modified(request, tag) or kept(Response(_detail(fact_check.current)), tag)


def _summary(edition: Edition) -> dict[str, Any]:
    """The same as a row of the list, out of a whole edition."""
    values = {
        **{name: getattr(edition, name) for name in ("claim_text", "status", "summary", "said_at", "number")},
        **{name: edition.snapshot[name] for name in ("said_by", "about")},
    }
    page = edition.fact_check
    return _row(
        queries.Summary(
            pk=edition.pk, claim_id=page.claim_id, slug=page.slug, published_at=edition.published_at, **values
        )
    )


def _time(moment: datetime) -> str:
    return moment.isoformat().replace("+00:00", "Z")


def _row(row: queries.Summary) -> dict[str, Any]:
    return {
        "id": row.claim_id,
        "url": absolute(address_of(row.claim_id, row.slug)),
        "text": row.claim_text,
        "status": row.status,
        "summary": row.summary,
        "said_by": row.said_by,
        "about": row.about,
        "said_at": _time(row.said_at),
        "edition": row.number,
        "published_at": _time(row.published_at),
    }


def _detail(edition: Edition) -> dict[str, Any]:
    snapshot = edition.snapshot
    return {
        **_summary(edition),
        "presentation": snapshot["claim"]["presentation"],
        "chain": [{name: link.get(name, "") for name in ("role", "name", "cue")} for link in snapshot["chain"]],
        "positions": [_picked(row, PositionSerializer) for row in snapshot["positions"]],
        "evidence": [_picked(row, EvidenceSerializer) for row in snapshot["evidence"]],
        "appearances": [_picked(row, AppearanceSerializer) for row in snapshot["appearances"]],
        "correction": edition.reason,
        "claim_review": markup_of(edition),
    }


def _picked(row: dict[str, Any], serializer: type[serializers.Serializer[Any]]) -> dict[str, Any]:
    return {str(name): row.get(str(name)) for name in serializer().fields}


def _page_url(request: Request, cursor: str) -> str | None:
    if not cursor:
        return None
    query = request.query_params.copy()
    query["cursor"] = cursor
    return absolute(f"{request.path}?{query.urlencode()}")
