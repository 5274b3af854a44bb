"""Writes the parts of the guides that are made from the code, or checks that they are current: `make docs`.

A part stands between `<!-- made by tools.diagrams: NAME -->` and `<!-- end -->`; rooms.svg is made as a whole.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from pathlib import Path

import django

from tools import draw_rooms, draw_workflow, list_dependencies, list_promises, list_roles, list_settings

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
PARTS: dict[str, Callable[[], str]] = {
    "dependencies": list_dependencies.table,
    "limits": list_settings.limits,
    "moves": draw_workflow.table,
    "promises": list_promises.table,
    "roles": list_roles.table,
    "seats": draw_workflow.seats,
    "workflow": draw_workflow.diagram,
}
# What a newer release changes without a change of ours: written by `make docs`, not compared.
LOOSE = {"dependencies"}
_PART = re.compile(r"(<!-- made by tools\.diagrams: (?P<name>[a-z]+) -->\n)(?P<body>.*?)(<!-- end -->)", re.DOTALL)


def main() -> int:
    """Write what is stale; with --check only name it and return 1."""
    django.setup()
    check = "--check" in sys.argv[1:]
    stale = stale_files(loose=not check)
    for path, text in stale.items():
        print(path.relative_to(ROOT))
        if not check:
            path.write_text(text, "utf-8")
    if stale and check:
        print("These differ from the code they are made from. `make docs` writes them anew.")
        return 1
    return 0


def stale_files(*, loose: bool) -> dict[Path, str]:
    """The files that are not what the code says, with what it says. Without `loose`, LOOSE parts may be old."""
    pages = {path: _renewed(path.read_text("utf-8"), loose=loose) for path in sorted(DOCS.rglob("*.md"))}
    wanted = {DOCS / "rooms.svg": draw_rooms.drawing(), **pages}
    return {path: text for path, text in wanted.items() if not path.exists() or path.read_text("utf-8") != text}


def _renewed(text: str, *, loose: bool) -> str:
    """The page with its made parts as they should be."""

    def part(match: re.Match[str]) -> str:
        keep = match["name"] in LOOSE and not loose
        return match[0] if keep else f"{match[1]}{PARTS[match['name']]()}\n{match[4]}"

    return _PART.sub(part, text)


if __name__ == "__main__":
    sys.exit(main())
