"""Makes `.venv` from a lock file, with nothing but Python's standard library: `python3 -m tools.bootstrap local`.

Works where Python has neither pip nor the venv package (a bare Debian): uv is fetched from the package index,
checked against the hashes in requirements/tools.txt, and run. Where uv cannot work, pip does. Ends at once when the
environment already holds what the lock names.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import IO

from tools.index import KEPT, FetchError, certificates, fetch_wheel, index_address

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
MARK = VENV / "installed.json"
OLDEST = (3, 11)
# What a lock holds besides itself: whoever has the tools for tests can also run.
CONTAINS = {"base": ["base"], "local": ["base", "local"], "dev": ["base", "local", "dev"]}
CHECKED = ["--require-hashes", "--no-deps", "--only-binary", ":all:"]


def main() -> int:
    """Install the lock named on the command line (base, local or dev). Returns the exit status."""
    name = sys.argv[1] if len(sys.argv) > 1 else "local"
    if name not in CONTAINS:
        print(f"There is no lock {name!r}. Choose from: {', '.join(CONTAINS)}.")
        return 2
    use_new_enough_python()
    if is_current(name):
        return 0
    try:
        with alone():
            if not is_current(name):  # another make may have done it while we waited
                install(name)
    except FetchError as error:
        print(f"\n{error}", flush=True)
        return 1
    except KeyboardInterrupt:
        print("\nStopped; the next `make` takes it up again.", flush=True)
        return 130
    return 0


def use_new_enough_python() -> None:
    """Go on with a Python new enough for the product, or say which one is missing."""
    if sys.version_info >= OLDEST:
        return
    for minor in (11, 12, 13, 14):
        found = shutil.which(f"python3.{minor}")
        if found:
            os.execv(found, [found, "-m", "tools.bootstrap", *sys.argv[1:]])
    sys.exit(
        f"Claimdesk needs Python 3.11 or newer; `python3` is {sys.version.split()[0]}.\n"
        "Install it (Debian 12: `apt-get install python3`), or name one: `make run PYTHON=/path/to/python3.12`."
    )


def lock_file(name: str) -> Path:
    """Return the path of a lock."""
    return ROOT / "requirements" / f"{name}.txt"


def fingerprint(name: str) -> str:
    """Return what must be equal for an environment to be current: the lock, and Python's version."""
    return hashlib.sha256(lock_file(name).read_bytes() + sys.version.encode()).hexdigest()


def is_current(name: str) -> bool:
    """Tell whether `.venv` holds what the lock names, and its Python still starts."""
    try:
        installed = json.loads(MARK.read_text("utf-8"))
    except (OSError, ValueError):
        return False
    return bool(installed.get(name) == fingerprint(name)) and works(PYTHON, "-c", "")


def works(*command: str | Path) -> bool:
    """Tell whether a program can be run: a moved checkout or an upgraded system can break a link."""
    try:
        return subprocess.run(command, check=False, capture_output=True).returncode == 0
    except OSError:
        return False


def alone() -> IO[str]:
    """Return an open file that only one bootstrap of this checkout holds at a time."""
    ROOT.joinpath("var").mkdir(exist_ok=True)
    file = ROOT.joinpath("var", "setup.lock").open("w", encoding="utf-8")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        print("Another `make` is setting up .venv; waiting for it.", flush=True)
        fcntl.flock(file, fcntl.LOCK_EX)
    return file


def install(name: str) -> None:
    """Make the environment if needed, and install the lock into it with hashes checked."""
    began = time.monotonic()
    lock = lock_file(name)
    count = len(re.findall(r"^[a-zA-Z0-9]", lock.read_text("utf-8"), re.MULTILINE))
    print(f"Setting up .venv: up to {count} packages from {lock.relative_to(ROOT)}, hashes checked.", flush=True)
    make_venv()
    MARK.unlink(missing_ok=True)
    if not install_with_uv(lock):
        install_with_pip(lock, count)
    MARK.write_text(json.dumps({part: fingerprint(part) for part in CONTAINS[name]}), "utf-8")
    print(f"The environment is ready ({time.monotonic() - began:.0f} s).", flush=True)


