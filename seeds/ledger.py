"""What the loader has done, kept in the audit ledger: so that a second run goes on, or leaves all as it is.

Later work of people is never undone: a part that is marked as done is not looked at again.
"""

from __future__ import annotations

from django.db import transaction

from accounts.models import User
from audit.models import AuditEvent
from audit.services import record

_BEGUN, _DONE, _LOADED = "demo.part_begun", "demo.part_done", "demo.loaded"


def begun_parts() -> dict[str, int]:
    """The claim that each part was given, by the part's name."""
    events = AuditEvent.objects.filter(action=_BEGUN).order_by("sequence")
    return {str(event.data["part"]): int(event.data["claim"]) for event in events}


def done_parts() -> set[str]:
    return {str(event.data["part"]) for event in AuditEvent.objects.filter(action=_DONE)}


def is_loaded() -> bool:
    return AuditEvent.objects.filter(action=_LOADED).exists()


@transaction.atomic
def mark_begun(*, by: User, part: str, claim_id: int) -> None:
    record(by=None, action=_BEGUN, target=by, data={"part": part, "claim": claim_id})


@transaction.atomic
def mark_done(*, by: User, part: str) -> None:
    record(by=None, action=_DONE, target=by, data={"part": part})


@transaction.atomic
def mark_loaded(*, by: User) -> None:
    record(by=None, action=_LOADED, target=by)
