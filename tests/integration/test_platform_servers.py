"""The embedded servers that development and tests run on."""

import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from django.db import connection

from core.servers import postgres, valkey
from core.servers.addresses import DATABASE_NAME, DATABASE_USER, Addresses, expected, read, write
from core.servers.places import Place, place


@pytest.mark.django_db
def test_the_database_is_postgresql_with_time_limits_on_every_connection() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('statement_timeout'), current_setting('data_checksums')")
        assert cursor.fetchone() == ("30s", "on")
        cursor.execute("SELECT current_setting('idle_in_transaction_session_timeout')")
        assert cursor.fetchone() == ("1min",)


@pytest.fixture
def var(tmp_path_factory: pytest.TempPathFactory, test_run_dir: Path) -> Iterator[Path]:
    folder = test_run_dir / "var"
    folder.mkdir(mode=0o755, exist_ok=True)
    return folder


def _connect(where: Place) -> psycopg.Connection:
    return psycopg.connect(host=str(where.sockets), user=DATABASE_USER, dbname=DATABASE_NAME, autocommit=True)


def test_what_was_committed_survives_a_kill_of_the_database(var: Path) -> None:
    where = place(var, "postgres")
    server = postgres.start(where)
    try:
        assert postgres.ensure_database(where) is True
        with _connect(where) as line:
            line.execute("CREATE TABLE note (text text)")
            line.execute("INSERT INTO note VALUES ('kept')")
            assert line.execute("SELECT current_setting('fsync')").fetchone() == ("on",)
        server.process.send_signal(signal.SIGKILL)
        server.process.wait()
        server = postgres.start(where)
        assert postgres.ensure_database(where) is False
        with _connect(where) as line:
            assert line.execute("SELECT text FROM note").fetchall() == [("kept",)]
    finally:
        server.stop()


def test_a_server_that_outlived_its_supervisor_is_stopped_before_a_new_start(var: Path) -> None:
    where = place(var, "postgres")
    first = postgres.start(where)
    second = postgres.start(where)
    try:
        assert first.process.wait(5) == 0
        with psycopg.connect(host=str(where.sockets), user=DATABASE_USER, dbname="postgres") as line:
            assert line.execute("SELECT 1").fetchone() == (1,)
    finally:
        second.stop()


def test_a_first_start_that_was_cut_off_is_begun_again(var: Path) -> None:
    where = place(var, "half")
    (where.data / "base").mkdir()
    server = postgres.start(where, durable=False)
    server.stop()
    assert (where.data / "PG_VERSION").exists()


def test_valkey_keeps_its_queue_over_a_stop_and_refuses_to_forget(var: Path) -> None:
    where = place(var, "valkey")
    server = valkey.start(where)
    socket = where.sockets / "valkey.sock"
    try:
        assert _ask(socket, b"LPUSH", b"queue", b"message") == b":1"
        assert b"noeviction" in _ask(socket, b"CONFIG", b"GET", b"maxmemory-policy", lines=5)
        server.stop()
        server = valkey.start(where)
        assert _ask(socket, b"LLEN", b"queue") == b":1"
    finally:
        server.stop()
    assert not valkey.answers(socket)


def test_an_unreadable_change_file_is_set_aside_and_the_broker_starts(var: Path) -> None:
    where = place(var, "torn")
    valkey.start(where).stop()
    for file in (where.data / "appendonlydir").glob("*.base.rdb"):
        file.write_bytes(b"nonsense")
    server = valkey.start(where)
    server.stop()
    assert list(where.data.glob("unreadable-*"))


def _ask(socket: Path, *words: bytes, lines: int = 1) -> bytes:
    import socket as sockets

    with sockets.socket(sockets.AF_UNIX) as line:
        line.settimeout(5)
        line.connect(str(socket))
        line.sendall(b"*%d\r\n" % len(words) + b"".join(b"$%d\r\n%s\r\n" % (len(word), word) for word in words))
        found = b""
        while found.count(b"\r\n") < lines:
            found += line.recv(4096)
        return found.strip()


def test_nobody_else_may_enter_the_folders_of_the_servers(var: Path) -> None:
    where = place(var, "private")
    for folder in (where.data, where.sockets):
        assert folder.stat().st_mode & 0o077 == 0


def test_a_socket_in_a_deep_folder_moves_where_its_path_is_short(test_run_dir: Path) -> None:
    deep = test_run_dir / ("deep" * 20)
    deep.mkdir(mode=0o755)
    where = place(deep, "postgres")
    try:
        assert len(str(where.sockets / ".s.PGSQL.5432")) < 100
        assert not where.sockets.is_relative_to(deep)
    finally:
        where.sockets.rmdir()


def test_addresses_are_read_from_the_note_and_expected_without_one(tmp_path: Path) -> None:
    assert read(tmp_path) == expected(tmp_path / "run")
    noted = Addresses(database={"HOST": "/somewhere"}, broker="redis://b", cache="redis://c")
    write(tmp_path, noted)
    assert read(tmp_path) == noted


def test_a_folder_of_the_wrong_owner_is_named_with_the_way_out(var: Path) -> None:
    where = place(var, "taken")
    if where.account is None:
        pytest.skip("only root hands folders to another user")
    import os

    os.chown(where.data, 12345, 12345)
    (where.data / "file").write_text("of somebody else")
    with pytest.raises(PermissionError, match="chown -R"):
        place(var, "taken")


def test_the_death_of_the_parent_ends_the_server(var: Path) -> None:
    program = (
        "import os, sys; sys.path.insert(0, '.')\n"
        "from pathlib import Path\n"
        "from core.servers import valkey\n"
        "from core.servers.places import place\n"
        "where = place(Path(sys.argv[1]), 'orphan')\n"
        "server = valkey.start(where)\n"
        "print(server.process.pid, where.sockets / 'valkey.sock', flush=True)\n"
        "os.kill(os.getpid(), 9)\n"
    )
    import sys
    import time

    done = subprocess.run([sys.executable, "-c", program, str(var)], capture_output=True, text=True, check=False)
    socket = Path(done.stdout.split()[1])
    for _ in range(100):
        if not valkey.answers(socket):
            return
        time.sleep(0.05)
    pytest.fail("the server lived on without its parent")
