"""The processes of a newsroom: watched, started again, ended with their families."""

import signal
import sys
import time
from pathlib import Path

from core.servers.process import identity
from core.supervisor.child import Child
from core.supervisor.leftovers import Leftovers

SLEEPS = [sys.executable, "-c", "import time; print('up', flush=True); time.sleep(60)"]
FAILS = [sys.executable, "-c", "print('cannot go on', flush=True); raise SystemExit(3)"]
HAS_A_CHILD = [
    sys.executable,
    "-c",
    "import subprocess, sys, time\n"
    "child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)'])\n"
    "print(child.pid, flush=True); time.sleep(60)",
]


def _wait_for_line(child: Child) -> str:
    until = time.monotonic() + 10
    while time.monotonic() < until:
        if child.printer.last:
            return child.printer.last[0]
        time.sleep(0.02)
    raise AssertionError("the child printed nothing")


def _status_after_death(child: Child) -> int:
    until = time.monotonic() + 10
    while time.monotonic() < until:
        status = child.died()
        if status is not None:
            return status
        time.sleep(0.02)
    raise AssertionError("the child did not end")


def test_a_child_that_ends_by_itself_is_started_again_after_a_wait_that_grows(tmp_path: Path) -> None:
    child = Child("web", FAILS, tmp_path / "web.log")
    child.start()
    assert _status_after_death(child) == 3
    assert child.start_if_due() is False, "not at once: it would fail in a tight loop"
    first = child.start_again_at
    time.sleep(0.6)
    assert child.start_if_due() is True
    assert _status_after_death(child) == 3
    assert first is not None
    assert child.start_again_at is not None
    assert child.start_again_at - time.monotonic() > 0.6


def test_what_a_child_prints_is_kept_in_its_log(tmp_path: Path) -> None:
    child = Child("web", FAILS, tmp_path / "web.log")
    child.start()
    _wait_for_line(child)
    _status_after_death(child)
    assert "cannot go on" in (tmp_path / "web.log").read_text()


def test_a_killed_child_leaves_no_family(tmp_path: Path) -> None:
    child = Child("worker", HAS_A_CHILD, tmp_path / "worker.log")
    child.start()
    grandchild = identity(int(_wait_for_line(child)))
    assert child.process is not None
    child.process.send_signal(signal.SIGKILL)
    assert _status_after_death(child) == -signal.SIGKILL
    until = time.monotonic() + 5
    while identity(int(grandchild.split(":")[0])) == grandchild and time.monotonic() < until:
        time.sleep(0.02)
    assert identity(int(grandchild.split(":")[0])) != grandchild


def test_a_child_that_does_not_end_in_time_is_killed(tmp_path: Path) -> None:
    stubborn = (
        "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('up', flush=True); time.sleep(60)"
    )
    child = Child("web", [sys.executable, "-c", stubborn], tmp_path / "web.log")
    child.start()
    _wait_for_line(child)
    child.ask_to_end()
    assert child.wait_until(time.monotonic() + 0.2) is False
    assert child.process is not None
    assert child.process.returncode == -signal.SIGKILL


def test_processes_of_a_killed_supervisor_are_ended_at_the_next_start(tmp_path: Path) -> None:
    child = Child("web", SLEEPS, tmp_path / "web.log")
    child.start()
    _wait_for_line(child)
    assert child.process is not None
    note = tmp_path / "children.json"
    Leftovers(note).note([child.process.pid])
    Leftovers(note).end(patience=2)
    assert child.process.wait(5) in {-signal.SIGTERM, -signal.SIGKILL}
    assert not note.exists()


def test_a_process_that_only_has_the_number_of_one_of_ours_is_left_alone(tmp_path: Path) -> None:
    child = Child("web", SLEEPS, tmp_path / "web.log")
    child.start()
    _wait_for_line(child)
    assert child.process is not None
    note = tmp_path / "children.json"
    note.write_text(f'["{child.process.pid}:1"]')
    Leftovers(note).end(patience=0.1)
    assert child.process.poll() is None
    child.end_family()
