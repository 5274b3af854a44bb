"""Throw-away servers with all tables for the benchmarks of pages and the API, in a folder that is gone afterwards."""

from __future__ import annotations

import logging
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

SCALE = float(os.environ.get("SCALE", "1"))
ROOT = Path(__file__).resolve().parent.parent


@contextmanager
def newsroom() -> Iterator[Path]:
    """Servers of their own and Django set up against them, tables made; the folder of both.

    fsync is off: what is measured are reads and races, not the disk.
    """
    var = Path(tempfile.mkdtemp(prefix="claimdesk-bench-"))
    var.chmod(0o755)
    os.environ.update(CLAIMDESK_VAR=str(var), DJANGO_SETTINGS_MODULE="config.settings.dev", DEBUG="0")
    os.environ.update(LIMIT_STATEMENT_MS="0", LIMIT_IDLE_IN_TRANSACTION_MS="0")
    from core.servers import addresses, postgres, valkey
    from core.servers.places import place

    where = place(var, "postgres")
    database = postgres.start(where, durable=False)
    broker = valkey.start(place(var, "valkey"), durable=False)
    try:
        postgres.ensure_database(where)
        found = addresses.at(database_sockets=where.sockets, broker_sockets=broker.place.sockets)
        addresses.write(var, found)
        _set_up()
        yield var
    finally:
        _close()
        broker.stop()
        database.stop()
        shutil.rmtree(var, ignore_errors=True)


def _set_up() -> None:
    import django
    from django.conf import settings
    from django.core.management import call_command

    django.setup()
    settings.ALLOWED_HOSTS = ["*"]
    logging.disable(logging.INFO)  # each request is a line otherwise
    say("making the tables")
    call_command("migrate", interactive=False, verbosity=0)


def _close() -> None:
    if "django" in sys.modules:
        from django.db import connections

        connections.close_all()


def say(words: str) -> None:
    """A line for people, with the time."""
    print(f"[{time.strftime('%H:%M:%S')}] {words}", flush=True)


def second_database(name: str) -> None:
    """A copy of the newsroom's database as it is now, under an alias of its own."""
    from django.db import connection, connections

    settings = {**connection.settings_dict}
    connection.close()
    with _maintenance() as cursor:
        cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{settings["NAME"]}"')
    connections.settings[name] = {**connections.settings["default"], "NAME": name}


@contextmanager
def _maintenance() -> Iterator[Any]:
    import psycopg
    from django.db import connection

    settings = connection.settings_dict
    with (
        psycopg.connect(host=settings["HOST"], user=settings["USER"], dbname="postgres", autocommit=True) as found,
        found.cursor() as cursor,
    ):
        yield cursor


def use(name: str) -> None:
    """Have everything read from this database from now on; the other's connection stays open."""
    from django.db import connections

    kept = _USED.setdefault("default", connections["default"])
    connections["default"] = kept if name == "default" else connections[name]


_USED: dict[str, Any] = {}


def run_sql(*statements: str) -> None:
    """Run statements as they are, with triggers and foreign keys off: for rows by the million."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        for statement in statements:
            cursor.execute(statement)
        cursor.execute("SET session_replication_role = origin")


@contextmanager
def without_indexes(*tables: str) -> Iterator[None]:
    """Fill tables without their indexes and make them anew at the end, which takes a fraction of the time."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT indexdef, indexrelid::regclass::text FROM pg_index JOIN pg_class ON oid = indexrelid"
            " JOIN pg_indexes ON indexname = relname"
            " WHERE indrelid = ANY(%s::regclass[]) AND NOT EXISTS"
            " (SELECT 1 FROM pg_constraint WHERE conindid = indexrelid)",
            [list(tables)],
        )
        found = cursor.fetchall()
        for _definition, name in found:
            cursor.execute(f"DROP INDEX {name}")
    yield
    with connection.cursor() as cursor:
        cursor.execute("SET maintenance_work_mem = '512MB'")
        for definition, _name in found:
            cursor.execute(definition)


def analyze() -> None:
    """Let the planner know the tables, and the pages be marked as visible to all."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("VACUUM (ANALYZE)")


def side_by_side(turns: dict[str, Callable[[int], Any]], *, rounds: int, warm_up: int = 10) -> dict[str, list[float]]:
    """Seconds of each call, the turns taken in alternation within every round, so that all see the same machine."""
    spent: dict[str, list[float]] = {name: [] for name in turns}
    for number in range(-warm_up, rounds):
        for name in list(turns) if number % 2 else reversed(list(turns)):
            begin = time.perf_counter()
            turns[name](number)
            if number >= 0:
                spent[name].append(time.perf_counter() - begin)
    return spent


def quantile(values: Sequence[float], share: float) -> float:
    """The value below which this share of the values lies."""
    ranked = sorted(values)
    return ranked[min(len(ranked) - 1, int(share * len(ranked)))]


def row(name: str, values: Sequence[float]) -> str:
    """One line of a table: p50, p95 and mean in milliseconds."""
    p50, p95 = quantile(values, 0.5) * 1000, quantile(values, 0.95) * 1000
    mean = sum(values) / len(values) * 1000
    return f"  {name:<28} p50 {p50:7.1f}   p95 {p95:7.1f}   mean {mean:7.1f} ms   n={len(values)}"
