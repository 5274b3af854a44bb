"""Turn public changes into messages: one for each address that wants to hear of them."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from publication.models import Change
from publication.queries import changes_after
from publication.services import number_changes
from webhooks.models import Delivery, Endpoint
from webhooks.queries import untold_endpoints
from webhooks.services.messages import body_of, new_message_id, type_of

_BATCH = 200


def fan_out() -> int:
    """Make the messages that are not made yet: how many. What is due is a query over the ledger's numbered changes.

    Each address is locked while its messages are made, and a change becomes one message there by the unique key: side
    by side or killed in the middle, each change is told once.
    """
    number_changes()
    made = 0
    while ids := list(untold_endpoints().values_list("pk", flat=True)):
        made += sum(_fan_out(endpoint_id) for endpoint_id in ids)
    return made


@transaction.atomic
def _fan_out(endpoint_id: int) -> int:
    endpoint = Endpoint.objects.select_for_update().get(pk=endpoint_id)
    changes = list(changes_after(endpoint.told_up_to)[:_BATCH])
    if not changes:
        return 0
    now = timezone.now()
    wanted = [change for change in changes if _wants(endpoint, change)]
    Delivery.objects.bulk_create(
        [
            Delivery(
                endpoint=endpoint,
                change=change,
                message_id=new_message_id(),
                event_type=type_of(change),
                body=body_of(change),
                next_try_at=now,
                made_at=now,
            )
            for change in wanted
        ]
    )
    endpoint.told_up_to = changes[-1].number
    endpoint.save(update_fields=["told_up_to"])
    return len(wanted)


def _wants(endpoint: Endpoint, change: Change) -> bool:
    return not endpoint.event_types or type_of(change).value in endpoint.event_types
