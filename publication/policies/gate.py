"""The desk's written policy as a gate: each rule that is not met refuses with a sentence."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from claims.enums import VerificationStatus
from claims.models import Claim
from core.errors import Conflict, InvalidInput
from core.web_address import parse_address
from publication.enums import GateKind
from publication.models import GateRule
from reviews.enums import CaptureState, EvidenceStance
from reviews.models import Evidence
from reviews.queries import evidence_of, was_contacted
from sources.models import Source

_FINDINGS = [VerificationStatus.CONFIRMED.value, VerificationStatus.DISPUTED.value]
_EVERY = [*_FINDINGS, VerificationStatus.UNCONFIRMED.value]

# What a desk begins with; the same rows are made by a migration, and changed in the admin.
DEFAULT_RULES = (
    GateRule(kind=GateKind.EVIDENCE, needed=1, statuses=_FINDINGS, active=True),
    GateRule(kind=GateKind.CAPTURE_ENDED, needed=1, statuses=_EVERY, active=True),
    GateRule(kind=GateKind.ORIGINS, needed=2, statuses=_FINDINGS, active=False),
    GateRule(kind=GateKind.CAPTURED, needed=1, statuses=_EVERY, active=False),
    GateRule(kind=GateKind.CONTACTED, needed=1, statuses=_EVERY, active=False),
)

LABELS: dict[GateKind, Promise] = {
    GateKind.EVIDENCE: _("evidence stands"),
    GateKind.ORIGINS: _("independent origins, or one primary source"),
    GateKind.CAPTURE_ENDED: _("no capture is waiting"),
    GateKind.CAPTURED: _("every address is captured"),
    GateKind.CONTACTED: _("the speaker was asked"),
}


Finding = tuple[str, str]  # what is so, and what to do next; empty where the rule is met
MET: Finding = ("", "")


@dataclass(frozen=True, slots=True)
class Unmet:
    """A rule that is not met: what is so, which readers see if it is overridden, and what to do next."""

    kind: GateKind
    sentence: str
    advice: str


def gate_rules(status: str) -> list[GateRule]:
    """The rules that are asked for this finding, in the desk's order."""
    rules: Sequence[GateRule] = list(GateRule.objects.all()) or DEFAULT_RULES
    return [rule for rule in rules if rule.active and status in rule.statuses]


def unmet(claim: Claim) -> list[Unmet]:
    """The rules of the desk's policy that this claim does not meet as it is now."""
    rules = gate_rules(claim.status)
    evidence = list(evidence_of(claim)) if rules else []
    found = []
    for rule in rules:
        kind = GateKind(rule.kind)
        sentence, advice = _CHECKS[kind](claim, evidence, rule.needed)
        if sentence:
            found.append(Unmet(kind, sentence, advice))
    return found


def check_gate(claim: Claim, *, override: str) -> list[Unmet]:
    """The rules that `override` gives a reason for; raise Conflict if there are some and it is empty."""
    missing = unmet(claim)
    if missing and not override:
        raise Conflict(
            " ".join(f"{one.sentence} {one.advice}" for one in missing)
            + " To publish all the same, give a reason: readers will see it with the rule.",
            field="override",
            details={"rules": [one.kind.value for one in missing]},
        )
    return missing


def check_override(reason: str) -> None:
    """Raise InvalidInput for a reason that is longer than any rationale may be."""
    if len(reason) > settings.LIMIT_RATIONALE_LENGTH:
        raise InvalidInput(
            f"The reason has {len(reason)} characters; {settings.LIMIT_RATIONALE_LENGTH} fit. Shorten it.",
            field="override",
        )


def _evidence(claim: Claim, evidence: list[Evidence], needed: int) -> Finding:
    if len(evidence) >= needed:
        return MET
    stands = "none stands" if not evidence else f"{len(evidence)} of {needed} pieces stand"
    return f"A claim that is {claim.status} needs evidence, and {stands}.", "Add some, or review it again."


def _origins(claim: Claim, evidence: list[Evidence], needed: int) -> Finding:
    wanted = {
        VerificationStatus.CONFIRMED: {EvidenceStance.SUPPORTS},
        VerificationStatus.DISPUTED: {EvidenceStance.REFUTES},
    }.get(VerificationStatus(claim.status), set(EvidenceStance))
    fitting = [row for row in evidence if row.stance in wanted]
    found = len(origins_of(fitting))
    if found >= needed or any(row.primary for row in fitting):
        return MET
    which = f"what {next(iter(wanted)).value} it" if len(wanted) == 1 else "the evidence"
    return (
        f"The policy asks for {needed} independent origins or one primary source; {which} comes from {found}.",
        "Add a source of another owner, or mark the primary one.",
    )


def _capture_ended(_claim: Claim, evidence: list[Evidence], _needed: int) -> Finding:
    waiting = [row for row in evidence if row.capture_state == CaptureState.DUE]
    if not waiting:
        return MET
    return f"“{_name(waiting[0])}” is not captured yet{_and_more(waiting)}.", "Wait a minute and publish again."


def _captured(claim: Claim, evidence: list[Evidence], needed: int) -> Finding:
    failed = [row for row in evidence if row.capture_state == CaptureState.FAILED]
    if not failed:
        return _capture_ended(claim, evidence, needed)
    return f"“{_name(failed[0])}” could not be captured{_and_more(failed)}.", failed[0].capture_reason


def _contacted(claim: Claim, _evidence: list[Evidence], _needed: int) -> Finding:
    if claim.speaker is None or was_contacted(claim):
        return MET
    return (
        f"{claim.speaker.name} has not been asked for a reply.",
        "Ask, and record whom, how and until when.",
    )


_CHECKS: dict[GateKind, Callable[[Claim, list[Evidence], int], Finding]] = {
    GateKind.EVIDENCE: _evidence,
    GateKind.ORIGINS: _origins,
    GateKind.CAPTURE_ENDED: _capture_ended,
    GateKind.CAPTURED: _captured,
    GateKind.CONTACTED: _contacted,
}


def origins_of(evidence: Sequence[Evidence]) -> set[str]:
    """Who stands behind these sources: papers of one owner are one origin, pages of one host too.

    A source without an address is known by what it is called.
    """
    hosts = {row.pk: parse_address(row.url).host.removeprefix("www.") for row in evidence if row.url}
    owners = {
        host: owner or name
        for host, owner, name in Source.objects.filter(
            host__in={*hosts.values(), *(f"www.{host}" for host in hosts.values())}
        ).values_list("host", "owner", "name")
        if host
    }
    found = set()
    for row in evidence:
        host = hosts.get(row.pk, "")
        found.add(owners.get(host) or owners.get(f"www.{host}") or host or row.title.casefold())
    return found


def _name(row: Evidence) -> str:
    return row.title or row.url or row.quotation[:80]


def _and_more(rows: list[Evidence]) -> str:
    return f", and {len(rows) - 1} more" if len(rows) > 1 else ""
