"""Write one event at the end of the chain."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Protocol

from django.db import connection, models, transaction
from django.utils import timezone

from audit.binding import bindings_of
from audit.canonical import GENESIS, canonical_json
from audit.models import AuditEvent
from audit.signals import event_recorded
from core.announce import announce

# Any number will do as long as nothing else in this database uses it.
LEDGER_LOCK = 7_310_001

PIPELINE = "pipeline"


class Actor(Protocol):
    """Who acts: in this product a user."""

    pk: int

    @property
    def display_name(self) -> str: ...


def record(
    *,
    by: Actor | None,
    action: str,
    target: models.Model,
    data: Mapping[str, Any] | None = None,
    binds: Iterable[models.Model] = (),
) -> AuditEvent:
    """Add the event, in the caller's transaction. `by` is None for the pipeline and other machinery.

    The event keeps digests of the target and of the rows in `binds`, as the database has them now, where their
    models name `ledger_fields`: `verify_audit` finds a row that was changed afterwards without an event.

    The advisory lock is held to the end of the transaction, so the sequence has no gaps and the chain no forks.
    Call it last in a service: whoever holds the lock should be about to commit.
    Raises TransactionManagementError outside a transaction: an act and its event stand or fall together.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("An audit event needs the transaction of the act it records.")
    body = dict(data or {})
    bound = bindings_of([target, *binds])
    if bound:
        body["bound"] = bound
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LEDGER_LOCK])
    last = AuditEvent.objects.order_by("-sequence").values("sequence", "hash").first()
    event = AuditEvent(
        sequence=last["sequence"] + 1 if last else 1,
        at=timezone.now(),
        actor_id=by.pk if by else None,
        actor=by.display_name if by else PIPELINE,
        action=action,
        target_type=target._meta.model_name or "",
        target_id=target.pk,
        body=canonical_json(body),
        previous_hash=last["hash"] if last else GENESIS,
    )
    event.hash = event.expected_hash()
    event.save(force_insert=True)
    announce(event_recorded, sequence=event.sequence)
    return event
