"""Verified claims: the published editions, one object a claim."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import Http404
from django.http.response import HttpResponseBase
from django.urls import reverse
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from api.v1.access import PublicView
from api.v1.caching import etag_of, kept, not_modified
from api.v1.inputs import fields_of, query_of
from api.v1.statements import (
    DETAIL_FIELDS,
    STATUSES,
    SUMMARY_FIELDS,
    ClaimSerializer,
    ClaimSummarySerializer,
    EvidenceSerializer,
    PositionSerializer,
    detail_of,
    evidence_of,
    positions_of,
    row_of,
)
from api.v1.words import FRESH, NOT_MODIFIED, AsOfQuery, PageQuery, identifier, listed, page_body, page_wanted, time_of
from core.errors import DomainError
from publication import queries
from publication.addresses import absolute
from publication.enums import EditionKind
from publication.models import Edition
from publication.queries import Filters
from publication.search import moment_of

CLAIM_ID = identifier("claim_id", "Stable id of the claim.")
_CACHED = (
    " Answers may be kept for 30 seconds (`Cache-Control`); after that ask again with `If-None-Match` and the `ETag`."
)
_IDS: dict[str, Any] = {"min_value": 1, "max_value": 2**63 - 1, "required": False}


class ClaimQuery(PageQuery, AsOfQuery):
    """What the list takes, as the search page does. An unknown value is an error, not an empty answer."""

    q = serializers.CharField(
        required=False, allow_blank=True, max_length=300, default="", help_text='Words, "phrases", -not.'
    )
    speaker = serializers.CharField(
        required=False, allow_blank=True, max_length=200, default="", help_text="A part of the name."
    )
    speaker_id = serializers.IntegerField(**_IDS, help_text="Exactly this speaker, and those merged into it.")
    status = serializers.ChoiceField(choices=STATUSES, required=False)
    outlet = serializers.CharField(required=False, allow_blank=True, max_length=200, default="")
    outlet_id = serializers.IntegerField(**_IDS)
    topic_id = serializers.IntegerField(**_IDS)
    said_from = serializers.DateField(required=False, help_text="First day of saying, UTC.")
    said_to = serializers.DateField(required=False, help_text="Last day of saying, UTC; it is included.")
    fields_ = serializers.CharField(required=False)


class ClaimDetailQuery(AsOfQuery):
    fields_ = serializers.CharField(required=False)


for _kind, _names in ((ClaimQuery, SUMMARY_FIELDS), (ClaimDetailQuery, DETAIL_FIELDS)):
    # `fields` is a name that serializers use themselves.
    _kind._declared_fields["fields"] = serializers.CharField(
        required=False,
        max_length=300,
        help_text=f"Only these, with commas; `id` always comes. Of: {', '.join(_names)}.",
    )
    del _kind._declared_fields["fields_"]


class HistorySerializer(serializers.Serializer[Any]):
    """One edition of a claim's history. A retraction has no `edition_url` to quote from: it takes back."""

    edition = serializers.IntegerField(help_text="From 1, without gaps.")
    kind = serializers.ChoiceField(choices=[kind.value for kind in EditionKind])
    status = serializers.ChoiceField(choices=STATUSES)
    text = serializers.CharField()
    summary = serializers.CharField()
    reason = serializers.CharField(allow_blank=True, help_text="Why it replaced the one before.")
    published_at = serializers.DateTimeField()
    edition_url = serializers.URLField(help_text="The whole edition.")


class EditionPart(serializers.Serializer[Any]):
    """A part of one edition."""

    edition = serializers.IntegerField()


class PositionsSerializer(EditionPart):
    results = PositionSerializer(many=True)


class EvidencesSerializer(EditionPart):
    results = EvidenceSerializer(many=True)


ClaimList = listed(ClaimSummarySerializer(many=True), "ClaimList")
HistoryList = listed(HistorySerializer(many=True), "HistoryList")
_GONE = OpenApiResponse(description="Retracted: the problem says why, and where its history is.")


class Retracted(DomainError):
    """It was published and has been taken back."""

    status = 410
    code = "retracted"


class ClaimListView(PublicView):
    @extend_schema(
        operation_id="claims_list",
        summary="Verified claims, newest first",
        description="Published claims that stand, each as its current edition: the newest publication first, or the"
        " last said first with `said_from` or `said_to`." + _CACHED,
        parameters=[ClaimQuery, FRESH],
        responses={200: ClaimList, 304: NOT_MODIFIED},
    )
    def get(self, request: Request) -> HttpResponseBase:
        """Published claims that stand, each as its current edition."""
        tag = etag_of("claims", queries.last_change())
        if unchanged := not_modified(request, tag):
            return unchanged
        data = query_of(request, ClaimQuery)
        names = fields_of(data.get("fields", ""), SUMMARY_FIELDS)
        filters = Filters(
            words=data["q"],
            speaker=data["speaker"],
            speaker_id=data.get("speaker_id"),
            status=data.get("status", ""),
            outlet=data["outlet"],
            outlet_id=data.get("outlet_id"),
            topic_id=data.get("topic_id"),
            said_from=data.get("said_from"),
            said_to=data.get("said_to"),
            as_of=moment_of(data["as_of"]),
        )
        page = page_wanted(queries.summaries(filters), data, *queries.order_of(filters))
        rows = [row_of(row) for row in page.rows]
        body = page_body(request, page, [{name: row[name] for name in names} for row in rows] if names else rows)
        return kept(Response(body), tag)


