"""The publication policy as a list to tick off, and the verdicts to choose from."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from claims.models import Claim
from publication import policies
from publication.enums import GateKind
from reviews.queries import current_scale

# The words that every desk begins with are buttons in the imperative, with keys of their own.
_USUAL = {
    "confirmed": (_("Confirm"), "c"),
    "disputed": (_("Dispute"), "d"),
    "unconfirmed": (_("Unconfirmed"), "u"),
}


def gate(claim: Claim) -> dict[str, Any]:
    """What the policy asks of this claim: each rule with whether it is met, and the sentence if it is not."""
    missing = {one.kind: f"{one.sentence} {one.advice}" for one in policies.unmet(claim)}
    checks = []
    for rule in policies.gate_rules(claim.status):
        kind = GateKind(rule.kind)
        checks.append({"met": kind not in missing, "text": missing.get(kind) or str(policies.LABELS[kind])})
    return {"checks": checks, "open": bool(missing)}


def verdict_options(chosen: str) -> list[dict[str, Any]]:
    """The words of the desk's scale as buttons: value, label, the status that gives the colour, and the key."""
    options = []
    for number, word in enumerate(current_scale().words, start=1):
        label, key = _USUAL.get(word.key, (word.label, str(number) if number < 10 else ""))
        options.append(
            {"value": word.key, "label": label, "status": word.status, "key": key, "checked": word.key == chosen}
        )
    return options
