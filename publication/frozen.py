"""What every door reads off a frozen edition. Its snapshot is written by `publication.services.snapshot`.

Plain data in, plain answers out: the pure markup of `claimreview` reads it too.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Override:
    """`rules`: each with its key (`rule`) and what is so (`sentence`). `reason`: why it was published all the same."""

    rules: tuple[dict[str, str], ...]
    reason: str

    def told(self) -> str:
        """In words, as one paragraph."""
        sentences = " ".join(rule["sentence"] for rule in self.rules)
        return f"Published although a rule of ours is not met. {sentences} Our reason: {self.reason}"


def override_of(snapshot: Mapping[str, Any]) -> Override | None:
    """The override that an edition's snapshot holds; None where every rule is met, or there were no rules yet."""
    policy = snapshot.get("policy") or {}
    rules = policy.get("unmet")
    return Override(tuple(rules), policy["reason"]) if rules else None


def is_dated(snapshot: Mapping[str, Any]) -> bool:
    """Whether it is known when it was said. Of articles without a date only the day they came to the desk is known."""
    appearances = snapshot["appearances"]
    return not appearances or any(row.get("published_at") for row in appearances)
