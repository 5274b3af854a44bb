"""Makes a worker leave that has gone deaf, so that whoever watches it starts a new one.

After some broken connections a worker lives on without taking anything. It cannot tell from inside its loop; a
thread beside it can: messages wait, nothing runs, and nothing was received for a minute.
"""

import logging
import os
import threading
import time
from collections.abc import Callable
from typing import Any

from celery import Celery
from celery.worker import state
from kombu.exceptions import OperationalError

_log = logging.getLogger(__name__)

PATIENCE_SECONDS = 60.0
_LOOK_SECONDS = 10.0


class Watchdog:
    """Decides from what it is told whether the worker is deaf."""

    def __init__(self, *, waiting: Callable[[], int], running: Callable[[], int], now: Callable[[], float]) -> None:
        """waiting: messages in our queues; running: tasks in hand; now: seconds of a clock that never steps."""
        self._waiting = waiting
        self._running = running
        self._now = now
        self._last_sign = now()

    def received(self) -> None:
        """Note that a message came in."""
        self._last_sign = self._now()

    def is_deaf(self) -> bool:
        """Tell whether messages have waited for a minute while nothing came in and nothing ran."""
        if self._running() or not self._waiting():
            self._last_sign = self._now()
            return False
        return self._now() - self._last_sign > PATIENCE_SECONDS


def watch(app: Celery, queues: list[str]) -> Watchdog:
    """Start the thread and return the watchdog, to be told of every message received."""
    watchdog = Watchdog(
        waiting=lambda: count_waiting(app, queues),
        running=lambda: len(state.active_requests),
        now=time.monotonic,
    )
    threading.Thread(target=_look, args=(watchdog,), daemon=True, name="watchdog").start()
    return watchdog


def count_waiting(app: Celery, queues: list[str]) -> int:
    """Count the messages that wait in these queues; a queue that does not exist yet is empty."""
    with app.connection_for_read() as line:
        count = 0
        for queue in queues:
            try:
                channel: Any = line.default_channel
                count += channel.queue_declare(queue, passive=True).message_count
            except line.channel_errors:
                continue
        return count


def _look(watchdog: Watchdog) -> None:
    while True:
        time.sleep(_LOOK_SECONDS)
        try:
            deaf = watchdog.is_deaf()
        except (OperationalError, OSError) as error:  # the broker is away: that is not deafness
            _log.warning("The watchdog cannot ask the broker: %s", error)
            continue
        if deaf:
            _log.error("Messages wait and this worker takes none: it leaves, to be started again.")
            os._exit(1)  # nothing is in hand, and an orderly end needs the loop that is stuck
