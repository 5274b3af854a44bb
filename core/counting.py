"""Counting requests in windows of time, in Valkey: one short round trip, and nothing stops when it is away."""

from __future__ import annotations

import time
from functools import cache
from typing import Any

import redis
import structlog
from django.conf import settings
from django.http import HttpRequest

logger = structlog.get_logger(__name__)
_PATIENCE = 0.25  # seconds


def count(key: str, *, seconds: int) -> tuple[int, int]:
    """Count one more for `key`: (how many in the present window, seconds until the next one).

    0 when the store is away: a limit protects against too much, it is no reason to refuse everything.
    """
    now = int(time.time())
    window, left = now // seconds, seconds - now % seconds
    name = f"claimdesk:count:{key}:{window}"
    try:
        used = _one_more(name)
        if used == 1:  # the first of a window says when its count can go; lost, it leaves one small key behind
            _client().expire(name, seconds + 1)
        return used, left
    except redis.RedisError as error:
        logger.warning("requests_not_counted", error=type(error).__name__)
        return 0, left


def address_of_client(request: HttpRequest) -> str:
    """Who asks. Behind our TLS proxy it is the last address that the proxy wrote; what stands before it is hearsay."""
    passed = request.META.get("HTTP_X_FORWARDED_FOR", "")
    if passed and getattr(settings, "SECURE_PROXY_SSL_HEADER", None):
        return str(passed).rsplit(",", 1)[-1].strip()[:60]
    return str(request.META.get("REMOTE_ADDR", ""))


def _one_more(name: str) -> int:
    """INCR on a connection of the client's pool, which takes half the time of the client's own call.

    A connection that fails at either step closes itself, so that nobody reads the answer to another's question.
    """
    pool = _client().connection_pool
    connection: Any = pool.get_connection()
    try:
        connection.send_command("INCR", name)
        return int(connection.read_response())
    finally:
        pool.release(connection)


@cache
def _client() -> redis.Redis:
    return redis.Redis.from_url(
        settings.COUNTS_URL, socket_timeout=_PATIENCE, socket_connect_timeout=_PATIENCE, retry=None
    )
