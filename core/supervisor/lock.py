"""One newsroom a checkout: the second one is told where the first is, or waits while it stops."""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from django.core.management import CommandError

from core.supervisor.terminal import say

_STOPPING = "stopping"
_PATIENCE = 20.0


@contextmanager
def only_one(var: Path, address: str) -> Iterator[None]:
    """Hold this checkout's lock. Raises CommandError, naming the holder, when it is held for good."""
    folder = var / "run"
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "newsroom.lock").open("a+", encoding="utf-8") as lock:
        _take(lock)
        _write(lock, f"{address}, process {os.getpid()}")
        yield


def mark_stopping(var: Path) -> None:
    """Tell who waits for the lock that it will be free soon."""
    (var / "run" / "newsroom.lock").write_text(_STOPPING, "utf-8")


def _take(lock: IO[str]) -> None:
    began = time.monotonic()
    while True:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            holder = _read(lock)
            if holder != _STOPPING or time.monotonic() - began > _PATIENCE:
                raise CommandError(
                    f"This newsroom is already running ({holder}). Open it there, or stop it with Ctrl-C first."
                ) from None
            if time.monotonic() - began < 0.2:
                say("The earlier newsroom of this checkout is still stopping; waiting for it.")
            time.sleep(0.2)
        else:
            return


def _read(lock: IO[str]) -> str:
    lock.seek(0)
    return lock.read().strip()


def _write(lock: IO[str], text: str) -> None:
    lock.truncate(0)
    lock.write(text)
    lock.flush()
