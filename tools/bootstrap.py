# ruff: noqa: TID251 - runs before anything of ours is installed, so before there is a door to the network
"""Makes `.venv` from a lock file, with nothing but Python's standard library: `python3 tools/bootstrap.py local`.

Works where Python has neither pip nor the venv package (a bare Debian): then pip itself is fetched from the
package index, checked against the hash in requirements/pip.txt, and run from its wheel. Ends at once when the
environment already holds what the lock names. Uses uv where it is present: it is several times faster.
"""

import fcntl
import hashlib
import html
import json
import os
import re
import shutil
import subprocess
import sys
import time
import urllib.parse
import urllib.request
from pathlib import Path
from typing import IO

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
MARK = VENV / "installed.json"
OLDEST = (3, 11)
# What a lock holds besides itself: whoever has the tools for tests can also run.
CONTAINS = {"base": ["base"], "local": ["base", "local"], "dev": ["base", "local", "dev"]}


def main() -> int:
    """Install the lock named on the command line (base, local or dev). Returns the exit status."""
    name = sys.argv[1] if len(sys.argv) > 1 else "local"
    if name not in CONTAINS:
        print(f"There is no lock {name!r}. Choose from: {', '.join(CONTAINS)}.")
        return 2
    use_new_enough_python()
    if is_current(name):
        return 0
    with alone():
        if not is_current(name):  # another make may have done it while we waited
            install(name)
    return 0


def use_new_enough_python() -> None:
    """Go on with a Python new enough for the product, or say which one is missing."""
    if sys.version_info >= OLDEST:
        return
    for minor in (11, 12, 13, 14):
        found = shutil.which(f"python3.{minor}")
        if found:
            os.execv(found, [found, *sys.argv])
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
    if installed.get(name) != fingerprint(name):
        return False
    return starts(PYTHON)


def starts(python: Path) -> bool:
    """Tell whether this Python runs: a moved checkout or an upgraded system can break the link."""
    try:
        return subprocess.run([python, "-c", ""], check=False, capture_output=True).returncode == 0
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
    print(f"Setting up .venv: {count} packages from {lock.relative_to(ROOT)}, hashes checked.", flush=True)
    make_venv()
    MARK.unlink(missing_ok=True)
    if not install_with_uv(lock):
        install_with_pip(lock, count)
    MARK.write_text(json.dumps({part: fingerprint(part) for part in CONTAINS[name]}), "utf-8")
    print(f"The environment is ready ({time.monotonic() - began:.0f} s).", flush=True)


def make_venv() -> None:
    """Make `.venv` without pip: that works even where Debian's venv package is missing."""
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    if starts(PYTHON) and (VENV / "lib" / f"python{version}").is_dir():
        return
    command = [sys.executable, "-m", "venv", "--without-pip", "--clear", str(VENV)]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    if done.returncode != 0 or not starts(PYTHON):
        sys.exit(f"Python could not make an environment in {VENV}:\n{done.stdout}{done.stderr}")


def install_with_uv(lock: Path) -> bool:
    """Install with uv. Returns False where there is no working uv, or it could not reach the packages."""
    uv = shutil.which("uv")
    if uv is None or os.environ.get("CLAIMDESK_NO_UV"):
        return False
    if subprocess.run([uv, "--version"], check=False, capture_output=True).returncode != 0:
        return False
    command = [uv, "pip", "install", "--python", str(PYTHON), "--require-hashes", "--no-deps", "-r", str(lock)]
    if subprocess.run([*command, "--only-binary", ":all:"], check=False).returncode == 0:
        return True
    print("uv could not do it; going on with pip.", flush=True)
    return False


