"""What the commands write on: colours and bars on a terminal, plain lines everywhere else."""

from __future__ import annotations

from django.core.management.base import OutputWrapper
from rich.console import Console

_WIDTH_WITHOUT_TERMINAL = 160


def screen(out: OutputWrapper) -> Console:
    """A console over a command's output. A file or pipe gets wide lines, so that tables are not squeezed."""
    out.ending = ""  # the console ends its lines itself
    width = None if out.isatty() else _WIDTH_WITHOUT_TERMINAL
    return Console(file=out, width=width, highlight=False, soft_wrap=False)  # type: ignore[arg-type]
