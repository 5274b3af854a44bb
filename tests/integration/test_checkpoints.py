"""The ledger is signed once an hour, into a file that everybody can have."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from accounts.models import User
from audit import tasks
from audit.checkpoint import read
from audit.merkle import Tree, root_from_proof
from audit.models import AuditEvent
from audit.queries import kept_checkpoints
from audit.queries.checkpoints import checkpoint_file, public_key_file
from audit.services import record, write_checkpoint
from audit.signing import public_key

HASHES = [f"{number:064x}" for number in range(300)]


def greet(user: User) -> AuditEvent:
    return record(by=user, action="user.greeted", target=user)


def test_an_empty_ledger_has_nothing_to_sign(db: None, client: Client) -> None:
    assert write_checkpoint() is None
    answer = client.get("/ledger/checkpoints.jsonl")
    assert answer.status_code == 404
    assert "signed once an hour" in answer.content.decode()


def test_everybody_can_have_the_checkpoints_and_check_them(ada: User, client: Client) -> None:
    greet(ada)
    tasks.sweep()
    key = client.get("/ledger/public-key.pem")
    lines = b"".join(client.get("/ledger/checkpoints.jsonl").streaming_content).decode().splitlines()  # type: ignore[attr-defined]
    Path(public_key_file()).write_bytes(b"".join(key.streaming_content))  # type: ignore[attr-defined]
    found = read(lines[0], key=public_key(public_key_file()))
    event = AuditEvent.objects.get()
    assert (found.sequence, found.hash) == (1, event.hash)
    assert found.root == Tree([event.hash]).root()
    assert "private" not in Path(public_key_file()).read_text().lower()


def test_once_an_hour_and_no_more(ada: User, settings: Any) -> None:
    greet(ada)
    tasks.sweep()
    greet(ada)
    tasks.sweep()
    assert len(kept_checkpoints()) == 1
    hour_ago = (timezone.now() - timedelta(seconds=3601)).isoformat()
    line = json.loads(checkpoint_file().read_text())
    checkpoint_file().write_text(json.dumps({**line, "at": hour_ago}) + "\n")
    tasks.sweep()
    assert [one.sequence for one in kept_checkpoints()] == [1, 2]
    tasks.write_checkpoint(at_least=2)
    assert len(kept_checkpoints()) == 2
    tasks.write_checkpoint(at_least=3)
    assert len(kept_checkpoints()) == 3


def test_a_key_that_was_named_is_never_made_silently(ada: User, settings: Any, tmp_path: Path) -> None:
    greet(ada)
    settings.LEDGER_KEY_FILE = str(tmp_path / "desk.pem")
    with pytest.raises(CommandError, match="no signing key"):
        call_command("write_checkpoint")
    call_command("write_checkpoint", make_key=settings.LEDGER_KEY_FILE)
    assert (tmp_path / "desk.pem").stat().st_mode & 0o077 == 0
    call_command("write_checkpoint")
    assert len(kept_checkpoints()) == 1


@given(size=st.integers(1, 300), data=st.data())
def test_a_proof_leads_to_the_root_and_a_wrong_one_does_not(size: int, data: st.DataObject) -> None:
    tree = Tree(HASHES[:size])
    index = data.draw(st.integers(0, size - 1))
    proof = tree.proof(index)
    assert root_from_proof(HASHES[index], index=index, size=size, proof=proof) == tree.root()
    assert root_from_proof(HASHES[(index + 1) % 300], index=index, size=size, proof=proof) != tree.root()
    other = data.draw(st.integers(0, size))
    if other != index:
        assert root_from_proof(HASHES[index], index=other, size=size, proof=proof) != tree.root()
    if proof:
        assert root_from_proof(HASHES[index], index=index, size=size, proof=proof[:-1]) != tree.root()


def test_the_tree_of_three_is_that_of_the_standard() -> None:
    from audit.merkle import leaf_hash, node_hash

    one, two, three = (leaf_hash(h) for h in HASHES[:3])
    assert Tree(HASHES[:3]).root() == node_hash(node_hash(one, two), three).hex()
