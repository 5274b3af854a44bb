# ruff: noqa: TID251 - runs before anything of ours is installed, so before there is a door to the network
"""Fetches a wheel from the package index with nothing but the standard library, and checks its hash."""

from __future__ import annotations

import hashlib
import html
import os
import platform
import re
import sys
import urllib.parse
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "requirements" / "tools.txt"
KEPT = ROOT / "var" / "tools"
_USUAL_INDEX = "https://pypi.org/simple"


class FetchError(Exception):
    """A wheel could not be had; the message says why and what can be done."""


def fetch_wheel(project: str) -> Path:
    """Return the path of the wheel of `project` that the lock names and this machine can use.

    Kept in var/tools, so fetched once. Raises FetchError; a wheel whose hash is not in the lock is never kept.
    """
    version, hashes = _locked(project)
    for kept in KEPT.glob(f"{project}-{version}-*.whl"):
        if hashlib.sha256(kept.read_bytes()).hexdigest() in hashes:
            return kept
    print(f"Fetching {project} {version} from the package index.", flush=True)
    address = _find(project, version)
    data = _download(address)
    if hashlib.sha256(data).hexdigest() not in hashes:
        raise FetchError(f"{address} does not have a hash of requirements/tools.txt. Nothing of it was run.")
    KEPT.mkdir(parents=True, exist_ok=True)
    target = KEPT / urllib.parse.urlparse(address).path.rpartition("/")[2]
    target.write_bytes(data)
    return target


def index_address() -> str:
    """Return the package index: the one of the environment or of pip's configuration, or the usual one."""
    named = os.environ.get("PIP_INDEX_URL") or os.environ.get("UV_DEFAULT_INDEX")
    return (named or _configured("index-url") or _USUAL_INDEX).rstrip("/")


def certificates() -> str | None:
    """Return the file of certificates that pip is told to trust, if any."""
    return os.environ.get("SSL_CERT_FILE") or os.environ.get("PIP_CERT") or _configured("cert")


def _configured(name: str) -> str | None:
    home = Path.home()
    for path in (home / ".config/pip/pip.conf", home / ".pip/pip.conf", Path("/etc/pip.conf")):
        if path.is_file():
            found = re.search(rf"^\s*{name}\s*=\s*(\S+)", path.read_text("utf-8", "replace"), re.MULTILINE)
            if found:
                return found[1]
    return None


def _locked(project: str) -> tuple[str, set[str]]:
    entry = re.search(rf"^{project}==(\S+)((?:.*\\\n)+.*)", LOCK.read_text("utf-8"), re.MULTILINE)
    if entry is None:
        raise FetchError(f"requirements/tools.txt does not name {project}.")
    return entry[1], set(re.findall(r"sha256:([0-9a-f]{64})", entry[2]))


def _find(project: str, version: str) -> str:
    page = f"{index_address()}/{project}/"
    for link in re.findall(r'href="([^"]+)"', _download(page).decode("utf-8", "replace")):
        address = urllib.parse.urljoin(page, html.unescape(link)).split("#")[0]
        name = urllib.parse.unquote(urllib.parse.urlparse(address).path.rpartition("/")[2])
        if name.startswith(f"{project}-{version}-") and name.endswith(".whl") and _fits(name):
            return address
    raise FetchError(f"{page} has no {project} {version} for this machine.")


def _fits(wheel: str) -> bool:
    """Tell whether a wheel is for this machine, by the last part of its name."""
    tag = wheel.removesuffix(".whl").rpartition("-")[2]
    machine = platform.machine().lower()
    if tag == "any":
        return True
    if sys.platform == "darwin":
        return tag.startswith("macosx") and tag.endswith(machine)
    is_glibc = "gnu" in str(getattr(sys.implementation, "_multiarch", "gnu"))
    return tag.startswith("manylinux" if is_glibc else "musllinux") and tag.endswith(machine)


def _download(address: str) -> bytes:
    request = urllib.request.Request(address, headers={"Accept": "text/html, */*", "User-Agent": "claimdesk-setup"})
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            data: bytes = answer.read()
            return data
    except (OSError, ValueError) as error:
        raise FetchError(
            f"{address} cannot be fetched: {error}. "
            "Check the network, or name a mirror in PIP_INDEX_URL or in pip's configuration."
        ) from error
