"""Record an act: its audit event, and what it takes to undo it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db.models import Model

from accounts.models import User
from audit.services import record
from claims.models import Claim
from reviews.models import Act, Bulk, Review

_BULK: ContextVar[Bulk | None] = ContextVar("bulk", default=None)


@contextmanager
def gathered(bulk: Bulk) -> Iterator[None]:
    """The acts recorded in this block belong to `bulk`, and are taken back with it."""
    token = _BULK.set(bulk)
    try:
        yield
    finally:
        _BULK.reset(token)


def record_act(
    *,
    by: User,
    action: str,
    claim: Claim,
    data: Mapping[str, Any] | None = None,
    before: Mapping[str, Any] | None = None,
    review: Review | None = None,
    binds: Iterable[Model] = (),
) -> Act:
    """The last step of a service that a person can take back: the audit event with `data`, and the act with `before`.

    `before` is what `reviews.services.undo` needs to reverse it: ids, words and times as JSON holds them. In the
    caller's transaction, after all changes, since the act remembers the claim's version. `binds`: rows whose digests
    the event keeps.
    """
    event = record(by=by, action=action, target=claim, data=data, binds=binds)
    return Act.objects.create(
        claim=claim,
        by=by,
        action=action,
        event=event.sequence,
        before=dict(before or {}),
        claim_version=claim.version,
        review=review,
        bulk=_BULK.get(),
        at=event.at,
    )
