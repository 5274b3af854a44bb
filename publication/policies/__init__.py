"""May it be published? Each check raises with a sentence for the person."""

from publication.policies.gate import DEFAULT_RULES, LABELS, Unmet, check_gate, check_override, gate_rules, unmet
from publication.policies.publishing import (
    check_can_answer_report,
    check_can_correct,
    check_can_publish,
    check_can_report,
    check_edition_is,
    check_fits,
    check_not_published,
    shows_present_finding,
)

__all__ = [
    "DEFAULT_RULES",
    "LABELS",
    "Unmet",
    "check_can_answer_report",
    "check_can_correct",
    "check_can_publish",
    "check_can_report",
    "check_edition_is",
    "check_fits",
    "check_gate",
    "check_not_published",
    "check_override",
    "gate_rules",
    "shows_present_finding",
    "unmet",
]
