"""What the person at the terminal sees: one line a step while starting, then each process's lines with its name."""

import contextlib
import sys
import threading
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

_LONGEST_LOG = 10 * 1024 * 1024
_lock = threading.Lock()


def say(text: str = "") -> None:
    """Print whole lines, never mixed with those of another thread. A terminal that has gone stops nothing."""
    with _lock, contextlib.suppress(OSError, ValueError):
        sys.stdout.write(f"{text}\n")
        sys.stdout.flush()


@contextmanager
def step(name: str) -> Iterator[list[str]]:
    """Announce a step, and when it ends say how long it took. What is put into the list is added to that line."""
    began = time.monotonic()
    say(f"  … {name}")
    notes: list[str] = []
    yield notes
    detail = f"  {', '.join(notes)}" if notes else ""
    say(f"  ✓ {name}{detail}  ({time.monotonic() - began:.1f} s)")


class Printer:
    """Copies one child's output to its log and, with its name in front, to the terminal."""

    def __init__(self, name: str, log: Path) -> None:
        """name: what stands in front of each line; log: the file, begun anew when it has grown past 10 MB."""
        self.name = name
        self.log = log
        self.last: deque[str] = deque(maxlen=15)
        log.parent.mkdir(parents=True, exist_ok=True)
        if log.exists() and log.stat().st_size > _LONGEST_LOG:
            log.replace(log.with_suffix(".log.1"))

    def follow(self, output: IO[bytes]) -> None:
        """Read `output` to its end in a thread of its own."""
        threading.Thread(target=self._copy, args=(output,), daemon=True, name=f"log {self.name}").start()

    def _copy(self, output: IO[bytes]) -> None:
        with output, self.log.open("a", encoding="utf-8") as file:
            for raw in output:
                line = raw.decode("utf-8", "replace").rstrip("\n")
                self.last.append(line)
                file.write(f"{line}\n")
                file.flush()
                say(f"{self.name:>9} | {line}")
