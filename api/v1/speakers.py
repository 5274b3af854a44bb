"""Speakers: who said what was published."""

from __future__ import annotations

from typing import Any

from django.http import Http404
from django.http.response import HttpResponseBase
from django.urls import reverse
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.roles import Capability
from api.v1.access import DeskView, PublicView, answer, person
from api.v1.caching import etag_of, kept, not_modified
from api.v1.inputs import Body, body_of, query_of
from api.v1.once import idempotent
from api.v1.people import PersonSerializer, person_of
from api.v1.words import (
    FRESH,
    LARGEST_ID,
    NOT_MODIFIED,
    ONCE,
    NoQuery,
    PageQuery,
    identifier,
    listed,
    page_body,
    page_wanted,
)
from claims import queries as claims
from claims import services
from claims.models import Speaker
from publication import queries
from publication.addresses import absolute

_ID = identifier("speaker_id", "Stable id of the speaker.")


class SpeakerQuery(PageQuery):
    q = serializers.CharField(
        required=False, allow_blank=True, max_length=200, default="", help_text="A part of a name or alias."
    )


class SpeakerSerializer(PersonSerializer):
    """A speaker with published statements."""

    statements = serializers.IntegerField(help_text="How many stand published.")


class OfficeSerializer(serializers.Serializer[Any]):
    title = serializers.CharField()
    starts_on = serializers.DateField(allow_null=True)
    ends_on = serializers.DateField(allow_null=True)


class SpeakerDetailSerializer(SpeakerSerializer):
    aliases = serializers.ListField(child=serializers.CharField())
    offices = OfficeSerializer(many=True)
    claims_url = serializers.URLField(help_text="What they said.")


class MergeBody(Body):
    into = serializers.IntegerField(min_value=1, max_value=LARGEST_ID, help_text="Id of the speaker that stays.")


SpeakerList = listed(SpeakerSerializer(many=True), "SpeakerList")


class SpeakerListView(PublicView):
    @extend_schema(
        operation_id="speakers_list",
        summary="Who has published statements, by name",
        parameters=[SpeakerQuery, FRESH],
        responses={200: SpeakerList, 304: NOT_MODIFIED},
    )
    def get(self, request: Request) -> HttpResponseBase:
        """With how many statements each."""
        tag = etag_of("speakers", queries.last_change())
        if unchanged := not_modified(request, tag):
            return unchanged
        wanted = query_of(request, SpeakerQuery)
        page = page_wanted(queries.speakers_with_statements(wanted["q"]), wanted, "name", "pk")
        counts = queries.statement_counts([speaker.pk for speaker in page.rows])
        body = page_body(request, page, [_row(speaker, counts) for speaker in page.rows])
        return kept(Response(body), tag)


class SpeakerView(PublicView):
    @extend_schema(
        operation_id="speakers_retrieve",
        summary="One speaker with names and offices",
        description="A speaker that was merged into another answers 301 with the other's address.",
        parameters=[_ID, FRESH],
        responses={
            200: SpeakerDetailSerializer,
            301: OpenApiResponse(SpeakerDetailSerializer, description="Merged: `Location` is the one that stays."),
            304: NOT_MODIFIED,
        },
    )
    def get(self, request: Request, speaker_id: int) -> HttpResponseBase:
        """Only who has a statement that stands published."""
        query_of(request, NoQuery)
        tag = etag_of(f"speaker-{int(speaker_id)}", queries.last_change())
        if unchanged := not_modified(request, tag):
            return unchanged
        known = claims.speaker_with_names(int(speaker_id))
        kept_one = claims.final_speaker(known) if known else None
        if known is None or kept_one is None or queries.published_speaker(kept_one.pk) is None:
            raise Http404
        if kept_one.pk != known.pk:
            body = _detail(claims.speaker_with_names(kept_one.pk) or kept_one)
            moved = absolute(reverse("api:speaker", args=[kept_one.pk]))
            return answer(body, status=301, headers={"Location": moved})
        return kept(Response(_detail(known)), tag)


class SpeakerMergeView(DeskView):
    needs = {"POST": Capability.MANAGE_SPEAKERS}

    @extend_schema(
        operation_id="speakers_merge",
        summary="Say that two speakers are one",
        description="Nothing is deleted: the merged one leads to the one that stays. Followers learn it from"
        " `changes/`.",
        parameters=[_ID, ONCE],
        request=MergeBody,
        responses={200: PersonSerializer},
    )
    @idempotent
    def post(self, request: Request, speaker_id: int) -> Response:
        """Merge this speaker into another."""
        given = body_of(request, MergeBody)
        if claims.speaker_with_names(int(speaker_id)) is None:
            raise Http404
        stays = services.merge_speakers(by=person(request), speaker_id=int(speaker_id), into_id=given["into"])
        return answer(person_of(stays))


def _row(speaker: Speaker, counts: dict[int, int]) -> dict[str, Any]:
    return {**(person_of(speaker) or {}), "statements": counts.get(speaker.pk, 0)}


def _detail(speaker: Speaker) -> dict[str, Any]:
    return {
        **_row(speaker, queries.statement_counts([speaker.pk])),
        "aliases": [alias.text for alias in speaker.aliases.all()],
        "offices": [
            {"title": office.title, "starts_on": _day(office.starts_on), "ends_on": _day(office.ends_on)}
            for office in speaker.offices.all()
        ],
        "claims_url": absolute(f"{reverse('api:claims')}?speaker_id={speaker.pk}"),
    }


def _day(day: Any) -> str | None:
    return day.isoformat() if day else None
