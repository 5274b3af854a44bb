"""Somebody who is master of the database changes a row: `verify_audit` names the first bad one, every time.

The edits are drawn by a seeded generator and undone after each look. The checkpoints lie outside the database.
"""

from __future__ import annotations

import hashlib
import random
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from accounts.models import User
from audit.canonical import GENESIS
from audit.models import AuditEvent
from audit.queries import read_checkpoints, verify_ledger
from audit.queries.checkpoints import checkpoint_file, public_key_file
from audit.services import record, write_checkpoint
from audit.signing import public_key
from claims.models import Claim
from publication.models import Edition, FactCheck
from publication.services import correct, publish
from reviews.enums import EvidenceStance, Verdict
from reviews.models import Evidence, Review
from reviews.services import add_evidence, decide, take, withdraw_evidence

pytestmark = pytest.mark.django_db

EDITS = 260
FAR = 1_000_000  # beyond all sequences
TEXT_COLUMNS = {
    "audit_auditevent": ["actor", "action", "target_type", "body", "previous_hash", "hash"],
    "reviews_review": ["verdict", "seat", "rationale", "claim_text"],
    "reviews_evidence": ["url", "title", "quotation", "stance"],
    "publication_edition": ["kind", "status", "claim_text", "summary", "speaker_name", "outlet_name", "reason"],
}
TIME_COLUMNS = {
    "audit_auditevent": ["at"],
    "reviews_review": ["decided_at"],
    "reviews_evidence": ["added_at"],
    "publication_edition": ["said_at", "published_at"],
}
NUMBER_COLUMNS = {
    "audit_auditevent": ["actor_id", "target_id"],
    "reviews_review": ["claim_id", "reviewer_id", "round", "claim_version"],
    "reviews_evidence": ["claim_id", "added_by_id"],
    "publication_edition": ["number", "published_by_id"],
}
# What a superuser writes; the words that the columns' own checks let through.
NEW_WORDS = {
    "verdict": ("disputed", "confirmed"),
    "seat": ("adjudicator", "first"),
    "stance": ("refutes", "supports"),
    "kind": ("retraction", "correction"),
    "status": ("disputed", "confirmed"),
}
LABELS = {
    "reviews_review": "reviews.review",
    "reviews_evidence": "reviews.evidence",
    "publication_edition": "publication.edition",
}


@pytest.fixture
def worked_on(read_text: Callable[..., object], ada: User, bo: User, eve: User) -> list[Claim]:
    """Claims that were reviewed, published and corrected, with a checkpoint before and after most of it."""
    read_text(source_name="Daily Courier")
    claims = list(Claim.objects.order_by("pk"))
    for claim in claims:
        for words in ("One source.", "Another."):
            add_evidence(by=ada, claim_id=claim.pk, quotation=words, stance=EvidenceStance.SUPPORTS)
        gone = add_evidence(by=bo, claim_id=claim.pk, quotation="A slip.", stance=EvidenceStance.CONTEXT)
        withdraw_evidence(by=bo, claim_id=claim.pk, evidence_id=gone.pk)
        for by in (ada, bo):
            now = take(by=by, claim_id=claim.pk)
            decide(by=by, claim_id=claim.pk, expected_version=now.version, verdict=Verdict.CONFIRMED, rationale="So.")
        write_checkpoint()
        now.refresh_from_db()
        publish(by=eve, claim_id=claim.pk, expected_version=now.version, summary="It is so.")
        correct(by=eve, claim_id=claim.pk, reason="A word was wrong.", summary="It is so, indeed.")
    write_checkpoint()
    return claims


