"""Where a server keeps its data and its socket, within the limits of the system.

A Unix socket's path must stay under 100 bytes, and as root the servers run as another user who must be able to
walk to their folders. Where `var/` cannot offer that, a folder outside takes its place and a link in `var/` says
where it is, so that two checkouts never meet.
"""

import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

from core.servers.accounts import Account, account_for, can_enter, give

_LONGEST_SOCKET_FOLDER = 80  # leaves room for "/.s.PGSQL.5432" below the system's limit
_OUTSIDE = Path("/var/lib/claimdesk")


@dataclass(frozen=True)
class Place:
    """One server's folders, and the account it runs under (None: ours)."""

    data: Path
    sockets: Path
    log: Path
    account: Account | None


def place(var: Path, name: str, *, sockets: Path | None = None) -> Place:
    """Make and return the folders of the server `name` under `var`.

    sockets: a folder to keep its socket in, when the caller has chosen one. Raises PermissionError when a
    folder belongs to somebody else.
    """
    var = var.resolve()
    var.mkdir(parents=True, exist_ok=True)
    account = account_for(var)
    data = give(account, _data_folder(var, name, account))
    return Place(
        data=data,
        sockets=give(account, sockets or _socket_folder(var, name, account)),
        log=var / "log" / f"{name}.log",
        account=account,
    )


def _data_folder(var: Path, name: str, account: Account | None) -> Path:
    wanted = var / name
    if wanted.is_symlink() or can_enter(account, var):
        return wanted.resolve()
    _OUTSIDE.mkdir(mode=0o755, parents=True, exist_ok=True)
    outside = Path(tempfile.mkdtemp(prefix=f"{name}-", dir=_OUTSIDE))
    wanted.symlink_to(outside)
    return outside


def _socket_folder(var: Path, name: str, account: Account | None) -> Path:
    wanted = var / "run" / name
    if len(os.fsencode(wanted)) <= _LONGEST_SOCKET_FOLDER and can_enter(account, var):
        wanted.parent.mkdir(mode=0o755, exist_ok=True)
        return wanted
    return Path(tempfile.mkdtemp(prefix=f"claimdesk-{name}-", dir="/tmp"))
