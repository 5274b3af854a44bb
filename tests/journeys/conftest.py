"""A newsroom of the tests' own: the whole supervisor with its real database, broker, worker and web, on a free port."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
PASSWORD = "a journey of a thousand pages"
PEOPLE = {"rob": "reporter", "ada": "reviewer", "bo": "reviewer", "cy": "reviewer", "kim": "reviewer", "eve": "editor"}
START_SECONDS = 240

_ADD_PEOPLE = """
from accounts.models import User
for name, role in {people!r}.items():
    User.objects.create_user(name, password={password!r}, first_name=name.capitalize(), role=role,
                             is_staff=role == "editor")
"""


@dataclass(frozen=True, slots=True)
class RunningNewsroom:
    url: str
    environment: dict[str, str]

    def manage(self, *arguments: str) -> str:
        """Run a management command against the running newsroom; what it printed."""
        done = subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=ROOT,
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=180,
            check=False,
        )
        assert done.returncode == 0, done.stderr[-3000:]
        return done.stdout


@pytest.fixture(scope="session")
def running_newsroom() -> Iterator[RunningNewsroom]:
    """`runnewsroom` without the demo, with one person for each role; stopped by SIGTERM at the end."""
    folder = Path(tempfile.mkdtemp(prefix="cd-journey-"))
    folder.chmod(0o755)  # as root the servers run as another user: what they write stays in here and goes with it
    port = _free_port()
    environment = {
        **{name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "REDIS_URL")},
        "CLAIMDESK_VAR": str(folder),
        "DJANGO_SETTINGS_MODULE": "config.settings.dev",
    }
    log = (folder / "newsroom.log").open("w")
    process = subprocess.Popen(
        [sys.executable, "manage.py", "runnewsroom", "--no-demo", "--port", str(port)],
        cwd=ROOT,
        env=environment,
        stdout=log,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )
    newsroom = RunningNewsroom(f"http://127.0.0.1:{port}", environment)
    try:
        _wait(newsroom, process, folder / "newsroom.log")
        newsroom.manage("shell", "-c", _ADD_PEOPLE.format(people=PEOPLE, password=PASSWORD))
        yield newsroom
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(timeout=40)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        log.close()
        shutil.rmtree(folder, ignore_errors=True)


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _wait(newsroom: RunningNewsroom, process: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end:
        if process.poll() is not None:
            pytest.fail(f"The newsroom stopped by itself:\n{log.read_text()[-4000:]}")
        try:
            with urllib.request.urlopen(f"{newsroom.url}/readyz", timeout=5) as answer:
                if answer.status == 200:
                    return
        except OSError:
            pass
        time.sleep(0.5)
    pytest.fail(f"The newsroom was not ready after {START_SECONDS} s:\n{log.read_text()[-4000:]}")