class ClaimDetailView(PublicView):
    @extend_schema(
        operation_id="claims_retrieve",
        summary="One verified claim",
        description="The current edition of a published claim, or with `as_of` the one that stood then." + _CACHED,
        parameters=[CLAIM_ID, ClaimDetailQuery, FRESH],
        responses={200: ClaimSerializer, 304: NOT_MODIFIED, 410: _GONE},
    )
    def get(self, request: Request, claim_id: int) -> HttpResponseBase:
        """The edition that stands."""
        data = query_of(request, ClaimDetailQuery)
        names = fields_of(data.get("fields", ""), DETAIL_FIELDS)
        edition = standing(claim_id, moment_of(data["as_of"]))
        tag = etag_of("claim", edition.pk)
        if unchanged := not_modified(request, tag):
            return unchanged
        body = detail_of(edition)
        return kept(Response({name: body[name] for name in names} if names else body), tag)


class ClaimHistoryView(PublicView):
    @extend_schema(
        operation_id="claims_history_list",
        summary="All editions of a claim, newest first",
        description="Also of one that was retracted: the history stays public.",
        parameters=[CLAIM_ID, PageQuery, FRESH],
        responses={200: HistoryList, 304: NOT_MODIFIED},
    )
    def get(self, request: Request, claim_id: int) -> HttpResponseBase:
        """What was published, corrected, retracted, and why."""
        wanted = query_of(request, PageQuery)
        page = queries.fact_check_of(claim_id)
        if page is None or page.current is None:
            raise Http404
        tag = etag_of("history", page.current.pk)
        if unchanged := not_modified(request, tag):
            return unchanged
        editions = page_wanted(queries.editions_of(page).defer("snapshot"), wanted, "-number")
        body = page_body(request, editions, [history_row(edition) for edition in editions.rows])
        return kept(Response(body), tag)


class ClaimPositionsView(PublicView):
    @extend_schema(
        operation_id="claims_positions_list",
        summary="Where the parties stand on a claim",
        parameters=[CLAIM_ID, AsOfQuery, FRESH],
        responses={200: PositionsSerializer, 304: NOT_MODIFIED, 410: _GONE},
    )
    def get(self, request: Request, claim_id: int) -> HttpResponseBase:
        """As the edition has it."""
        edition = standing(claim_id, moment_of(query_of(request, AsOfQuery)["as_of"]))
        tag = etag_of("positions", edition.pk)
        body = {"edition": edition.number, "results": positions_of(edition)}
        return not_modified(request, tag) or kept(Response(body), tag)


class ClaimEvidenceView(PublicView):
    @extend_schema(
        operation_id="claims_evidence_list",
        summary="On which evidence the finding rests",
        parameters=[CLAIM_ID, AsOfQuery, FRESH],
        responses={200: EvidencesSerializer, 304: NOT_MODIFIED, 410: _GONE},
    )
    def get(self, request: Request, claim_id: int) -> HttpResponseBase:
        """As the edition has it."""
        edition = standing(claim_id, moment_of(query_of(request, AsOfQuery)["as_of"]))
        tag = etag_of("evidence", edition.pk)
        body = {"edition": edition.number, "results": evidence_of(edition)}
        return not_modified(request, tag) or kept(Response(body), tag)


def standing(claim_id: int, as_of: datetime | None = None) -> Edition:
    """The edition that stands, or stood at the moment. Raises Http404 for none, Retracted (410)."""
    page = queries.fact_check_of(claim_id)
    edition = queries.edition_of(page, as_of) if page else None
    if page is None or edition is None:
        raise Http404
    if edition.kind == EditionKind.RETRACTION:
        raise Retracted(
            f"This finding was retracted: {edition.reason}",
            details={
                "edition": edition.number,
                "retracted_at": time_of(edition.published_at),
                "history": absolute(reverse("api:claim-history", args=[claim_id])),
            },
        )
    edition.fact_check = page
    return edition


def history_row(edition: Edition) -> dict[str, Any]:
    """One edition in a history."""
    return {
        "edition": edition.number,
        "kind": edition.kind,
        "status": edition.status,
        "text": edition.claim_text,
        "summary": edition.summary,
        "reason": edition.reason,
        "published_at": time_of(edition.published_at),
        "edition_url": absolute(reverse("api:edition", args=[edition.fact_check_id, edition.number])),
    }
