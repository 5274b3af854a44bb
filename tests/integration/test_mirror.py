"""The mirror of the guide follows a real web process through random steps and restarts, and is right at the end.

The example runs as a program of its own, told of changes as they come; the web is killed and started again meanwhile.
"""

from __future__ import annotations

import json
import os
import random
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from accounts.models import User
from claims.models import Claim, Speaker
from claims.services import merge_speakers
from publication.enums import EditionKind
from publication.models import FactCheck
from publication.services import correct, publish, retract
from reviews.services import reopen
from tests.integration.test_review_loop import settle

ROOT = Path(__file__).resolve().parent.parent.parent
STEPS, RESTARTS, CLAIMS = 300, 4, 6


class Web:
    """gunicorn on the test's database."""

    def __init__(self, port: int, log: Path) -> None:
        self.port, self.log = port, log
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        found = connection.settings_dict
        url = f"postgres://{found['USER']}@/{found['NAME']}?host={found['HOST']}"
        environment = {
            **os.environ,
            "DATABASE_URL": os.environ.get("DATABASE_URL") or url,
            "DJANGO_SETTINGS_MODULE": "config.settings.test",
            "PORT": str(self.port),
            "WEB_CONCURRENCY": "1",
        }
        command = [sys.executable, "-m", "gunicorn", "-c", "config/gunicorn.conf.py", "config.wsgi"]
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log)
        self.wait()

    def wait(self) -> None:
        while True:
            try:
                socket.create_connection(("127.0.0.1", self.port), 1).close()
            except OSError:
                assert self.process is not None
                assert self.process.poll() is None, self.log.read_text()
                threading.Event().wait(0.1)
            else:
                return

    def kill(self) -> None:
        """At once, children too: they leave when their parent is gone."""
        assert self.process is not None
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        while True:
            try:
                socket.create_connection(("127.0.0.1", self.port), 1).close()
            except OSError:
                return
            threading.Event().wait(0.05)


def step(pick: random.Random, claims: list[Claim], ada: User, bo: User, eve: User, number: int) -> None:
    """One random act on what is public."""
    claim = pick.choice(claims)
    page = FactCheck.objects.select_related("current").filter(claim=claim).first()
    if page is None or page.current is None:
        claim.refresh_from_db()
        publish(by=eve, claim_id=claim.pk, expected_version=claim.version, summary=f"Found {number}.")
    elif page.current.kind == EditionKind.RETRACTION:
        claim.refresh_from_db()
        again = reopen(by=eve, claim_id=claim.pk, expected_version=claim.version, reason="New words.")
        settle(again, ada, bo)
        publish(by=eve, claim_id=claim.pk, expected_version=again.version, summary=f"Found anew {number}.")
    elif pick.random() < 0.3:
        retract(by=eve, claim_id=claim.pk, reason=f"Wrong {number}.")
    else:
        correct(by=eve, claim_id=claim.pk, reason=f"Reason {number}.", summary=f"Better {number}.")


@pytest.mark.django_db(transaction=True)
@pytest.mark.slow
@pytest.mark.timeout(1500)
def test_the_mirror_stays_right_through_random_steps_and_restarts(
    read_text: Any, ada: User, bo: User, eve: User, tmp_path: Path
) -> None:
    for number in range(CLAIMS):
        read_text(
            f"Minister Dario Penn said on Monday that the Harrow bridge cost {number + 3} million crowns in 2025."
        )
    claims = [settle(claim, ada, bo) for claim in Claim.objects.order_by("pk")[:CLAIMS]]
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    web, file = Web(port, tmp_path / "web.log"), tmp_path / "mirror.sqlite3"
    web.start()
    command = [sys.executable, str(ROOT / "docs/examples/mirror.py"), f"http://127.0.0.1:{port}", str(file), "--follow"]
    mirror = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    pick = random.Random(20261125)
    try:
        for number in range(STEPS):
            step(pick, claims, ada, bo, eve, number)
            if number % (STEPS // (RESTARTS + 1)) == STEPS // (RESTARTS + 1) - 1:
                web.kill()
                if pick.random() < 0.5:
                    mirror.kill()
                    mirror.wait()
                    mirror = subprocess.Popen(command, stdout=subprocess.DEVNULL)
                web.start()
        penn = Speaker.objects.create(name="D. Penn", key="d penn", kind="person")
        merge_speakers(by=eve, speaker_id=penn.pk, into_id=claims[0].speaker_id or 0)
        newest = Client().get("/api/v1/changes/?limit=1").json()["newest"]
        assert newest >= STEPS + 1
        while mirrored_number(file) < newest:
            assert mirror.poll() is None
            threading.Event().wait(0.1)
    finally:
        mirror.kill()
        mirror.wait()
        web.kill()
    expected = {
        claim["id"]: claim
        for claim in (
            answer.json()
            for answer in (Client().get(f"/api/v1/claims/{one.pk}/") for one in claims)
            if answer.status_code == 200
        )
    }
    with sqlite3.connect(file) as store:
        mirrored = {key: json.loads(body) for key, body in store.execute("SELECT id, body FROM claim")}
        assert list(store.execute("SELECT * FROM merged")) == [(penn.pk, claims[0].speaker_id)]
    assert mirrored == expected
    assert 0 < len(expected) <= CLAIMS


def mirrored_number(file: Path) -> int:
    try:
        with sqlite3.connect(file, timeout=10) as store:
            return int(store.execute("SELECT number FROM place").fetchone()[0])
    except (sqlite3.OperationalError, TypeError):
        return -1
