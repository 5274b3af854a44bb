"""Add evidence to a claim, or withdraw it."""

from __future__ import annotations

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from accounts.policies import check_may
from accounts.roles import Capability
from core.announce import announce
from core.errors import Conflict, InvalidInput, NotAllowed
from core.text import clean
from core.web_address import AddressError, canonical_url
from reviews import policies
from reviews.enums import CaptureState, EvidenceStance
from reviews.models import Evidence
from reviews.services.acts import record_act
from reviews.services.locked import locked_claim
from reviews.signals import evidence_added


@transaction.atomic
def add_evidence(
    *, by: User, claim_id: int, quotation: str, stance: EvidenceStance, url: str = "", title: str = ""
) -> Evidence:
    """Keep a source for or against a claim: its address, the words in it that matter, and what they do.

    A worker captures the address afterwards. The same evidence twice is one row.
    Raises InvalidInput for an address that is none or words that are missing, NotAllowed.
    """
    check_may(by, Capability.REVIEW_CLAIM)
    quotation = clean(quotation).text.strip()
    title = " ".join(clean(title).text.split())[:300]
    if not quotation:
        raise InvalidInput("Quote the words that matter, so that others can find them.", field="quotation")
    if len(quotation) > settings.LIMIT_QUOTATION_LENGTH:
        raise InvalidInput(
            f"The quotation has {len(quotation)} characters; {settings.LIMIT_QUOTATION_LENGTH} fit. Keep the sentence"
            " that matters.",
            field="quotation",
        )
    address = _address(url)
    claim = locked_claim(claim_id=claim_id)
    evidence, created = Evidence.objects.get_or_create(
        claim=claim,
        url=address,
        quotation=quotation,
        stance=stance,
        withdrawn_at=None,
        defaults={
            "title": title,
            "added_by": by,
            "added_at": timezone.now(),
            "capture_state": CaptureState.DUE if address else CaptureState.NOT_NEEDED,
        },
    )
    if created:
        data = {"evidence": evidence.pk, "url": address, "quotation": quotation, "stance": stance, "title": title}
        record_act(
            by=by, action="evidence.added", claim=claim, data=data, before={"evidence": evidence.pk}, binds=[evidence]
        )
        announce(evidence_added, evidence_id=evidence.pk)
    return evidence


@transaction.atomic
def withdraw_evidence(*, by: User, claim_id: int, evidence_id: int) -> Evidence:
    """Take evidence of this claim back. The row stays. Only who added it, or an editor, may.

    Raises Conflict once a verdict of the present round was given with this evidence before the reviewer's eyes.
    """
    check_may(by, Capability.REVIEW_CLAIM)
    claim = locked_claim(claim_id=claim_id)
    evidence = Evidence.objects.select_for_update(of=("self",)).filter(pk=evidence_id, claim=claim).first()
    if evidence is None or evidence.withdrawn_at is not None:
        raise Conflict("This evidence is not there any more. Reload the claim to see what stands.")
    if evidence.added_by_id != by.pk and not by.may(Capability.PUBLISH):
        raise NotAllowed("Only the person who added this evidence, or an editor, may withdraw it.")
    policies.check_no_verdict_rests_on(claim, evidence)
    evidence.withdrawn_by = by
    evidence.withdrawn_at = timezone.now()
    evidence.save(update_fields=["withdrawn_by", "withdrawn_at"])
    data = {"evidence": evidence.pk}
    record_act(by=by, action="evidence.withdrawn", claim=claim, data=data, before=data, binds=[evidence])
    return evidence


def _address(url: str) -> str:
    if not url.strip():
        return ""
    try:
        return canonical_url(url)
    except AddressError as refusal:
        raise InvalidInput(refusal.reason, field="url") from refusal
