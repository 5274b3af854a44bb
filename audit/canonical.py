"""The bytes that an audit event's hash is taken over. Plain Python, so that an offline verifier can copy it."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime
from typing import Any

GENESIS = "0" * 64


def canonical_json(value: Any) -> str:
    """One text for one value: keys sorted, no blanks, ASCII only. Raises TypeError for what JSON cannot hold."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=True, allow_nan=False)


def moment(value: datetime) -> str:
    """A time as the ledger writes it: ISO 8601 in UTC, to the microsecond."""
    return value.astimezone(UTC).isoformat(timespec="microseconds")


def event_hash(
    *,
    previous_hash: str,
    sequence: int,
    at: datetime,
    actor_id: int | None,
    actor: str,
    action: str,
    target_type: str,
    target_id: int | None,
    body: str,
) -> str:
    """SHA-256 (hex) over the previous hash and the event's canonical JSON; `at` to the microsecond, in UTC."""
    record = event_record(
        sequence=sequence,
        at=at,
        actor_id=actor_id,
        actor=actor,
        action=action,
        target_type=target_type,
        target_id=target_id,
        body=body,
    )
    return hashlib.sha256(f"{previous_hash}\n{canonical_json(record)}".encode()).hexdigest()


def event_record(*, at: datetime, **content: Any) -> dict[str, Any]:
    """What the hash of an event is taken over, as plain data."""
    return {"at": moment(at), **content}
