"""The right of reply: which parties were asked about a claim, and what they answered."""

from __future__ import annotations

from typing import Any

from django.http import Http404
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.models import User
from accounts.roles import Capability
from api.v1.access import DeskView, answer, person
from api.v1.caching import private
from api.v1.inputs import Body, Seen, body_of, query_of
from api.v1.moves import Move
from api.v1.once import idempotent
from api.v1.people import PersonSerializer, person_of
from api.v1.reviews import CLAIM_ID, found_claim
from api.v1.words import (
    FRESH,
    IF_MATCH,
    LARGEST_ID,
    NOT_MODIFIED,
    ONCE,
    PageQuery,
    identifier,
    listed,
    page_body,
    page_wanted,
    time_of,
)
from claims.enums import SpeakerKind, Stance
from reviews import queries, services
from reviews.enums import Channel
from reviews.models import Contact
from reviews.services.contact import ANSWERS

_LONG = 100_000  # the services say how much fits, with a sentence
_WAITING, _SILENT, _ANSWERED, _WITHDRAWN = "waiting", "silent", "answered", "withdrawn"


class ContactBody(Body):
    """A party by `party_id`, or by name."""

    party_id = serializers.IntegerField(required=False, min_value=1, max_value=LARGEST_ID, help_text="Of a speaker.")
    party = serializers.CharField(required=False, allow_blank=True, max_length=300)
    party_kind = serializers.ChoiceField(choices=[kind.value for kind in SpeakerKind], required=False)
    asked_whom = serializers.CharField(max_length=300, help_text="The office or person: press office of the ministry.")
    channel = serializers.ChoiceField(choices=[channel.value for channel in Channel])
    question = serializers.CharField(required=False, allow_blank=True, max_length=_LONG)
    asked_at = serializers.DateTimeField(required=False, help_text="Now if left out; not in the future.")
    deadline = serializers.DateTimeField(help_text="Until when it has time; after `asked_at`.")


class AnswerBody(Body):
    stance = serializers.ChoiceField(choices=[stance.value for stance in ANSWERS], help_text="What the answer is.")
    answer = serializers.CharField(max_length=_LONG, help_text="In their words. It is published.")
    answered_at = serializers.DateTimeField(required=False, help_text="Now if left out; after the request.")


class ContactSerializer(serializers.Serializer[Any]):
    """A request to a party. Silent: its deadline has passed; an answer is taken all the same."""

    id = serializers.IntegerField(help_text="Stable id of the request.")
    claim = serializers.IntegerField(help_text="Stable id of the claim.")
    party = PersonSerializer()
    state = serializers.ChoiceField(choices=[_WAITING, _SILENT, _ANSWERED, _WITHDRAWN])
    asked_whom = serializers.CharField()
    channel = serializers.ChoiceField(choices=[channel.value for channel in Channel])
    question = serializers.CharField(allow_blank=True)
    asked_by = serializers.CharField()
    asked_at = serializers.DateTimeField()
    deadline = serializers.DateTimeField()
    stance = serializers.ChoiceField(choices=[stance.value for stance in Stance], allow_null=True)
    answer = serializers.CharField(allow_blank=True)
    answered_at = serializers.DateTimeField(allow_null=True)
    recorded_by = serializers.CharField(allow_null=True)
    position = serializers.IntegerField(allow_null=True, help_text="Id of the stand that it led to.")


ContactList = listed(ContactSerializer(many=True), "ContactList")
_ID = identifier("contact_id", "Stable id of the request.")


