"""Requests that last: only so many at once in a process, so that they never take all its threads."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager


class Slots:
    """Places for requests that last. The number is asked each time, as it is a setting."""

    def __init__(self) -> None:
        """All free."""
        self._taken = 0
        self._lock = threading.Lock()

    def take(self, most: int) -> bool:
        """Whether there was a place, which is taken now."""
        with self._lock:
            if self._taken >= most:
                return False
            self._taken += 1
            return True

    def give_back(self) -> None:
        with self._lock:
            self._taken -= 1

    @contextmanager
    def one(self, most: int) -> Iterator[bool]:
        """A place for the block, if there is one."""
        got = self.take(most)
        try:
            yield got
        finally:
            if got:
                self.give_back()


WAITING, EXPORTS = Slots(), Slots()
