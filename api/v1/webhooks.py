"""Webhooks: addresses that are told of public changes, by the Standard Webhooks specification."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import Http404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.roles import Capability
from api.v1.access import DeskView, answer, person
from api.v1.caching import private
from api.v1.inputs import Body, body_of, query_of
from api.v1.once import Method, idempotent
from api.v1.words import (
    FRESH,
    LARGEST_ID,
    NOT_MODIFIED,
    ONCE,
    NoQuery,
    PageQuery,
    identifier,
    listed,
    page_url,
    time_of,
)
from core.pagination import keyset_page
from webhooks import queries, services
from webhooks.enums import DeliveryState, EventType
from webhooks.models import Attempt, Delivery, Endpoint

_TYPES = [kind.value for kind in EventType if kind != EventType.TEST]
_MANAGE = Capability.MANAGE_DESK


class EndpointBody(Body):
    url = serializers.CharField(max_length=2000, help_text="http or https, on the public Internet.")
    description = serializers.CharField(required=False, allow_blank=True, max_length=200, default="")
    event_types = serializers.ListField(
        child=serializers.ChoiceField(choices=_TYPES), required=False, max_length=20, help_text="None: all."
    )
    after = serializers.IntegerField(
        required=False, min_value=0, max_value=LARGEST_ID, help_text="Told of changes after this; else from now on."
    )


class EndpointChangeBody(Body):
    url = serializers.CharField(required=False, max_length=2000)
    description = serializers.CharField(required=False, allow_blank=True, max_length=200)
    event_types = serializers.ListField(child=serializers.ChoiceField(choices=_TYPES), required=False, max_length=20)


class ReplayBody(Body):
    after = serializers.IntegerField(min_value=0, max_value=LARGEST_ID, help_text="All after this change again.")


class EndpointSerializer(serializers.Serializer[Any]):
    """An address. `failures` counts in a row; while `off_at` is set nothing is sent."""

    id = serializers.IntegerField()
    url = serializers.CharField()
    description = serializers.CharField(allow_blank=True)
    event_types = serializers.ListField(child=serializers.CharField())
    told_up_to = serializers.IntegerField(help_text="The last change that became a message.")
    added_by = serializers.CharField()
    added_at = serializers.DateTimeField()
    failures = serializers.IntegerField()
    failing_since = serializers.DateTimeField(allow_null=True)
    paused_until = serializers.DateTimeField(allow_null=True)
    off_at = serializers.DateTimeField(allow_null=True)
    off_reason = serializers.CharField(allow_blank=True)


class NewEndpointSerializer(EndpointSerializer):
    secret = serializers.CharField(help_text="`whsec_…`; shown this once.")


class SecretSerializer(serializers.Serializer[Any]):
    secret = serializers.CharField(help_text="`whsec_…`; shown this once. The old one is right for a day more.")


class AgainSerializer(serializers.Serializer[Any]):
    messages = serializers.IntegerField(help_text="How many are sent again.")


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


EndpointList = listed(EndpointSerializer(many=True), "EndpointList")
DeliveryList = listed(DeliverySerializer(many=True), "DeliveryList")
_ID = identifier("endpoint_id", "Stable id of the address.")
_DELIVERY = identifier("delivery_id", "Stable id of the message.")


class EndpointListView(DeskView):
    needs = {"GET": _MANAGE, "POST": _MANAGE}

    @extend_schema(
        operation_id="webhooks_list", summary="Addresses", parameters=[PageQuery], responses={200: EndpointList}
    )
    def get(self, request: Request) -> Response:
        """All, newest first."""
        wanted = query_of(request, PageQuery)
        page = keyset_page(queries.endpoints(), order=("-pk",), size=wanted["limit"], cursor=wanted["cursor"])
        return _page(request, page, [_endpoint(row) for row in page.rows])

    @extend_schema(
        operation_id="webhooks_create",
        summary="Add an address",
        parameters=[ONCE],
        request=EndpointBody,
        responses={201: NewEndpointSerializer},
    )
    @idempotent
    def post(self, request: Request) -> Response:
        """Its secret is in this answer and nowhere else."""
        given = body_of(request, EndpointBody)
        endpoint, secret = services.add_endpoint(by=person(request), **given)
        return answer({**_endpoint(endpoint), "secret": secret}, status=201)


class EndpointView(DeskView):
    needs = {"GET": _MANAGE, "PATCH": _MANAGE}

    @extend_schema(
        operation_id="webhooks_retrieve",
        summary="One address",
        parameters=[_ID, FRESH],
        responses={200: EndpointSerializer, 304: NOT_MODIFIED},
    )
    def get(self, request: Request, endpoint_id: int) -> Any:
        """With how it is doing."""
        query_of(request, NoQuery)
        return private(request, _endpoint(_found(endpoint_id)))

    @extend_schema(
        operation_id="webhooks_change",
        summary="Change an address",
        parameters=[_ID],
        request=EndpointChangeBody,
        responses={200: EndpointSerializer},
    )
    def patch(self, request: Request, endpoint_id: int) -> Response:
        """What is given changes."""
        _found(endpoint_id)
        given = body_of(request, EndpointChangeBody)
        return answer(_endpoint(services.change_endpoint(by=person(request), endpoint_id=int(endpoint_id), **given)))


class _Act(DeskView):
    needs = {"POST": _MANAGE}


def _act(operation: str, summary: str, kind: Any = EndpointSerializer, body: Any = None) -> Callable[[Method], Method]:
    described: Callable[[Method], Method] = extend_schema(
        operation_id=f"webhooks_{operation}",
        summary=summary,
        parameters=[_ID, ONCE],
        request=body,
        responses={200: kind},
    )
    return described


class SwitchOnView(_Act):
    @_act("switch_on", "Send there again: what waits, and what happened meanwhile")
    @idempotent
    def post(self, request: Request, endpoint_id: int) -> Response:
        _found(endpoint_id)
        return answer(_endpoint(services.switch_on(by=person(request), endpoint_id=int(endpoint_id))))


class SwitchOffView(_Act):
    @_act("switch_off", "Send nothing there for now")
    @idempotent
    def post(self, request: Request, endpoint_id: int) -> Response:
        _found(endpoint_id)
        return answer(_endpoint(services.switch_off(by=person(request), endpoint_id=int(endpoint_id))))


class RotateView(_Act):
    @_act("rotate", "Make a new secret", SecretSerializer)
    @idempotent
    def post(self, request: Request, endpoint_id: int) -> Response:
        """Messages carry a signature of each for a day."""
        _found(endpoint_id)
        return answer({"secret": services.rotate_secret(by=person(request), endpoint_id=int(endpoint_id))})


class TestMessageView(_Act):
    @_act("test", "Send a message that tells nothing", DeliverySerializer)
    @idempotent
    def post(self, request: Request, endpoint_id: int) -> Response:
        _found(endpoint_id)
        return answer(_delivery(services.send_test(by=person(request), endpoint_id=int(endpoint_id)), None))


class ReplaySinceView(_Act):
    @_act("replay", "Send everything after a change again", AgainSerializer, ReplayBody)
    @idempotent
    def post(self, request: Request, endpoint_id: int) -> Response:
        """The same ids and the same bytes."""
        _found(endpoint_id)
        after = body_of(request, ReplayBody)["after"]
        again = services.replay_since(by=person(request), endpoint_id=int(endpoint_id), after=after)
        return answer({"messages": again})


class DeliveryListView(DeskView):
    needs = {"GET": _MANAGE}

    @extend_schema(
        operation_id="webhooks_deliveries_list",
        summary="Messages of an address, newest first",
        parameters=[_ID, DeliveryQuery],
        responses={200: DeliveryList},
    )
    def get(self, request: Request, endpoint_id: int) -> Response:
        """With the last try of each."""
        wanted = query_of(request, DeliveryQuery)
        found = queries.deliveries_of(_found(endpoint_id), state=wanted.get("state", ""))
        page = keyset_page(found, order=("-pk",), size=wanted["limit"], cursor=wanted["cursor"])
        tries = queries.last_tries([row.pk for row in page.rows])
        return _page(request, page, [_delivery(row, tries.get(row.pk)) for row in page.rows])


class DeliveryView(DeskView):
    needs = {"GET": _MANAGE}

    @extend_schema(
        operation_id="webhooks_deliveries_retrieve",
        summary="One message with all its tries",
        parameters=[_ID, _DELIVERY, FRESH],
        responses={200: DeliveryDetailSerializer, 304: NOT_MODIFIED},
    )
    def get(self, request: Request, endpoint_id: int, delivery_id: int) -> Any:
        """And the bytes that were sent."""
        query_of(request, NoQuery)
        delivery = _found_delivery(endpoint_id, delivery_id)
        tries = list(queries.tries_of(delivery))
        body = {
            **_delivery(delivery, tries[-1] if tries else None),
            "body": delivery.body,
            "tries": [_try(row) for row in tries],
        }
        return private(request, body)


class ReplayView(DeskView):
    needs = {"POST": _MANAGE}

    @extend_schema(
        operation_id="webhooks_deliveries_replay",
        summary="Send one message again",
        parameters=[_ID, _DELIVERY, ONCE],
        request=None,
        responses={200: DeliverySerializer},
    )
    @idempotent
    def post(self, request: Request, endpoint_id: int, delivery_id: int) -> Response:
        """The same id and the same bytes."""
        _found_delivery(endpoint_id, delivery_id)
        return answer(_delivery(services.replay(by=person(request), delivery_id=int(delivery_id)), None))


def _found(endpoint_id: int) -> Endpoint:
    endpoint = queries.endpoints().filter(pk=endpoint_id).first()
    if endpoint is None:
        raise Http404
    return endpoint


def _found_delivery(endpoint_id: int, delivery_id: int) -> Delivery:
    delivery = queries.deliveries_of(_found(endpoint_id)).filter(pk=delivery_id).first()
    if delivery is None:
        raise Http404
    return delivery


def _page(request: Request, page: Any, rows: list[dict[str, Any]]) -> Response:
    return answer(
        {
            "next": page_url(request, page.next_cursor),
            "previous": page_url(request, page.previous_cursor),
            "results": rows,
        }
    )


def _endpoint(endpoint: Endpoint) -> dict[str, Any]:
    return {
        "id": endpoint.pk,
        "url": endpoint.url,
        "description": endpoint.description,
        "event_types": endpoint.event_types,
        "told_up_to": endpoint.told_up_to,
        "added_by": endpoint.added_by.display_name,
        "added_at": time_of(endpoint.added_at),
        "failures": endpoint.failures,
        "failing_since": time_of(endpoint.failing_since),
        "paused_until": time_of(endpoint.paused_until),
        "off_at": time_of(endpoint.off_at),
        "off_reason": endpoint.off_reason,
    }


def _delivery(delivery: Delivery, last: Attempt | None) -> dict[str, Any]:
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
