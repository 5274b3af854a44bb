"""Prints what each role may do, from accounts/roles.py, as a Markdown table."""

from __future__ import annotations

from accounts.roles import Capability, Role, may


def table() -> str:
    """Roles across, capabilities down."""
    head = f"| may | {' | '.join(role.value for role in Role)} |"
    marks = {capability: " | ".join(_mark(role, capability) for role in Role) for capability in Capability}
    rows = [f"| {_words(capability)} | {row} |" for capability, row in marks.items()]
    return "\n".join([head, "|---" * (len(Role) + 1) + "|", *rows])


def _mark(role: Role, capability: Capability) -> str:
    return "yes" if may(role, capability) else ""


def _words(capability: Capability) -> str:
    return capability.value.replace("_", " ")


if __name__ == "__main__":
    print(table())
