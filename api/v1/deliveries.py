"""What was sent to an address of webhooks: the messages, their tries, and sending them again."""

from __future__ import annotations

from typing import Any

from django.http import Http404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.roles import Capability
from api.v1.access import DeskView, answer, person
from api.v1.caching import private
from api.v1.inputs import query_of
from api.v1.once import idempotent
from api.v1.words import (
    FRESH,
    NOT_MODIFIED,
    ONCE,
    NoQuery,
    PageQuery,
    identifier,
    listed,
    page_body,
    page_wanted,
    time_of,
)
from webhooks import queries, services
from webhooks.enums import DeliveryState
from webhooks.models import Attempt, Delivery, Endpoint

_MANAGE = Capability.MANAGE_DESK
ENDPOINT_ID = identifier("endpoint_id", "Stable id of the address.")
_DELIVERY = identifier("delivery_id", "Stable id of the message.")


class AttemptSerializer(serializers.Serializer[Any]):
    at = serializers.DateTimeField()
    seconds = serializers.FloatField()
    status = serializers.IntegerField(allow_null=True)
    problem = serializers.CharField(allow_blank=True)


class DeliverySerializer(serializers.Serializer[Any]):
    """A message, and the last try to bring it."""

    id = serializers.IntegerField()
    message_id = serializers.CharField(help_text="The `webhook-id` of every try.")
    type = serializers.CharField()
    change = serializers.IntegerField(allow_null=True)
    state = serializers.ChoiceField(choices=[state.value for state in DeliveryState])
    attempts = serializers.IntegerField()
    next_try_at = serializers.DateTimeField(allow_null=True)
    made_at = serializers.DateTimeField()
    ended_at = serializers.DateTimeField(allow_null=True)
    last_try = AttemptSerializer(allow_null=True)


class DeliveryDetailSerializer(DeliverySerializer):
    body = serializers.CharField(help_text="The bytes that are signed and sent.")
    tries = AttemptSerializer(many=True)


class DeliveryQuery(PageQuery):
    state = serializers.ChoiceField(choices=[state.value for state in DeliveryState], required=False)


DeliveryList = listed(DeliverySerializer(many=True), "DeliveryList")


class DeliveryListView(DeskView):
    needs = {"GET": _MANAGE}

    @extend_schema(
        operation_id="webhooks_deliveries_list",
        summary="Messages of an address, newest first",
        parameters=[ENDPOINT_ID, DeliveryQuery],
        responses={200: DeliveryList},
    )
    def get(self, request: Request, endpoint_id: int) -> Response:
        """With the last try of each."""
        wanted = query_of(request, DeliveryQuery)
        found = queries.deliveries_of(found_endpoint(endpoint_id), state=wanted.get("state", ""))
        page = page_wanted(found, wanted, "-pk")
        tries = queries.last_tries([row.pk for row in page.rows])
        return answer(page_body(request, page, [delivery_row(row, tries.get(row.pk)) for row in page.rows]))


class DeliveryView(DeskView):
    needs = {"GET": _MANAGE}

    @extend_schema(
        operation_id="webhooks_deliveries_retrieve",
        summary="One message with all its tries",
        parameters=[ENDPOINT_ID, _DELIVERY, FRESH],
        responses={200: DeliveryDetailSerializer, 304: NOT_MODIFIED},
    )
    def get(self, request: Request, endpoint_id: int, delivery_id: int) -> Any:
        """And the bytes that were sent."""
        query_of(request, NoQuery)
        delivery = _found_delivery(endpoint_id, delivery_id)
        tries = list(queries.tries_of(delivery))
        body = {
            **delivery_row(delivery, tries[-1] if tries else None),
            "body": delivery.body,
            "tries": [_try(row) for row in tries],
        }
        return private(request, body)


class ReplayView(DeskView):
    needs = {"POST": _MANAGE}

    @extend_schema(
        operation_id="webhooks_deliveries_replay",
        summary="Send one message again",
        parameters=[ENDPOINT_ID, _DELIVERY, ONCE],
        request=None,
        responses={200: DeliverySerializer},
    )
    @idempotent
    def post(self, request: Request, endpoint_id: int, delivery_id: int) -> Response:
        """The same id and the same bytes."""
        _found_delivery(endpoint_id, delivery_id)
        return answer(delivery_row(services.replay(by=person(request), delivery_id=int(delivery_id)), None))


def found_endpoint(endpoint_id: int) -> Endpoint:
    """The address. Raises Http404."""
    endpoint = queries.endpoints().filter(pk=endpoint_id).first()
    if endpoint is None:
        raise Http404
    return endpoint


def _found_delivery(endpoint_id: int, delivery_id: int) -> Delivery:
    delivery = queries.deliveries_of(found_endpoint(endpoint_id)).filter(pk=delivery_id).first()
    if delivery is None:
        raise Http404
    return delivery


def delivery_row(delivery: Delivery, last: Attempt | None) -> dict[str, Any]:
    """A message as lists show it; `last` is its last try, if there was one."""
    waiting = delivery.state == DeliveryState.WAITING
    return {
        "id": delivery.pk,
        "message_id": delivery.message_id,
        "type": delivery.event_type,
        "change": delivery.change_id,
        "state": delivery.state,
        "attempts": delivery.attempts,
        "next_try_at": time_of(delivery.next_try_at) if waiting else None,
        "made_at": time_of(delivery.made_at),
        "ended_at": time_of(delivery.ended_at),
        "last_try": _try(last) if last else None,
    }


def _try(attempt: Attempt) -> dict[str, Any]:
    return {
        "at": time_of(attempt.at),
        "seconds": attempt.seconds,
        "status": attempt.status,
        "problem": attempt.problem,
    }
