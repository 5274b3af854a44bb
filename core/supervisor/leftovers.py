"""Web, worker and scheduler of a supervisor that was killed: ended before new ones start."""

import contextlib
import json
import os
import signal
import time
from collections.abc import Sequence
from pathlib import Path

from core.servers.process import identity


class Leftovers:
    """The note of which processes are ours, so that the next supervisor finds those that outlived this one."""

    def __init__(self, path: Path) -> None:
        """path: the note."""
        self.path = path

    def note(self, pids: Sequence[int]) -> None:
        """Write down the processes that run now."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.path.write_text(json.dumps([identity(pid) for pid in pids]), "utf-8")

    def end(self, patience: float = 3.0) -> None:
        """End what an earlier note names and still lives: asked first, then killed with its whole group."""
        alive = [entry for entry in self._noted() if _lives(entry)]
        for entry in alive:
            _send(entry, signal.SIGTERM)
        until = time.monotonic() + patience
        while time.monotonic() < until and any(_lives(entry) for entry in alive):
            time.sleep(0.05)
        for entry in self._noted():
            _send(entry, signal.SIGKILL)
        self.path.unlink(missing_ok=True)

    def _noted(self) -> list[str]:
        try:
            return [entry for entry in json.loads(self.path.read_text("utf-8")) if entry]
        except (OSError, ValueError):
            return []


def _lives(entry: str) -> bool:
    return identity(int(entry.split(":")[0])) == entry


def _send(entry: str, number: signal.Signals) -> None:
    """Send to the whole group, but only while its first process is the one we started."""
    if _lives(entry):
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(int(entry.split(":")[0]), number)
