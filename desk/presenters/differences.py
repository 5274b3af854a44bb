"""What changed between two texts, word by word."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

_MOST_WORDS = 4000  # beyond that a comparison says nothing to a person, and takes long


@dataclass(frozen=True, slots=True)
class Change:
    """A stretch of words. `kind`: same, added, removed."""

    kind: str
    text: str


def differences(before: str, after: str) -> list[Change]:
    """From `before` to `after`; nothing if both are the same."""
    if before == after:
        return []
    old, new = re.findall(r"\S+\s*", before), re.findall(r"\S+\s*", after)
    if len(old) + len(new) > _MOST_WORDS:
        return [Change("removed", before), Change("added", after)]
    parts = []
    for what, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what == "equal":
            parts.append(Change("same", "".join(old[a:b])))
            continue
        if b > a:
            parts.append(Change("removed", "".join(old[a:b])))
        if d > c:
            parts.append(Change("added", "".join(new[c:d])))
    return parts
