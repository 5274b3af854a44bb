"""Where the parties stand, written into the matrix of a claim by the desk."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.models import User
from accounts.roles import Capability
from api.v1.access import DeskView, person
from api.v1.inputs import Body, Seen
from api.v1.moves import Move
from api.v1.once import idempotent
from api.v1.reviews import CLAIM_ID, ReviewSerializer, found_claim, review_answer
from api.v1.words import LARGEST_ID, ONCE, identifier
from claims.enums import SpeakerKind, Stance
from reviews import services

_IDS: dict[str, Any] = {"min_value": 1, "max_value": LARGEST_ID, "required": False}


class PositionBody(Body):
    """A party by `party_id`, or by name. Every stand but `not_asked` rests on words, an address, evidence or a note."""

    stance = serializers.ChoiceField(choices=[stance.value for stance in Stance])
    party_id = serializers.IntegerField(**_IDS, help_text="Id of a speaker.")
    party = serializers.CharField(required=False, allow_blank=True, max_length=300)
    party_kind = serializers.ChoiceField(choices=[kind.value for kind in SpeakerKind], required=False)
    stated_at = serializers.DateTimeField(required=False, help_text="When the party said so; now if left out.")
    quotation = serializers.CharField(required=False, allow_blank=True, max_length=100_000)
    address = serializers.CharField(required=False, allow_blank=True, max_length=2000)
    note = serializers.CharField(required=False, allow_blank=True, max_length=100_000)
    evidence_id = serializers.IntegerField(**_IDS)


class PositionsView(Move):
    needs = {"POST": Capability.REVIEW_CLAIM}
    body = PositionBody
    status = 201
    guarded = False

    def act(self, by: User, claim_id: int, seen: Seen, data: dict[str, Any]) -> Any:
        given = dict(data)
        given["stance"] = Stance(given["stance"])
        if "party_kind" in given:
            given["party_kind"] = SpeakerKind(given["party_kind"])
        return services.record_position(by=by, claim_id=claim_id, **given)

    @extend_schema(
        operation_id="reviews_record_position",
        summary="Write down where a party stands",
        parameters=[CLAIM_ID, ONCE],
        request=PositionBody,
        responses={201: ReviewSerializer},
    )
    @idempotent
    def post(self, request: Request, claim_id: int) -> Response:
        return self.move(request, claim_id)


class WithdrawPositionView(DeskView):
    needs = {"POST": Capability.REVIEW_CLAIM}

    @extend_schema(
        operation_id="reviews_withdraw_position",
        summary="Take a recorded stand back",
        description="Only who recorded it, or an editor. What was found in a text is corrected there.",
        parameters=[CLAIM_ID, identifier("position_id", "Stable id of the position."), ONCE],
        request=None,
        responses={200: ReviewSerializer},
    )
    @idempotent
    def post(self, request: Request, claim_id: int, position_id: int) -> Response:
        """The row stays; it is shown no more."""
        found_claim(claim_id)
        services.withdraw_position(by=person(request), claim_id=int(claim_id), position_id=int(position_id))
        response: Response = review_answer(request, claim_id)
        return response
