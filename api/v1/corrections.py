"""Corrections and retractions of everything that was published: the log that readers see."""

from __future__ import annotations

from typing import Any

from django.http.response import HttpResponseBase
from django.urls import reverse
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from api.v1.access import PublicView
from api.v1.caching import etag_of, kept, not_modified
from api.v1.inputs import query_of
from api.v1.statements import STATUSES
from api.v1.words import FRESH, NOT_MODIFIED, AsOfQuery, PageQuery, listed, page_body, page_wanted, time_of
from publication import queries
from publication.addresses import absolute, page_of
from publication.enums import EditionKind
from publication.models import Edition
from publication.search import moment_of

_KINDS = [EditionKind.CORRECTION.value, EditionKind.RETRACTION.value]


class CorrectionSerializer(serializers.Serializer[Any]):
    """An edition that replaced the one before."""

    claim = serializers.IntegerField(help_text="Stable id of the claim.")
    url = serializers.URLField(help_text="Its public page.")
    kind = serializers.ChoiceField(choices=_KINDS)
    reason = serializers.CharField(help_text="What was wrong.")
    text = serializers.CharField(help_text="The claim as this edition words it.")
    status = serializers.ChoiceField(choices=STATUSES)
    edition = serializers.IntegerField(help_text="Number of this edition.")
    replaces = serializers.IntegerField(help_text="Number of the edition that it replaced.")
    published_at = serializers.DateTimeField()
    edition_url = serializers.URLField(help_text="The whole edition.")
    replaced_url = serializers.URLField(help_text="The whole edition that it replaced.")


class CorrectionQuery(PageQuery, AsOfQuery):
    """Which page, and up to which moment."""


CorrectionList = listed(CorrectionSerializer(many=True), "CorrectionList")


class CorrectionListView(PublicView):
    @extend_schema(
        operation_id="corrections_list",
        summary="Corrections and retractions, newest first",
        description="All of them stay here, also where a later edition followed. With `as_of` those up to the moment.",
        parameters=[CorrectionQuery, FRESH],
        responses={200: CorrectionList, 304: NOT_MODIFIED},
    )
    def get(self, request: Request) -> HttpResponseBase:
        """What was changed after publication, and why."""
        tag = etag_of("corrections", queries.last_change())
        if unchanged := not_modified(request, tag):
            return unchanged
        wanted = query_of(request, CorrectionQuery)
        page = page_wanted(queries.corrections(moment_of(wanted["as_of"])), wanted, "-published_at", "-pk")
        body = page_body(request, page, [_row(edition) for edition in page.rows])
        return kept(Response(body), tag)


def _row(edition: Edition) -> dict[str, Any]:
    return {
        "claim": edition.fact_check.claim_id,
        "url": absolute(page_of(edition)),
        "kind": edition.kind,
        "reason": edition.reason,
        "text": edition.claim_text,
        "status": edition.status,
        "edition": edition.number,
        "replaces": edition.number - 1,
        "published_at": time_of(edition.published_at),
        "edition_url": _edition_url(edition, edition.number),
        "replaced_url": _edition_url(edition, edition.number - 1),
    }


def _edition_url(edition: Edition, number: int) -> str:
    return absolute(reverse("api:edition", args=[edition.fact_check_id, number]))
