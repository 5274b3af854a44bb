"""Throw-away servers for one test run: started when the first test needs them, gone at the end.

With DATABASE_URL or REDIS_URL set, those servers are used instead.
"""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

from core.servers import postgres, valkey
from core.servers.places import place


@pytest.fixture(scope="session")
def test_run_dir() -> Iterator[Path]:
    """The folder of this run: sockets, data, logs, media."""
    folder: Path = settings.TEST_RUN_DIR
    folder.mkdir(mode=0o755, exist_ok=True)
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def postgres_server(test_run_dir: Path) -> Iterator[None]:
    """A PostgreSQL of this run's own, unless DATABASE_URL names one."""
    if os.environ.get("DATABASE_URL"):
        yield
        return
    where = place(test_run_dir / "data", "postgres", sockets=test_run_dir / "postgres")
    server = postgres.start(where, durable=False)
    yield
    server.stop()


@pytest.fixture(scope="session")
def valkey_server(test_run_dir: Path) -> Iterator[None]:
    """A Valkey of this run's own, unless REDIS_URL names one. For tests that talk to the broker."""
    if os.environ.get("REDIS_URL"):
        yield
        return
    server = valkey.start(place(test_run_dir / "data", "valkey", sockets=test_run_dir / "valkey"), durable=False)
    yield
    server.stop()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(postgres_server: None) -> None:
    """Have the server up before pytest-django makes the test database in it."""
