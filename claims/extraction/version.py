"""Which pipeline made an extraction: a number for the code, a hash for the learned files."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

ARTEFACTS = Path(__file__).parent / "artefacts"
CODE_VERSION = "2026.11.5"


@cache
def pipeline_version() -> str:
    """E.g. `2026.11.3+3f9a2c41`: changes whenever a learned file or a module of this package changes."""
    digest = hashlib.sha256()
    # The trainers leave their mark in the learned files.
    modules = sorted(
        path
        for path in Path(__file__).parent.rglob("*")
        if path.suffix in (".py", ".txt") and "training" not in path.parts
    )
    learned = sorted(path for path in ARTEFACTS.rglob("*") if path.is_file())
    for path in (*modules, *learned):
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    return f"{CODE_VERSION}+{digest.hexdigest()[:8]}"


PIPELINE_VERSION = pipeline_version()
