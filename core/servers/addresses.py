"""The note the supervisor leaves in `var/run/servers.json`: where the embedded servers listen."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

DATABASE_NAME = "claimdesk"
DATABASE_USER = "claimdesk"
SOCKET_NAME = "valkey.sock"


@dataclass(frozen=True)
class Addresses:
    """How to reach both servers: Django's database settings, Celery's broker URL, the cache's URL."""

    database: dict[str, Any]
    broker: str
    cache: str


def at(*, database_sockets: Path, broker_sockets: Path) -> Addresses:
    """Return the addresses of servers whose sockets lie in these two folders."""
    socket = broker_sockets / SOCKET_NAME
    return Addresses(
        database={"HOST": str(database_sockets), "NAME": DATABASE_NAME, "USER": DATABASE_USER, "PASSWORD": ""},
        broker=f"redis+socket://{socket}?virtual_host=0",
        cache=f"unix://{socket}?db=1",
    )


def expected(run: Path) -> Addresses:
    """Return where the servers of the folder `run` listen unless they had to move."""
    return at(database_sockets=run / "postgres", broker_sockets=run / "valkey")


def note(var: Path) -> Path:
    """Return the path of the note."""
    return var / "run" / "servers.json"


def write(var: Path, addresses: Addresses) -> None:
    """Leave the note for processes that start later. It holds no secret: the sockets' folders are private."""
    path = note(var)
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(".new")
    fresh.write_text(json.dumps(asdict(addresses), indent=1), "utf-8")
    fresh.replace(path)


def read(var: Path) -> Addresses:
    """Return the noted addresses, or the expected ones while there is no note."""
    path = note(var)
    if not path.exists():
        return expected(var / "run")
    return Addresses(**json.loads(path.read_text("utf-8")))
