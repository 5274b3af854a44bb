"""Brings one claim as far as its part goes, through the desk's own services. Each step is taken only if it is due."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta

from django.utils import timezone

from accounts.models import User
from claims.enums import VerificationStatus
from claims.models import Claim
from claims.queries import claim_with_people
from publication import addresses
from publication.enums import EditionKind
from publication.models import Edition
from publication.queries import fact_check_of
from publication.services import correct, publish, retract
from reviews.enums import CaptureState, Channel, EvidenceStance, Verdict
from reviews.queries import contacts_of, lease_of, reviews_in_round
from reviews.services import add_evidence, ask_party, capture_evidence, change_claim_topics, decide, dismiss, take
from seeds.parts import EDITOR, Exhibit, Part

Say = Callable[[str], None]
_GENERAL = {
    Verdict.CONFIRMED: "The record on file says the same.",
    Verdict.DISPUTED: "The record on file says otherwise.",
    Verdict.UNCONFIRMED: "Said by one side only; nobody else has confirmed it.",
}


def in_general_words(part: Part) -> Part:
    """The part for a claim it was not written for: the same way, without words that speak of another claim."""
    return replace(
        part,
        exhibits=tuple(
            Exhibit(by=exhibit.by, quotation="Example record of the demo newsroom.", stance=EvidenceStance.CONTEXT)
            for exhibit in part.exhibits[:1]
        ),
        asked=(),
        findings=tuple(replace(finding, rationale=_GENERAL[finding.verdict]) for finding in part.findings),
        dismissed=(part.dismissed[0], "Not one for this desk.") if part.dismissed else None,
        published=_GENERAL[part.findings[-1].verdict] if part.published else "",
        corrected=("A word was missing in what we found.", "") if part.corrected else None,
        retracted="The statement was misquoted, so there is nothing to check." if part.retracted else "",
    )


def play(part: Part, *, claim_id: int, people: Mapping[str, User], say: Say) -> None:
    """Take every step of the part that has not been taken; run again, it goes on where it stopped."""
    _file(part, claim_id, people[EDITOR], say)
    _show_evidence(part, claim_id, people, say)
    _ask(part, claim_id, people, say)
    _judge(part, claim_id, people, say)
    _hold_or_dismiss(part, claim_id, people, say)
    if part.published:
        _publish(part, claim_id, people[EDITOR], say)


def edition_of(claim_id: int) -> Edition | None:
    """What readers see of the claim now, if anything."""
    fact_check = fact_check_of(claim_id)
    return fact_check.current if fact_check else None


def public_address(edition: Edition) -> str:
    return addresses.absolute(addresses.page_of(edition))


def _now(claim_id: int) -> Claim:
    claim = claim_with_people(claim_id)
    if claim is None:
        raise LookupError(f"Claim {claim_id} is not there.")
    return claim


def _file(part: Part, claim_id: int, editor: User, say: Say) -> None:
    if part.topics and change_claim_topics(by=editor, claim_id=claim_id, add=part.topics).added:
        say(f"{editor} puts it under: {', '.join(part.topics)}.")


def _show_evidence(part: Part, claim_id: int, people: Mapping[str, User], say: Say) -> None:
    if reviews_in_round(_now(claim_id)):
        return
    for exhibit in part.exhibits:
        evidence = add_evidence(
            by=people[exhibit.by],
            claim_id=claim_id,
            quotation=exhibit.quotation,
            stance=exhibit.stance,
            url=exhibit.url,
            title=exhibit.title,
        )
        if evidence.capture_state == CaptureState.DUE:
            capture_evidence(evidence_id=evidence.pk)  # at once: what is published may not wait for it
        say(f"{people[exhibit.by]} adds evidence ({exhibit.stance.value}): {exhibit.quotation}")


def _ask(part: Part, claim_id: int, people: Mapping[str, User], say: Say) -> None:
    claim = _now(claim_id)
    known = {contact.party.name for contact in contacts_of(claim)}
    for asked in part.asked:
        if asked.party in known:
            continue
        ask_party(
            by=people[asked.by],
            claim_id=claim_id,
            party=asked.party,
            asked_whom=asked.whom,
            channel=Channel.EMAIL,
            question=asked.question,
            deadline=timezone.now() + timedelta(days=asked.days),
        )
        say(f"{people[asked.by]} asks {asked.party} for its reply: {asked.question}")


def _judge(part: Part, claim_id: int, people: Mapping[str, User], say: Say) -> None:
    for finding in part.findings[reviews_in_round(_now(claim_id)) :]:
        reviewer = people[finding.by]
        claim = take(by=reviewer, claim_id=claim_id)
        decide(
            by=reviewer,
            claim_id=claim_id,
            expected_version=claim.version,
            verdict=finding.verdict,
            rationale=finding.rationale,
        )
        status = _now(claim_id).get_status_display()
        say(f"{reviewer} finds it {finding.verdict.value}: {finding.rationale} The claim is now: {status}.")


def _hold_or_dismiss(part: Part, claim_id: int, people: Mapping[str, User], say: Say) -> None:
    claim = _now(claim_id)
    if part.held_by and lease_of(claim) is None:
        take(by=people[part.held_by], claim_id=claim_id)
        say(f"{people[part.held_by]} takes it.")
    if part.dismissed and claim.status != VerificationStatus.DISMISSED:
        who, why = part.dismissed
        dismiss(by=people[who], claim_id=claim_id, expected_version=claim.version, rationale=why)
        say(f"{people[who]} dismisses it: {why}")


def _publish(part: Part, claim_id: int, editor: User, say: Say) -> None:
    edition = edition_of(claim_id)
    if edition is None:
        version = _now(claim_id).version
        edition = publish(
            by=editor, claim_id=claim_id, expected_version=version, summary=part.published, override=part.although
        )
        say(f"{editor} publishes it: {public_address(edition)}")
    if part.corrected and edition.kind == EditionKind.PUBLICATION:
        reason, summary = part.corrected
        correct(by=editor, claim_id=claim_id, reason=reason, summary=summary)
        say(f"{editor} corrects it: {reason}")
    if part.retracted and edition.kind != EditionKind.RETRACTION:
        retract(by=editor, claim_id=claim_id, reason=part.retracted)
        say(f"{editor} retracts it: {part.retracted}")
