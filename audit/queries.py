"""Reads of the ledger."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import QuerySet

from audit.canonical import GENESIS
from audit.models import AuditEvent


def history_of(target_type: str, target_id: int) -> QuerySet[AuditEvent]:
    """All that was done to one thing, oldest first."""
    return AuditEvent.objects.filter(target_type=target_type, target_id=target_id).order_by("sequence")


@dataclass(frozen=True, slots=True)
class Verdict:
    """`checked` rows are sound; `bad_sequence` is the first that is not, with the reason."""

    checked: int
    last_hash: str
    bad_sequence: int | None = None
    reason: str = ""


def verify_chain(events: Iterator[AuditEvent] | None = None) -> Verdict:
    """Walk the ledger from its start and stop at the first row that does not fit."""
    rows = AuditEvent.objects.order_by("sequence").iterator(chunk_size=5000) if events is None else events
    previous, expected, checked = GENESIS, 1, 0
    for row in rows:
        reason = _fault(row, previous, expected)
        if reason:
            return Verdict(checked=checked, last_hash=previous, bad_sequence=row.sequence, reason=reason)
        previous, expected, checked = row.hash, expected + 1, checked + 1
    return Verdict(checked=checked, last_hash=previous)


def _fault(row: AuditEvent, previous: str, expected: int) -> str:
    if row.sequence != expected:
        return f"row {expected} is missing: the next one there is {row.sequence}"
    if row.previous_hash != previous:
        return "it names another predecessor than the row before it"
    return "" if row.expected_hash() == row.hash else "its content does not fit its hash"