def install_with_pip(lock: Path, count: int) -> None:
    """Install with the pip that is there, or with one fetched for the purpose. Ends the program on failure."""
    command = [*pip_command(), "install", "--require-hashes", "--no-deps", "--only-binary", ":all:", "--no-compile"]
    command += ["--disable-pip-version-check", "--progress-bar", "off", "-r", str(lock)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    lines: list[str] = []
    seen = 0
    for line in process.stdout or ():
        lines.append(line)
        if line.startswith(("Collecting ", "Requirement already satisfied")):
            seen += 1
            show_progress(seen, count, line.split()[1])
        elif line.startswith("Installing collected"):
            print(f"\nUnpacking {seen} packages …", flush=True)
    if process.wait() != 0:
        tail = "".join(lines[-25:])
        sys.exit(
            f"\npip could not install the packages:\n{tail}\nIs the package index reachable? "
            "A mirror is named by PIP_INDEX_URL or in pip's configuration; then run the same command again."
        )


def show_progress(seen: int, count: int, name: str) -> None:
    """Show which package is being fetched: one moving line on a terminal, every 20th in a log."""
    if sys.stdout.isatty():
        print(f"\r  {seen:3}/{count} {name:<50.50}", end="", flush=True)
    elif seen % 20 == 0 or seen == count:
        print(f"  {seen:3}/{count} {name}", flush=True)


def pip_command() -> list[str]:
    """Return how to call a pip that installs into `.venv`."""
    for python in (PYTHON, Path(sys.executable)):
        asked = subprocess.run([python, "-m", "pip", "--version"], check=False, capture_output=True, text=True)
        found = re.match(r"pip (\d+)\.(\d+)", asked.stdout)
        if asked.returncode == 0 and found and (int(found[1]), int(found[2])) >= (22, 3):
            return [str(python), "-m", "pip", "--python", str(PYTHON)]
    wheel = fetch_pip()
    return [str(PYTHON), str(wheel / "pip")]


def fetch_pip() -> Path:
    """Fetch pip's wheel from the package index and check its hash. Returns its path."""
    line = (ROOT / "requirements" / "pip.txt").read_text("utf-8")
    version = re.search(r"^pip==(\S+)", line, re.MULTILINE)
    hashes = re.findall(r"sha256:([0-9a-f]{64})", line)
    if version is None:
        sys.exit("requirements/pip.txt names no version of pip.")
    name = f"pip-{version[1]}-py3-none-any.whl"
    target = ROOT / "var" / name
    if not target.exists() or hashlib.sha256(target.read_bytes()).hexdigest() not in hashes:
        print(f"This Python has no pip: fetching {name} from the package index.", flush=True)
        data = download(find_link(name))
        if hashlib.sha256(data).hexdigest() not in hashes:
            sys.exit(f"{name} from the package index does not have the hash in requirements/pip.txt. Nothing was run.")
        target.write_bytes(data)
    return target


def find_link(name: str) -> str:
    """Return the address of a file on the index's page of pip."""
    index = os.environ.get("PIP_INDEX_URL") or os.environ.get("UV_DEFAULT_INDEX") or configured_index()
    page = f"{index.rstrip('/')}/pip/"
    for link in re.findall(r'href="([^"]+)"', download(page).decode("utf-8", "replace")):
        address = urllib.parse.urljoin(page, html.unescape(link))
        if urllib.parse.urlparse(address).path.endswith(f"/{name}"):
            return address.split("#")[0]
    sys.exit(f"The package index {page} has no {name}. Install pip (`apt-get install python3-pip`) and run this again.")


def configured_index() -> str:
    """Return the index in pip's configuration files, or the usual one."""
    home = Path.home()
    for path in (home / ".config/pip/pip.conf", home / ".pip/pip.conf", Path("/etc/pip.conf")):
        if path.is_file():
            found = re.search(r"^\s*index-url\s*=\s*(\S+)", path.read_text("utf-8", "replace"), re.MULTILINE)
            if found:
                return found[1]
    return "https://pypi.org/simple"


def download(address: str) -> bytes:
    """Return the bytes at an address of the package index. Ends the program, with a next step, on failure."""
    request = urllib.request.Request(address, headers={"Accept": "text/html, */*", "User-Agent": "claimdesk-bootstrap"})
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            data: bytes = answer.read()
            return data
    except OSError as error:
        sys.exit(
            f"{address} cannot be fetched: {error}.\n"
            "Check the network, name a mirror in PIP_INDEX_URL, or install pip (`apt-get install python3-pip`)."
        )


if __name__ == "__main__":
    sys.exit(main())
