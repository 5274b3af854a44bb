"""The worker's sign of life, kept in the cache where /readyz looks for it."""

import time
from typing import Any

from django.core.cache import caches

from core.health.checks import HEARTBEAT_KEY, HEARTBEAT_SECONDS

_last = 0.0


def beat(**kwargs: Any) -> None:
    """Note the time, at most every ten seconds. A listener for Celery's signal `heartbeat_sent`."""
    global _last
    now = time.time()
    if now - _last >= HEARTBEAT_SECONDS:
        _last = now
        caches["default"].set(HEARTBEAT_KEY, now, timeout=HEARTBEAT_SECONDS * 6)
