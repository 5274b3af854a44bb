"""Prints the limits of config/settings/limits.py as a Markdown table, and finds every variable that settings read."""

from __future__ import annotations

import ast
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SETTINGS = ROOT / "config" / "settings"
_LINE = re.compile(r'^(?P<name>[A-Z_]+) = env\.\w+\("(?P=name)", (?P<default>.+?)\)(?:\s+# (?P<note>.+))?$')


def limits() -> str:
    """Each limit with its default and what the comment beside it says."""
    lines = (SETTINGS / "limits.py").read_text("utf-8").splitlines()
    found = [match for match in map(_LINE.match, lines) if match]
    rows = [f"| `{one['name']}` | {_number(one['default'])} | {one['note'] or ''} |" for one in found]
    return "\n".join(["| variable | default | |", "|---|---|---|", *rows])


def variables() -> set[str]:
    """The names of all environment variables that the settings, those of the tests aside, and the supervisor read."""
    files = [
        *(path for path in SETTINGS.glob("*.py") if path.name != "test.py"),
        ROOT / "config" / "gunicorn.conf.py",
        *(ROOT / "core").rglob("*.py"),
    ]
    return {name for path in files for name in _read_in(path)}


def _read_in(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call) and node.args and _is_read(node.func):
            first = node.args[0]
            if isinstance(first, ast.Constant) and isinstance(first.value, str) and first.value.isupper():
                found.add(first.value)
    return found


def _is_read(function: ast.expr) -> bool:
    """Whether this calls env.str(...), env.int(...) and the like, or os.environ.get(...)."""
    if not isinstance(function, ast.Attribute):
        return False
    owner = function.value
    named_env = isinstance(owner, ast.Name) and owner.id == "env"
    environ = isinstance(owner, ast.Attribute) and owner.attr == "environ" and function.attr == "get"
    return named_env or environ


def _number(expression: str) -> str:
    """12 * 1024 * 1024 as 12,582,912."""
    product: float = 1
    for factor in expression.split("*"):
        product *= ast.literal_eval(factor.strip())
    return f"{product:,}"


if __name__ == "__main__":
    print(limits(), *sorted(variables()), sep="\n")