def make_venv() -> None:
    """Make `.venv` without pip: that works even where Debian's venv package is missing."""
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    if works(PYTHON, "-c", "") and (VENV / "lib" / f"python{version}").is_dir():
        return
    command = [sys.executable, "-m", "venv", "--without-pip", "--clear", str(VENV)]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    if done.returncode != 0 or not works(PYTHON, "-c", ""):
        sys.exit(f"Python could not make an environment in {VENV}:\n{done.stdout}{done.stderr}")


def install_with_uv(lock: Path) -> bool:
    """Install with uv. Returns False where uv does not work, or could not reach the packages."""
    if os.environ.get("CLAIMDESK_NO_UV"):
        return False
    try:
        uv = find_uv()
    except FetchError as error:
        print(f"No uv: {error}", flush=True)
        return False
    environment = {**os.environ, "UV_NO_CONFIG": "1"}
    if certificates():
        environment["SSL_CERT_FILE"] = str(certificates())
    command: list[str | Path] = [uv, "pip", "install", "--python", PYTHON, "--index-url", index_address()]
    if run_briefly([*command, *CHECKED, "-r", lock], environment) == 0:
        return True
    print("uv could not do it; going on with pip.", flush=True)
    return False


def run_briefly(command: list[str | Path], environment: dict[str, str]) -> int:
    """Run uv with its progress bars; in a log, which cannot show them, without its list of what was installed."""
    if sys.stderr.isatty():
        return subprocess.run(command, check=False, env=environment).returncode
    process = subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True)
    for line in process.stderr or ():
        if not line.startswith((" + ", " - ")):
            print(f"  {line}", end="", flush=True)
    return process.wait()


def find_uv() -> Path:
    """Return a uv that runs: the one on the path, or one fetched for the purpose. Raises FetchError."""
    found = shutil.which("uv")
    if found and works(found, "--version"):
        return Path(found)
    wheel = fetch_wheel("uv")
    uv = KEPT / wheel.stem / "uv"
    if not uv.exists():
        uv.parent.mkdir(exist_ok=True)
        with zipfile.ZipFile(wheel) as archive:
            member = next(name for name in archive.namelist() if name.endswith(".data/scripts/uv"))
            fresh = uv.with_suffix(".new")
            fresh.write_bytes(archive.read(member))
            fresh.chmod(0o755)
            fresh.replace(uv)
    if not works(uv, "--version"):
        raise FetchError("the fetched one does not run on this machine")
    return uv


def install_with_pip(lock: Path, count: int) -> None:
    """Install with the pip that is there, or with one fetched for the purpose. Ends the program on failure."""
    command = [*pip_command(), "install", *CHECKED, "--no-compile", "--disable-pip-version-check"]
    command += ["--progress-bar", "off", "-r", str(lock)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    lines = list(with_progress(process.stdout or (), count))
    if process.wait() != 0:
        tail = "".join(lines[-25:])
        sys.exit(
            f"\npip could not install the packages:\n{tail}\nIs the package index reachable? "
            "A mirror is named by PIP_INDEX_URL or in pip's configuration; then run the same command again."
        )


def with_progress(lines: Iterable[str], count: int) -> Iterable[str]:
    """Pass pip's lines on, showing which package is at hand: a moving line on a terminal, every 20th in a log."""
    seen = 0
    for line in lines:
        yield line
        if line.startswith(("Collecting ", "Requirement already satisfied")):
            seen += 1
            if sys.stdout.isatty():
                print(f"\r  {seen:3}/{count} {line.split()[1]:<50.50}", end="", flush=True)
            elif seen % 20 == 0:
                print(f"  {seen:3}/{count} {line.split()[1]}", flush=True)
        elif line.startswith("Installing collected"):
            print(f"\nUnpacking {seen} packages …", flush=True)


def pip_command() -> list[str]:
    """Return how to call a pip that installs into `.venv`. Raises FetchError."""
    asked = subprocess.run([sys.executable, "-m", "pip", "--version"], check=False, capture_output=True, text=True)
    found = re.match(r"pip (\d+)\.(\d+)", asked.stdout)
    if asked.returncode == 0 and found and (int(found[1]), int(found[2])) >= (22, 3):
        return [sys.executable, "-m", "pip", "--python", str(PYTHON)]
    return [str(PYTHON), str(fetch_wheel("pip") / "pip")]


if __name__ == "__main__":
    sys.exit(main())
