"""Fact-checks: the published pages with their numbered editions. An edition never changes."""

from __future__ import annotations

from typing import Any

from django.http import Http404
from django.http.response import HttpResponseBase
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from api.v1.access import PublicView
from api.v1.caching import etag_of, kept, not_modified
from api.v1.claims import HistorySerializer, history_row
from api.v1.inputs import query_of
from api.v1.statements import STATUSES, ClaimSerializer, detail_of
from api.v1.words import FRESH, NOT_MODIFIED, NoQuery, PageQuery, identifier, listed, page_body, page_wanted, time_of
from publication import queries
from publication.addresses import absolute, address_of
from publication.enums import EditionKind
from publication.models import FactCheck

STANDS, RETRACTED = "stands", "retracted"


class FactCheckSerializer(serializers.Serializer[Any]):
    """A published page, whether it stands or was retracted."""

    id = serializers.IntegerField(help_text="Stable id of the fact-check.")
    claim = serializers.IntegerField(help_text="Stable id of its claim.")
    url = serializers.URLField(help_text="Its public page.")
    state = serializers.ChoiceField(choices=[STANDS, RETRACTED])
    status = serializers.ChoiceField(choices=STATUSES)
    text = serializers.CharField()
    edition = serializers.IntegerField(help_text="Number of the current edition.")
    kind = serializers.ChoiceField(choices=[kind.value for kind in EditionKind])
    reason = serializers.CharField(allow_blank=True)
    published_at = serializers.DateTimeField(help_text="Of the current edition.")


class FactCheckDetailSerializer(FactCheckSerializer):
    editions = HistorySerializer(many=True, help_text="Newest first, 100 at most; all: `claims/{id}/history/`.")


class EditionSerializer(ClaimSerializer):
    """One edition as it was published, for ever."""

    fact_check = serializers.IntegerField()
    kind = serializers.ChoiceField(choices=[kind.value for kind in EditionKind])
    reason = serializers.CharField(allow_blank=True)


FactCheckList = listed(FactCheckSerializer(many=True), "FactCheckList")
_ID = identifier("fact_check_id", "Stable id of the fact-check.")


class FactCheckListView(PublicView):
    @extend_schema(
        operation_id="fact_checks_list",
        summary="Published pages, the last made first",
        description="Retracted ones too: their pages stay.",
        parameters=[PageQuery, FRESH],
        responses={200: FactCheckList, 304: NOT_MODIFIED},
    )
    def get(self, request: Request) -> HttpResponseBase:
        """All that was ever published."""
        tag = etag_of("fact-checks", queries.last_change())
        if unchanged := not_modified(request, tag):
            return unchanged
        wanted = query_of(request, PageQuery)
        page = page_wanted(queries.fact_checks(), wanted, "-pk")
        body = page_body(request, page, [_row(row) for row in page.rows])
        return kept(Response(body), tag)


class FactCheckView(PublicView):
    @extend_schema(
        operation_id="fact_checks_retrieve",
        summary="One published page with its editions",
        parameters=[_ID, FRESH],
        responses={200: FactCheckDetailSerializer, 304: NOT_MODIFIED},
    )
    def get(self, request: Request, fact_check_id: int) -> HttpResponseBase:
        """Whether it stands, and what it was before."""
        query_of(request, NoQuery)
        found = queries.fact_checks().filter(pk=fact_check_id).first()
        if found is None or found.current is None:
            raise Http404
        tag = etag_of("fact-check", found.current.pk)
        if unchanged := not_modified(request, tag):
            return unchanged
        editions = queries.editions_of(found).defer("snapshot")[:100]
        return kept(Response({**_row(found), "editions": [history_row(edition) for edition in editions]}), tag)


class EditionView(PublicView):
    @extend_schema(
        operation_id="fact_checks_edition_retrieve",
        summary="One edition, as it was published",
        description="It never changes, whatever became of the claim: look at `fact-checks/{id}/` for what stands.",
        parameters=[_ID, identifier("number", "Number of the edition, from 1."), FRESH],
        responses={200: EditionSerializer, 304: NOT_MODIFIED},
    )
    def get(self, request: Request, fact_check_id: int, number: int) -> HttpResponseBase:
        """Everything its page showed."""
        query_of(request, NoQuery)
        found = queries.edition_number(fact_check_id, int(number))
        if found is None:
            raise Http404
        tag = etag_of("edition", found.pk)
        if unchanged := not_modified(request, tag):
            return unchanged
        body = {**detail_of(found), "fact_check": found.fact_check_id, "kind": found.kind, "reason": found.reason}
        return kept(Response(body), tag)


def _row(page: FactCheck) -> dict[str, Any]:
    edition = page.current
    assert edition is not None
    return {
        "id": page.pk,
        "claim": page.claim_id,
        "url": absolute(address_of(page.claim_id, page.slug)),
        "state": RETRACTED if edition.kind == EditionKind.RETRACTION else STANDS,
        "status": edition.status,
        "text": edition.claim_text,
        "edition": edition.number,
        "kind": edition.kind,
        "reason": edition.reason,
        "published_at": time_of(edition.published_at),
    }
