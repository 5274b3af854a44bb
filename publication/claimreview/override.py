"""What readers of every door are told of an edition that does not meet the desk's policy."""

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
