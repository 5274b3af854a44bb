"""`manage.py send_webhooks`: the process that sends messages. `--until-done` ends when nothing is due."""

from __future__ import annotations

import signal
import threading
from collections import Counter
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

import structlog
from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.db import DatabaseError, connection

from webhooks import services
from webhooks.queries import PROBED_FROM, due

logger = structlog.get_logger(__name__)
_LOOK_SECONDS = 0.5
_AT_ONCE, _AT_ONCE_THERE = 16, 4


class Command(BaseCommand):
    """Looks for what is due and sends it, each address with a few threads at most: a slow one holds up no other."""

    help = "Sends webhooks; runs until it is stopped."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--until-done", action="store_true", help="end when nothing is due")

    def handle(self, *args: Any, **options: Any) -> None:
        self.asked_to_stop = threading.Event()
        if threading.current_thread() is threading.main_thread():
            for number in (signal.SIGTERM, signal.SIGINT):
                signal.signal(number, lambda *_: self.asked_to_stop.set())
        self.in_hand: dict[int, int] = {}
        self.lock = threading.Lock()
        with ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="webhook") as pool:
            while not self.asked_to_stop.is_set():
                found = self._look(pool)
                if options["until_done"] and found == 0 and not self.in_hand:
                    break
                self.asked_to_stop.wait(0.02 if found else _LOOK_SECONDS)

    def _look(self, pool: ThreadPoolExecutor) -> int:
        """Hand out what is due and not in hand: how many."""
        try:
            services.fan_out()
            rows = list(due().values_list("pk", "endpoint", "endpoint__failures")[: settings.LIMIT_WEBHOOKS_LOOKED_AT])
        except DatabaseError as error:  # away for a moment: the next look tries again
            logger.warning("webhooks_not_looked_at", error=type(error).__name__)
            connection.close()
            return 0
        handed = 0
        with self.lock:
            there = Counter(self.in_hand.values())
            for delivery, endpoint, failures in rows:
                most = 1 if failures >= PROBED_FROM else _AT_ONCE_THERE
                if delivery in self.in_hand or there[endpoint] >= most or len(self.in_hand) >= _AT_ONCE:
                    continue
                there[endpoint] += 1
                self.in_hand[delivery] = endpoint
                handed += 1
                pool.submit(self._send, delivery).add_done_callback(_report)
        return handed

    def _send(self, delivery_id: int) -> None:
        try:
            services.send(delivery_id=delivery_id)
        finally:
            connection.close()
            with self.lock:
                self.in_hand.pop(delivery_id, None)


def _report(done: Future[None]) -> None:
    error = done.exception()
    if error is not None:
        logger.error("webhook_not_sent", error=f"{type(error).__name__}: {error}")
