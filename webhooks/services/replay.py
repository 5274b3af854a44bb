"""Send again what was sent, or a test."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from audit.services import record
from core.errors import InvalidInput
from webhooks import policies
from webhooks.enums import DeliveryState, EventType
from webhooks.models import Delivery, Endpoint
from webhooks.services.messages import message, new_message_id

_AGAIN = {"state": DeliveryState.WAITING, "attempts": 0, "ended_at": None}


@transaction.atomic
def replay(*, by: User, delivery_id: int) -> Delivery:
    """Send one message again, with the same id and the same bytes. Raises NotAllowed, InvalidInput."""
    policies.check_may_manage(by)
    delivery = Delivery.objects.select_for_update().filter(pk=delivery_id).first()
    if delivery is None:
        raise InvalidInput("There is no such message.")
    Delivery.objects.filter(pk=delivery.pk).update(**_AGAIN, next_try_at=timezone.now())
    delivery.refresh_from_db()
    record(by=by, action="delivery.replayed", target=delivery, data={"message": delivery.message_id})
    return delivery


@transaction.atomic
def replay_since(*, by: User, endpoint_id: int, after: int) -> int:
    """Send everything after this change again, delivered or not: how many. Raises NotAllowed, InvalidInput."""
    policies.check_may_manage(by)
    endpoint = Endpoint.objects.select_for_update().filter(pk=endpoint_id).first()
    if endpoint is None:
        raise InvalidInput("There is no such address.")
    messages = Delivery.objects.filter(endpoint=endpoint, change__gt=after)
    again = messages.update(**_AGAIN, next_try_at=timezone.now())
    record(by=by, action="endpoint.replayed", target=endpoint, data={"after": after, "messages": again})
    return again


@transaction.atomic
def send_test(*, by: User, endpoint_id: int) -> Delivery:
    """A message that tells nothing, to see whether it arrives. Raises NotAllowed, InvalidInput."""
    policies.check_may_manage(by)
    endpoint = Endpoint.objects.filter(pk=endpoint_id).first()
    if endpoint is None:
        raise InvalidInput("There is no such address.")
    now = timezone.now()
    delivery = Delivery.objects.create(
        endpoint=endpoint,
        message_id=new_message_id(),
        event_type=EventType.TEST,
        body=message(EventType.TEST, now, {"asked_by": by.display_name}),
        next_try_at=now,
        made_at=now,
    )
    record(by=by, action="endpoint.tested", target=endpoint, data={"message": delivery.message_id})
    return delivery
