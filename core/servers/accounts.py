"""Under which user the embedded servers run. PostgreSQL refuses to run as root, so root hands it to someone else."""

import os
import pwd
import stat
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Account:
    """A user of this machine, by number."""

    uid: int
    gid: int


def account_for(folder: Path) -> Account | None:
    """Return who should run servers with data under `folder`; None means: whoever we are.

    As root that is the owner of the folder, so that the same checkout works for them without root; where root
    is the owner too, it is `nobody`.
    """
    if os.geteuid() != 0:
        return None
    nearest = next(path for path in [folder, *folder.parents] if path.exists())
    owner = nearest.stat()
    if owner.st_uid != 0:
        return Account(owner.st_uid, owner.st_gid)
    nobody = pwd.getpwnam("nobody")
    return Account(nobody.pw_uid, nobody.pw_gid)


def can_enter(account: Account | None, folder: Path) -> bool:
    """Tell whether the account may walk into `folder`: each existing folder on the way lets it through."""
    if account is None:
        return True
    return all(_lets_in(account, path) for path in [folder, *folder.parents] if path.exists())


def _lets_in(account: Account, path: Path) -> bool:
    found = path.stat()
    if found.st_uid == account.uid:
        return bool(found.st_mode & stat.S_IXUSR)
    if found.st_gid == account.gid:
        return bool(found.st_mode & stat.S_IXGRP)
    return bool(found.st_mode & stat.S_IXOTH)


def give(account: Account | None, folder: Path) -> Path:
    """Make `folder` if needed, private (0700) to the account, and return it.

    Raises PermissionError when it already belongs to somebody else, and names the way out.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    wanted = account.uid if account else os.geteuid()
    owner = folder.stat().st_uid
    if owner != wanted and os.geteuid() != 0:
        raise PermissionError(
            f"{folder} belongs to another user (number {owner}). It was made by them or by root: "
            f"run as that user, or give it back with `sudo chown -R {os.geteuid()} {folder}`."
        )
    if account and owner != wanted:
        if any(folder.iterdir()):
            raise PermissionError(
                f"{folder} is not empty and belongs to user number {owner}; the servers would run as user number "
                f"{account.uid}. Give it to them with `chown -R {account.uid}:{account.gid} {folder}`."
            )
        os.chown(folder, account.uid, account.gid)
    folder.chmod(0o700)
    return folder
