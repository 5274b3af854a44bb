"""The audit ledger takes new rows and nothing else, and finds what was tampered with."""

from __future__ import annotations

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.db.utils import DatabaseError

from accounts.models import User
from audit.models import AuditEvent
from audit.queries import verify_chain
from audit.services import record

pytestmark = pytest.mark.django_db


def three_events() -> list[AuditEvent]:
    user = User.objects.create_user("ada")
    return [record(by=user, action="user.greeted", target=user, data={"times": n}) for n in range(3)]


def tamper(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE audit_auditevent DISABLE TRIGGER USER")
        cursor.execute(sql)
        cursor.execute("ALTER TABLE audit_auditevent ENABLE TRIGGER USER")


def test_events_form_a_chain_without_gaps() -> None:
    events = three_events()
    assert [event.sequence for event in events] == [1, 2, 3]
    assert events[2].previous_hash == events[1].hash
    assert verify_chain().checked == 3
    assert verify_chain().bad_sequence is None


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE audit_auditevent SET actor = 'x'",
        "DELETE FROM audit_auditevent",
        "TRUNCATE audit_auditevent",
    ],
)
def test_the_database_refuses_to_change_the_ledger(sql: str) -> None:
    three_events()
    with pytest.raises(DatabaseError, match=r"(?i)cannot"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


@pytest.mark.parametrize(
    ("sql", "bad"),
    [
        ("UPDATE audit_auditevent SET body = '{}' WHERE sequence = 2", 2),
        ("UPDATE audit_auditevent SET actor = 'bo' WHERE sequence = 1", 1),
        ("UPDATE audit_auditevent SET at = at - interval '1 second' WHERE sequence = 3", 3),
        ("DELETE FROM audit_auditevent WHERE sequence = 2", 3),
        ("DELETE FROM audit_auditevent WHERE sequence = 1", 2),
    ],
)
def test_the_first_bad_row_is_named(sql: str, bad: int, capsys: pytest.CaptureFixture[str]) -> None:
    three_events()
    tamper(sql)
    assert verify_chain().bad_sequence == bad
    with pytest.raises(SystemExit) as stopped:
        call_command("verify_audit")
    assert stopped.value.code == 1
    assert f"First bad row: {bad}" in capsys.readouterr().err


@pytest.mark.django_db(transaction=True)
def test_an_event_outside_a_transaction_is_refused() -> None:
    user = User.objects.create_user("ada")
    with pytest.raises(transaction.TransactionManagementError):
        record(by=user, action="user.greeted", target=user)
    assert not AuditEvent.objects.exists()
