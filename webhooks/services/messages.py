"""What a message says."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from audit.canonical import canonical_json
from publication.addresses import absolute, page_of
from publication.enums import ChangeKind
from publication.models import Change
from webhooks.enums import EVENT_OF, EventType

_LONGEST = 2_000  # characters of each text: a message stays under 20 kB, the whole is at `url`


def new_message_id() -> str:
    """Unique for ever, the same in every try."""
    return f"msg_{uuid.uuid4().hex}"


def type_of(change: Change) -> EventType:
    return EVENT_OF[ChangeKind(change.kind)]


def body_of(change: Change) -> str:
    """The bytes of the message, made once: type, time of the event, and what became of which claim."""
    data: dict[str, Any] = {"change": change.number}
    edition = change.edition
    if edition is not None:
        data |= {
            "claim_id": edition.fact_check.claim_id,
            "edition": edition.number,
            "url": absolute(page_of(edition)),
            "reason": edition.reason[:_LONGEST],
        }
        if change.kind != ChangeKind.RETRACTED:
            data |= {
                "status": edition.status,
                "text": edition.claim_text[:_LONGEST],
                "summary": edition.summary[:_LONGEST],
                "said_by": edition.speaker_name,
            }
    if change.speaker is not None and change.into is not None:
        data |= {"speaker_id": change.speaker.pk, "into_id": change.into.pk, "into_name": change.into.name}
    return message(type_of(change), change.at, data)


def message(event_type: EventType, at: datetime, data: dict[str, Any]) -> str:
    """The form of every message."""
    return canonical_json({"type": event_type.value, "timestamp": at.isoformat(), "data": data})
