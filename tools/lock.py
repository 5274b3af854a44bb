"""Locks requirements/*.in into *.txt with hashes, one lock for Python 3.11 and newer: `make lock`.

`make lock LOCK=--upgrade` takes newer versions; without it only what changed in the .in files moves.
"""

import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent / "requirements"
# Each lock is held to the versions of the one before, so that an environment can grow from one to the next.
ORDER = {"tools": None, "base": None, "local": "base", "dev": "local"}


def main() -> int:
    """Compile every lock. Returns the exit status."""
    uv = shutil.which("uv")
    if uv is None:
        print("Locking needs uv: `pip install uv`, then run this again.")
        return 1
    for name, held_to in ORDER.items():
        print(f"requirements/{name}.txt", flush=True)
        command = [uv, "pip", "compile", "--quiet", "--universal", "--python-version", "3.11", "--generate-hashes"]
        command += ["--no-emit-index-url", "--no-emit-find-links", "--no-header", *sys.argv[1:]]
        command += ["-c", f"{held_to}.txt"] if held_to else []
        done = subprocess.run([*command, f"{name}.in", "-o", f"{name}.txt"], check=False, cwd=ROOT)
        if done.returncode != 0:
            return done.returncode
    return 0


if __name__ == "__main__":
    sys.exit(main())
