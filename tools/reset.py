"""Throws away this checkout's newsroom, after a question: `make reset` (YES=1 answers it)."""

import fcntl
import os
import shutil
import sys
from pathlib import Path

VAR = Path(__file__).resolve().parent.parent / "var"


def main() -> int:
    """Remove var/ and the folders its links point to. Returns the exit status."""
    if not VAR.exists():
        print("There is nothing to throw away.")
        return 0
    if is_running():
        print("The newsroom is running. Stop it with Ctrl-C first.")
        return 1
    if not os.environ.get("YES") and input(f"All data in {VAR} will be gone. Type yes to go on: ") != "yes":
        print("Nothing was changed.")
        return 1
    for link in VAR.iterdir():
        if link.is_symlink() and link.resolve().is_dir():
            shutil.rmtree(link.resolve())
    shutil.rmtree(VAR)
    print("Done. `make run` begins with a new newsroom.")
    return 0


def is_running() -> bool:
    """Tell whether somebody holds the newsroom's lock."""
    lock = VAR / "run" / "newsroom.lock"
    if not lock.exists():
        return False
    with lock.open("r", encoding="utf-8") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False


if __name__ == "__main__":
    sys.exit(main())
