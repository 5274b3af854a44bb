"""One process of the newsroom (web, worker, scheduler): started, watched, started again, stopped."""

import contextlib
import os
import signal
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from core.servers.process import die_with_parent
from core.supervisor.terminal import Printer

_CALM_SECONDS = 60.0  # a child that lived this long starts again without waiting
_LONGEST_WAIT = 30.0


@dataclass
class Child:
    """What to run and how to ask it to end.

    name: what people call it; command: program and arguments; ends_on: the signal that lets it finish its work.
    """

    name: str
    command: Sequence[str]
    log: Path
    ends_on: signal.Signals = signal.SIGTERM
    process: subprocess.Popen[bytes] | None = None
    failures: int = 0
    started_at: float = 0.0
    start_again_at: float | None = None
    printer: Printer = field(init=False)

    def __post_init__(self) -> None:
        """Open the log."""
        self.printer = Printer(self.name, self.log)

    def start(self) -> None:
        """Start it in a process group of its own, so that the terminal's Ctrl-C reaches only the supervisor."""
        self.start_again_at = None
        self.started_at = time.monotonic()
        self.process = subprocess.Popen(
            list(self.command),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            env={**os.environ, "PYTHONUNBUFFERED": "1"},
            preexec_fn=die_with_parent(self.ends_on),
        )
        if self.process.stdout is None:
            raise RuntimeError("A pipe was asked for and is missing")
        self.printer.follow(self.process.stdout)

    def died(self) -> int | None:
        """Return the exit status once, when it has ended by itself; plan its next start."""
        if self.process is None or self.process.poll() is None:
            return None
        status = self.process.returncode
        self.end_family()
        self.process = None
        calm = time.monotonic() - self.started_at > _CALM_SECONDS
        self.failures = 1 if calm else self.failures + 1
        wait = min(0.5 * 2 ** (self.failures - 1), _LONGEST_WAIT)
        self.start_again_at = time.monotonic() + wait
        return status

    def start_if_due(self) -> bool:
        """Start it again when its waiting time is over. Returns whether it did."""
        if self.start_again_at is None or time.monotonic() < self.start_again_at:
            return False
        self.start()
        return True

    def ask_to_end(self) -> None:
        """Let it finish what it holds."""
        self.start_again_at = None
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(self.ends_on)

    def wait_until(self, deadline: float) -> bool:
        """Wait for its end until `deadline` (monotonic), then kill what is left. Returns whether it ended itself."""
        if self.process is None:
            return True
        try:
            self.process.wait(max(0.0, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            return False
        finally:
            self.end_family()
        return True

    def end_family(self) -> None:
        """Kill whatever is left of its process group, such as the pool of a worker whose main process was killed."""
        if self.process is not None:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
