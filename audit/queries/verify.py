"""Is the ledger whole, does it end as it was signed, and do the rows still say what their events said?"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from django.db.models import Model

from audit.binding import bound_models, digests, name_of
from audit.canonical import GENESIS
from audit.checkpoint import Checkpoint
from audit.models import AuditEvent

_CHUNK = 2000


@dataclass(frozen=True, slots=True)
class Verdict:
    """`checked` rows are sound; `bad_sequence` is the first event that is not, `bad_row` the first row beside them.

    `reason` is a sentence. `rows` counts the rows that were compared with their events. `unsigned` events are newer
    than the last checkpoint. `older` rows were there before events held digests.
    """

    checked: int
    last_hash: str
    bad_sequence: int | None = None
    bad_row: str = ""
    reason: str = ""
    rows: int = 0
    older: int = 0
    unsigned: int = 0

    @property
    def sound(self) -> bool:
        return self.bad_sequence is None and not self.bad_row


@dataclass(slots=True)
class _Bound:
    """What events last said of each row: model label → key → (event, digest)."""

    rows: dict[str, dict[int, tuple[int, str]]] = field(default_factory=dict)

    def note(self, event: AuditEvent) -> None:
        if '"bound":' not in event.body:
            return
        for name, digest in (json.loads(event.body).get("bound") or {}).items():
            label, _, pk = name.partition("/")
            self.rows.setdefault(label, {})[int(pk)] = (event.sequence, digest)


def verify_chain(events: Iterator[AuditEvent] | None = None) -> Verdict:
    """Walk the ledger from its start and stop at the first row that does not fit."""
    return _walk(events, [], _Bound())


def verify_ledger(*, checkpoints: Sequence[Checkpoint] = (), rows: bool = True, files: bool = False) -> Verdict:
    """The chain, against signed checkpoints; then the rows of other tables, and with `files` the kept files too.

    Run it in a transaction that sees one moment (REPEATABLE READ) while others write.
    """
    bound = _Bound()
    found = _walk(None, sorted(checkpoints, key=lambda one: one.sequence), bound)
    return _compare(found, bound, files=files) if found.sound and (rows or files) else found


def _walk(events: Iterator[AuditEvent] | None, checkpoints: Sequence[Checkpoint], bound: _Bound) -> Verdict:
    walk = AuditEvent.objects.order_by("sequence").iterator(chunk_size=_CHUNK) if events is None else events
    previous, expected, checked = GENESIS, 1, 0
    waiting = list(checkpoints)
    for row in walk:
        reason = _fault(row, previous, expected) or _unsigned_change(row, waiting)
        if reason:
            return Verdict(checked=checked, last_hash=previous, bad_sequence=row.sequence, reason=reason)
        while waiting and waiting[0].sequence <= row.sequence:
            waiting.pop(0)
        bound.note(row)
        previous, expected, checked = row.hash, expected + 1, checked + 1
    signed = max((one.sequence for one in checkpoints), default=0)
    if waiting:
        reason = f"it is missing: the ledger ends with row {checked}, and a checkpoint was signed over {signed} rows"
        return Verdict(checked=checked, last_hash=previous, bad_sequence=checked + 1, reason=reason)
    return Verdict(checked=checked, last_hash=previous, unsigned=checked - signed if checkpoints else 0)


def _fault(row: AuditEvent, previous: str, expected: int) -> str:
    if row.sequence != expected:
        return f"row {expected} is missing: the next one there is {row.sequence}"
    if row.previous_hash != previous:
        return "it names another predecessor than the row before it"
    return "" if row.expected_hash() == row.hash else "its content does not fit its hash"


def _unsigned_change(row: AuditEvent, waiting: list[Checkpoint]) -> str:
    """Why the row, sound in itself, is not the one that was signed: the chain from here on was written anew."""
    for checkpoint in waiting:
        if not row.hash.startswith(checkpoint.digits_of(row.sequence)):
            return f"it is not the row that was signed on {checkpoint.at}"
        if checkpoint.sequence > row.sequence:
            break
        if checkpoint.hash != row.hash:
            return f"the ledger up to here is not the one that was signed on {checkpoint.at}: it or a row before it"
    return ""


def _compare(found: Verdict, bound: _Bound, *, files: bool) -> Verdict:
    compared = older = 0
    for model in sorted(bound_models(), key=lambda one: one._meta.label_lower):
        said = bound.rows.get(model._meta.label_lower, {})
        for reason in _changed(model, said):
            return replace(found, bad_row=reason[0], reason=reason[1])
        if getattr(model, "ledger_complete", False):
            first = min(said, default=None)
            for pk in _strangers(model, said):
                if first is None or not 0 < pk < first:
                    return replace(
                        found, bad_row=name_of(model, pk), reason="no event of the ledger tells of it: it was put there"
                    )
                older += 1
        if files:
            for reason in _changed_files(model):
                return replace(found, bad_row=reason[0], reason=reason[1])
        compared += len(said)
    return replace(found, rows=compared, older=older)


def _changed(model: type[Model], said: dict[int, tuple[int, str]]) -> Iterator[tuple[str, str]]:
    """Rows that are gone or differ from what the last event about them says, by key."""
    for some in _chunks(sorted(said)):
        now = digests(model, some)
        for pk in some:
            sequence, digest = said[pk]
            if pk not in now:
                yield name_of(model, pk), f"it is gone; event {sequence} tells of it"
            elif now[pk] != digest:
                yield name_of(model, pk), f"it does not say any more what event {sequence} recorded"


def _strangers(model: type[Model], said: dict[int, tuple[int, str]]) -> Iterator[int]:
    pks = model._base_manager.order_by("pk").values_list("pk", flat=True)
    return (pk for pk in pks.iterator(chunk_size=_CHUNK) if pk not in said)


def _changed_files(model: type[Model]) -> Iterator[tuple[str, str]]:
    """Rows whose kept file is gone or has other bytes than its SHA-256 says."""
    for column, hash_column in getattr(model, "ledger_files", ()):
        for row in model._base_manager.exclude(**{column: ""}).order_by("pk").iterator(chunk_size=200):
            file = getattr(row, column)
            try:
                with file.open("rb") as opened:
                    digest = hashlib.file_digest(opened, "sha256").hexdigest()
            except OSError:
                yield name_of(model, row.pk), f"its file {file.name} is gone"
                continue
            if digest != getattr(row, hash_column):
                yield name_of(model, row.pk), f"its file {file.name} has other bytes than were captured"


def _chunks(pks: list[int]) -> Iterator[list[int]]:
    return (pks[start : start + _CHUNK] for start in range(0, len(pks), _CHUNK))
