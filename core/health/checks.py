"""The questions behind /readyz. Each returns a short answer, or raises NotReady with the reason."""

import time

from celery import current_app
from django.core.cache import caches
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from kombu.exceptions import OperationalError

HEARTBEAT_KEY = "worker-seen"
HEARTBEAT_SECONDS = 10


class NotReady(Exception):
    """Something that requests need is missing; the message says what."""


def database() -> str:
    """Ask the database a question that needs nothing but the connection."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError as error:
        raise NotReady("the database does not answer") from error
    return "ok"


def migrations() -> str:
    """Compare the tables with the code."""
    try:
        executor = MigrationExecutor(connection)
        plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError as error:
        raise NotReady("the database does not answer") from error
    if plan:
        raise NotReady(f"{len(plan)} migrations are waiting: run `manage.py migrate`")
    return "ok"


def broker() -> str:
    """Open a connection to the broker, with a short patience."""
    try:
        with current_app.connection_for_write() as line:
            line.ensure_connection(max_retries=1, interval_start=0, timeout=2)
    except (OSError, OperationalError) as error:
        raise NotReady("the broker does not answer") from error
    return "ok"


def worker() -> str:
    """Say when a worker was last heard. Never a reason to refuse requests: work waits in the database."""
    seen = caches["default"].get(HEARTBEAT_KEY)
    if seen is None:
        return "not heard of lately"
    return f"heard {max(0, round(time.time() - seen))} s ago"