class ContactsView(DeskView):
    needs = {"GET": Capability.REVIEW_CLAIM, "POST": Capability.REVIEW_CLAIM}

    @extend_schema(
        operation_id="claims_contacts_list",
        summary="Whom the desk asked about a claim, and what they answered",
        description="The first asked first. Requests that were withdrawn are left out.",
        parameters=[CLAIM_ID, PageQuery, FRESH],
        responses={200: ContactList, 304: NOT_MODIFIED},
    )
    def get(self, request: Request, claim_id: int) -> Any:
        """The right of reply on this claim."""
        wanted = query_of(request, PageQuery)
        page = page_wanted(queries.contacts_of(found_claim(claim_id)), wanted, "asked_at", "pk")
        body = page_body(request, page, [_row(contact) for contact in page.rows])
        return private(request, body)

    @extend_schema(
        operation_id="claims_contacts_create",
        summary="Write down that a party was asked",
        parameters=[CLAIM_ID, ONCE],
        request=ContactBody,
        responses={201: ContactSerializer},
    )
    @idempotent
    def post(self, request: Request, claim_id: int) -> Response:
        """Nothing is sent to the party: this keeps that it was asked."""
        found_claim(claim_id)
        given = body_of(request, ContactBody)
        given["channel"] = Channel(given["channel"])
        if "party_kind" in given:
            given["party_kind"] = SpeakerKind(given["party_kind"])
        return answer(_row(services.ask_party(by=person(request), claim_id=int(claim_id), **given)), status=201)


class _ContactMove(Move):
    """A move on one request about one claim; it answers with the request as it is then."""

    needs = {"POST": Capability.REVIEW_CLAIM}

    def moved(self, request: Request, claim_id: int, contact_id: int, *, status: int) -> Response:
        if not queries.contact_exists(claim_id=int(claim_id), contact_id=int(contact_id)):
            raise Http404
        return answer(_row(self.attempt(request, claim_id)), status=status)


class ContactAnswerView(_ContactMove):
    body = AnswerBody

    def act(self, by: User, claim_id: int, seen: Seen, data: dict[str, Any]) -> Any:
        given = {**data, "stance": Stance(data["stance"])}
        return services.record_answer(
            by=by, contact_id=int(self.kwargs["contact_id"]), expected_version=seen[0], **given
        )

    @extend_schema(
        operation_id="claims_contacts_answer",
        summary="Write down what a party answered",
        description="It becomes a position of the party. Whether an answer confirms or denies depends on the wording of"
        " the claim, so this takes `If-Match`: the `ETag` of `reviews/{claim_id}/`.",
        parameters=[CLAIM_ID, _ID, IF_MATCH, ONCE],
        request=AnswerBody,
        responses={201: ContactSerializer},
    )
    @idempotent
    def post(self, request: Request, claim_id: int, contact_id: int) -> Response:
        """Once: a second answer to one request is 409."""
        return self.moved(request, claim_id, contact_id, status=201)


class ContactWithdrawView(_ContactMove):
    def act(self, by: User, claim_id: int, seen: Seen, data: dict[str, Any]) -> Any:
        return services.withdraw_contact(by=by, contact_id=int(self.kwargs["contact_id"]), expected_version=seen[0])

    @extend_schema(
        operation_id="claims_contacts_withdraw",
        summary="Take a request back that has no answer yet",
        description="Only who asked, or an editor. The party stands as silent no more; the list leaves the request out."
        " Takes `If-Match`: the `ETag` of `reviews/{claim_id}/`.",
        parameters=[CLAIM_ID, _ID, IF_MATCH, ONCE],
        request=None,
        responses={200: ContactSerializer},
    )
    @idempotent
    def post(self, request: Request, claim_id: int, contact_id: int) -> Response:
        """The row stays. Answered or withdrawn already is 409."""
        return self.moved(request, claim_id, contact_id, status=200)


def _state(contact: Contact) -> str:
    if contact.withdrawn_at:
        return _WITHDRAWN
    if contact.answered_at:
        return _ANSWERED
    return _SILENT if contact.deadline <= timezone.now() else _WAITING


def _row(contact: Contact) -> dict[str, Any]:
    return {
        "id": contact.pk,
        "claim": contact.claim_id,
        "party": person_of(contact.party),
        "state": _state(contact),
        "asked_whom": contact.asked_whom,
        "channel": contact.channel,
        "question": contact.question,
        "asked_by": contact.asked_by.display_name,
        "asked_at": time_of(contact.asked_at),
        "deadline": time_of(contact.deadline),
        "stance": contact.stance or None,
        "answer": contact.answer,
        "answered_at": time_of(contact.answered_at),
        "recorded_by": contact.recorded_by.display_name if contact.recorded_by else None,
        "position": contact.position_id,
    }
