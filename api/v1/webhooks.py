"""Webhooks: addresses that are told of public changes, by the Standard Webhooks specification."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.roles import Capability
from api.v1.access import DeskView, answer, person
from api.v1.caching import private
from api.v1.deliveries import ENDPOINT_ID, DeliverySerializer, delivery_row, found_endpoint
from api.v1.inputs import Body, body_of, query_of
from api.v1.once import Method, idempotent
from api.v1.words import (
    FRESH,
    LARGEST_ID,
    NOT_MODIFIED,
    ONCE,
    NoQuery,
    PageQuery,
    listed,
    page_body,
    page_wanted,
    time_of,
)
from webhooks import queries, services
from webhooks.enums import EventType
from webhooks.models import Endpoint

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


EndpointList = listed(EndpointSerializer(many=True), "EndpointList")


class EndpointListView(DeskView):
    needs = {"GET": _MANAGE, "POST": _MANAGE}

    @extend_schema(
        operation_id="webhooks_list", summary="Addresses", parameters=[PageQuery], responses={200: EndpointList}
    )
    def get(self, request: Request) -> Response:
        """All, newest first."""
        wanted = query_of(request, PageQuery)
        page = page_wanted(queries.endpoints(), wanted, "-pk")
        return answer(page_body(request, page, [_endpoint(row) for row in page.rows]))

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
        parameters=[ENDPOINT_ID, FRESH],
        responses={200: EndpointSerializer, 304: NOT_MODIFIED},
    )
    def get(self, request: Request, endpoint_id: int) -> Any:
        """With how it is doing."""
        query_of(request, NoQuery)
        return private(request, _endpoint(found_endpoint(endpoint_id)))

    @extend_schema(
        operation_id="webhooks_change",
        summary="Change an address",
        parameters=[ENDPOINT_ID],
        request=EndpointChangeBody,
        responses={200: EndpointSerializer},
    )
    def patch(self, request: Request, endpoint_id: int) -> Response:
        """What is given changes."""
        found_endpoint(endpoint_id)
        given = body_of(request, EndpointChangeBody)
        return answer(_endpoint(services.change_endpoint(by=person(request), endpoint_id=int(endpoint_id), **given)))


class _Act(DeskView):
    needs = {"POST": _MANAGE}


def _act(operation: str, summary: str, kind: Any = EndpointSerializer, body: Any = None) -> Callable[[Method], Method]:
    described: Callable[[Method], Method] = extend_schema(
        operation_id=f"webhooks_{operation}",
        summary=summary,
        parameters=[ENDPOINT_ID, ONCE],
        request=body,
        responses={200: kind},
    )
    return described


class SwitchOnView(_Act):
    @_act("switch_on", "Send there again: what waits, and what happened meanwhile")
    @idempotent
    def post(self, request: Request, endpoint_id: int) -> Response:
        found_endpoint(endpoint_id)
        return answer(_endpoint(services.switch_on(by=person(request), endpoint_id=int(endpoint_id))))


class SwitchOffView(_Act):
    @_act("switch_off", "Send nothing there for now")
    @idempotent
    def post(self, request: Request, endpoint_id: int) -> Response:
        found_endpoint(endpoint_id)
        return answer(_endpoint(services.switch_off(by=person(request), endpoint_id=int(endpoint_id))))


class RotateView(_Act):
    @_act("rotate", "Make a new secret", SecretSerializer)
    @idempotent
    def post(self, request: Request, endpoint_id: int) -> Response:
        """Messages carry a signature of each for a day."""
        found_endpoint(endpoint_id)
        return answer({"secret": services.rotate_secret(by=person(request), endpoint_id=int(endpoint_id))})


class TestMessageView(_Act):
    @_act("test", "Send a message that tells nothing", DeliverySerializer)
    @idempotent
    def post(self, request: Request, endpoint_id: int) -> Response:
        found_endpoint(endpoint_id)
        return answer(delivery_row(services.send_test(by=person(request), endpoint_id=int(endpoint_id)), None))


class ReplaySinceView(_Act):
    @_act("replay", "Send everything after a change again", AgainSerializer, ReplayBody)
    @idempotent
    def post(self, request: Request, endpoint_id: int) -> Response:
        """The same ids and the same bytes."""
        found_endpoint(endpoint_id)
        after = body_of(request, ReplayBody)["after"]
        again = services.replay_since(by=person(request), endpoint_id=int(endpoint_id), after=after)
        return answer({"messages": again})


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
