"""Prints what the product runs on, from requirements/base.in and the metadata of the installed packages."""

from __future__ import annotations

import re
from importlib.metadata import PackageMetadata, PackageNotFoundError, metadata
from pathlib import Path

BASE = Path(__file__).resolve().parent.parent / "requirements" / "base.in"
_LINE = re.compile(r"^(?P<name>[A-Za-z0-9._-]+)[^#]*#\s*(?P<purpose>.+)$")


def table() -> str:
    """One row a direct dependency: what for, its licence as its own metadata says, the version installed."""
    rows = [f"| {name} | {purpose} | {licence(name)} | {_version(name)} |" for name, purpose in direct().items()]
    return "\n".join(["| package | what for | licence | version |", "|---|---|---|---|", *rows])


def direct() -> dict[str, str]:
    """The packages of base.in with the purpose that stands beside each."""
    matches = map(_LINE.match, BASE.read_text("utf-8").splitlines())
    return {match["name"]: match["purpose"].strip() for match in matches if match}


def licence(name: str) -> str:
    """The licence a package states: its expression, a classifier, or the first line of its licence field."""
    found = _metadata(name)
    if found is None:
        return "not installed here"
    if "License-Expression" in found:
        return str(found["License-Expression"])
    classifiers = [one.rpartition(" :: ")[2] for one in found.get_all("Classifier") or [] if one.startswith("License")]
    stated = (str(found["License"]) if "License" in found else "").strip().split("\n")[0][:40]
    return ", ".join(one for one in classifiers if one != "OSI Approved") or stated or "not stated"


def _version(name: str) -> str:
    found = _metadata(name)
    return str(found["Version"]) if found else ""


def _metadata(name: str) -> PackageMetadata | None:
    try:
        return metadata(name)
    except PackageNotFoundError:
        return None


if __name__ == "__main__":
    print(table())