def sql(statement: str, *values: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


@contextmanager
def undone() -> Iterator[None]:
    """As a superuser of the database, past all triggers and keys; everything is as it was afterwards."""
    with transaction.atomic():
        sql("SET LOCAL session_replication_role = replica")
        yield
        transaction.set_rollback(True)


def written_anew(first: int) -> None:
    """The chain made sound again from this row on, as somebody would who knows how it is made."""
    before = AuditEvent.objects.filter(sequence=first - 1).first()
    previous = before.hash if before else GENESIS
    for event in AuditEvent.objects.filter(sequence__gte=first).order_by("sequence"):
        event.previous_hash = previous
        previous = event.expected_hash()
        sql(
            "UPDATE audit_auditevent SET previous_hash = %s, hash = %s WHERE sequence = %s",
            event.previous_hash,
            previous,
            event.sequence,
        )


def change(chance: random.Random, table: str, key: str, pk: int) -> None:
    kind = chance.choice([TEXT_COLUMNS, TEXT_COLUMNS, TIME_COLUMNS, NUMBER_COLUMNS])
    column = chance.choice(kind[table])
    if kind is TEXT_COLUMNS:
        new, other = NEW_WORDS.get(column, (chance.choice(["x", "So. ", "a" * 9]), "y"))
        sql(
            f"UPDATE {table} SET {column} = CASE {column} WHEN %s THEN %s ELSE %s END WHERE {key} = %s",
            new,
            other,
            new,
            pk,
        )
    elif kind is TIME_COLUMNS:
        sql(f"UPDATE {table} SET {column} = {column} - %s * interval '1 microsecond' WHERE {key} = %s", 7, pk)
    else:
        sql(f"UPDATE {table} SET {column} = coalesce({column}, 0) + 1000 WHERE {key} = %s", pk)


def event_changed(chance: random.Random, last: int) -> int:
    first = chance.randint(1, last)
    change(chance, "audit_auditevent", "sequence", first)
    return first


def event_deleted(chance: random.Random, last: int) -> int:
    first = chance.randint(1, last)
    sql("DELETE FROM audit_auditevent WHERE sequence = %s", first)
    return min(first + 1, last) if first < last else last


def tail_cut(chance: random.Random, last: int) -> int:
    kept = chance.randint(0, last - 1)
    sql("DELETE FROM audit_auditevent WHERE sequence > %s", kept)
    return kept + 1


def events_swapped(chance: random.Random, last: int) -> int:
    first, second = sorted(chance.sample(range(1, last + 1), 2))
    for old, new in ((first, FAR), (second, first), (FAR, second)):
        sql("UPDATE audit_auditevent SET sequence = %s WHERE sequence = %s", new, old)
    return first


def event_inserted(chance: random.Random, last: int) -> int:
    """One more act between two others, and the whole chain after it made sound again."""
    first = chance.randint(1, last)
    sql("UPDATE audit_auditevent SET sequence = sequence + 1 + %s WHERE sequence >= %s", FAR, first)
    sql("UPDATE audit_auditevent SET sequence = sequence - %s WHERE sequence > %s", FAR, FAR)
    columns = "at, actor_id, actor, action, target_type, target_id, body"
    sql(
        f"INSERT INTO audit_auditevent (sequence, {columns}, previous_hash, hash) SELECT %s, {columns}, '', 'new'"
        " FROM audit_auditevent WHERE sequence <> %s ORDER BY sequence DESC LIMIT 1",
        first,
        first,
    )
    written_anew(first)
    return first


def ledger_rewritten(chance: random.Random, last: int) -> int:
    first = chance.randint(1, last)
    sql("UPDATE audit_auditevent SET body = '{}', actor = 'somebody else' WHERE sequence = %s", first)
    written_anew(first)
    return first


def row_changed(chance: random.Random, _last: int) -> str:
    table = chance.choice(list(LABELS))
    pk = chance.choice(keys_of(table))
    change(chance, table, "id", pk)
    return f"{LABELS[table]}/{pk}"


def row_deleted(chance: random.Random, _last: int) -> str:
    table = chance.choice(list(LABELS))
    pk = chance.choice(keys_of(table))
    sql(f"DELETE FROM {table} WHERE id = %s", pk)
    return f"{LABELS[table]}/{pk}"


def verdict_put_there(chance: random.Random, _last: int) -> str:
    review = Review.objects.get(pk=chance.choice(keys_of("reviews_review")))
    review.pk, review.round, review._state.adding = None, 2, True
    review.save(force_insert=True)
    return f"reviews.review/{review.pk}"


def status_changed(chance: random.Random, _last: int) -> str:
    pk = chance.choice(keys_of("claims_claim"))
    sql("UPDATE claims_claim SET status = %s WHERE id = %s", chance.choice(["disputed", "dismissed", "queued"]), pk)
    return f"claims.claim/{pk}"


def old_edition_shown(chance: random.Random, _last: int) -> str:
    shown = chance.choice(list(FactCheck.objects.all()))
    first = Edition.objects.get(fact_check=shown, number=1)
    sql("UPDATE publication_factcheck SET current_id = %s WHERE id = %s", first.pk, shown.pk)
    return f"publication.factcheck/{shown.pk}"


def keys_of(table: str) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT id FROM {table} ORDER BY id")
        return [row[0] for row in cursor.fetchall()]


ACTS: list[Callable[[random.Random, int], int | str]] = [
    event_changed,
    event_changed,
    event_deleted,
    tail_cut,
    events_swapped,
    event_inserted,
    ledger_rewritten,
    row_changed,
    row_changed,
    row_deleted,
    verdict_put_there,
    status_changed,
    old_edition_shown,
]


def test_each_of_many_random_edits_is_named(worked_on: list[Claim]) -> None:
    chance = random.Random(20260)
    checkpoints = read_checkpoints(checkpoint_file(), key=public_key(public_key_file()))
    last = AuditEvent.objects.count()
    assert last > 15
    assert verify_ledger(checkpoints=checkpoints).sound
    done: Counter[str] = Counter()
    missed = []
    for number in range(EDITS):
        act = ACTS[number % len(ACTS)]
        with undone():
            expected = act(chance, last)
            found = verify_ledger(checkpoints=checkpoints)
        named = found.bad_row or found.bad_sequence
        done[act.__name__] += 1
        if named != expected:
            missed.append((act.__name__, expected, named, found.reason))
    assert not missed
    assert sum(done.values()) == EDITS >= 200
    assert verify_ledger(checkpoints=checkpoints).sound


def test_what_only_a_checkpoint_can_show_is_not_seen_without_it(worked_on: list[Claim]) -> None:
    checkpoints = read_checkpoints(checkpoint_file(), key=None)
    last = AuditEvent.objects.count()
    for act in (tail_cut, ledger_rewritten, event_inserted):
        with undone():
            act(random.Random(5), last)
            assert verify_ledger(rows=False).sound
            assert not verify_ledger(checkpoints=checkpoints).sound


def test_the_command_says_what_is_wrong_and_what_is_not(
    worked_on: list[Claim], ada: User, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    record(by=ada, action="user.greeted", target=ada)
    write_checkpoint()
    kept, key = str(checkpoint_file()), str(public_key_file())
    call_command("verify_audit", checkpoint=kept, public_key=key)
    said = capsys.readouterr().out
    assert "all sound" in said
    assert "0 events are newer" in said
    with undone():
        sql("UPDATE reviews_review SET verdict = 'disputed' WHERE id = %s", Review.objects.first().pk)  # type: ignore[union-attr]
        with pytest.raises(SystemExit):
            call_command("verify_audit", checkpoint=kept)
    assert f"First bad row: reviews.review/{Review.objects.first().pk}" in capsys.readouterr().err  # type: ignore[union-attr]
    newest = tmp_path / "newest.jsonl"
    newest.write_text(checkpoint_file().read_text().splitlines()[-1])
    with undone():
        sql("DELETE FROM audit_auditevent WHERE sequence = (SELECT max(sequence) FROM audit_auditevent)")
        call_command("verify_audit")
        with pytest.raises(SystemExit):
            call_command("verify_audit", checkpoint=str(newest))
    assert "the ledger ends with row" in capsys.readouterr().err


@pytest.mark.parametrize("edit", ["sequence", "hash", "trail", "signature", "no json", "empty"])
def test_a_checkpoint_that_was_changed_is_no_witness(
    worked_on: list[Claim], edit: str, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = checkpoint_file().read_text().splitlines()
    changed = {
        "sequence": lines[0].replace('"sequence":', '"sequence":1'),
        "hash": lines[0].replace('"hash":"', '"hash":"0'),
        "trail": lines[0].replace('"trail":"', '"trail":"0'),
        "signature": lines[0].replace('"signature":"', '"signature":"AA'),
        "no json": "{",
        "empty": "",
    }[edit]
    checkpoint_file().write_text(changed)
    with pytest.raises(SystemExit):
        call_command("verify_audit", checkpoint=str(checkpoint_file()))
    assert "checkpoint" in capsys.readouterr().err


def test_a_changed_ledger_is_not_signed(worked_on: list[Claim], ada: User) -> None:
    lines = checkpoint_file().read_text()
    with undone():
        sql("UPDATE audit_auditevent SET body = '{}' WHERE sequence = (SELECT max(sequence) FROM audit_auditevent)")
        with pytest.raises(CommandError, match="Nothing is signed"):
            call_command("write_checkpoint")
    with undone():
        ledger_rewritten(random.Random(1), AuditEvent.objects.count())
        with pytest.raises(CommandError, match="Nothing is signed"):
            call_command("write_checkpoint")
    assert checkpoint_file().read_text() == lines
    record(by=ada, action="user.greeted", target=ada)
    call_command("write_checkpoint")
    assert len(checkpoint_file().read_text().splitlines()) == len(lines.splitlines()) + 1


def test_a_capture_with_other_bytes_is_named(worked_on: list[Claim], capsys: pytest.CaptureFixture[str]) -> None:
    evidence = Evidence.objects.order_by("pk")[0]
    evidence.capture_file.save("page.bin", ContentFile(b"as it was"), save=False)
    digest = hashlib.sha256(b"as it was").hexdigest()
    Evidence.objects.filter(pk=evidence.pk).update(
        capture_file=evidence.capture_file.name,
        capture_sha256=digest,
        captured_at=evidence.added_at,
        capture_state="captured",
        url="https://example.org/page",
    )
    record(by=None, action="evidence.captured", target=evidence.claim, binds=[evidence])
    call_command("verify_audit", files=True)
    Path(evidence.capture_file.path).write_bytes(b"as somebody wants it")
    call_command("verify_audit")
    capsys.readouterr()
    with pytest.raises(SystemExit):
        call_command("verify_audit", files=True)
    assert f"reviews.evidence/{evidence.pk}" in capsys.readouterr().err
