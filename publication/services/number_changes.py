"""Give the public events of the ledger their numbers."""

from __future__ import annotations

from django.db import connection, transaction

from audit.models import AuditEvent
from publication.enums import PUBLIC_ACTIONS, ChangeKind
from publication.models import Change
from publication.queries import newest_change, unnumbered_events

# Any number will do as long as nothing else in this database uses it.
NUMBERING_LOCK = 7_310_002
_BATCH = 500


def number_changes() -> int:
    """Number what has been published, corrected, retracted or merged since: how many. What is due is a query.

    The ledger's events become visible in the order of their sequence, so that nothing can be missed in between, and
    the lock lets one at a time number them. Cheap when there is nothing to do.
    """
    done = 0
    while _due():
        done += _number_batch()
    return done


def _due() -> bool:
    newest = newest_change()
    return unnumbered_events(newest.sequence if newest else 0).exists()


@transaction.atomic
def _number_batch() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [NUMBERING_LOCK])
    newest = newest_change()
    number, sequence = (newest.number, newest.sequence) if newest else (0, 0)
    events = list(unnumbered_events(sequence)[:_BATCH])
    for place, event in enumerate(events, start=1):
        Change.objects.create(number=number + place, sequence=event.sequence, at=event.at, **_what(event))
    return len(events)


def _what(event: AuditEvent) -> dict[str, object]:
    kind, data = PUBLIC_ACTIONS[event.action], event.data
    if kind == ChangeKind.SPEAKER_MERGED:
        return {"kind": kind, "speaker_id": event.target_id, "into_id": data["into"]}
    return {"kind": kind, "edition_id": data["edition"]}
