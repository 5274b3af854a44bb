"""The words of webhooks."""

from __future__ import annotations

from enum import StrEnum

from publication.enums import ChangeKind


class EventType(StrEnum):
    """What a message tells, as its `type` says it."""

    PUBLISHED = "claim.published"
    CORRECTED = "claim.corrected"
    RETRACTED = "claim.retracted"
    SPEAKER_MERGED = "speaker.merged"
    TEST = "endpoint.test"  # asked for by a person


EVENT_OF: dict[ChangeKind, EventType] = {
    ChangeKind.PUBLISHED: EventType.PUBLISHED,
    ChangeKind.CORRECTED: EventType.CORRECTED,
    ChangeKind.RETRACTED: EventType.RETRACTED,
    ChangeKind.SPEAKER_MERGED: EventType.SPEAKER_MERGED,
}


class DeliveryState(StrEnum):
    WAITING = "waiting"  # to be sent, now or at `next_try_at`
    DELIVERED = "delivered"  # the receiver took it
    FAILED = "failed"  # not taken in three days; it can be replayed
