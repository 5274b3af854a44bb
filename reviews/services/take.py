"""Take a claim, give it back, or put a candidate into the queue."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from accounts.policies import check_may
from accounts.roles import Capability
from claims.enums import VerificationStatus
from claims.models import Claim
from claims.services import change_claim
from reviews import policies
from reviews.models import Lease
from reviews.services.acts import record_act
from reviews.services.locked import lease_end, locked_claim
from reviews.workflow import SEATS, Move


@transaction.atomic
def queue_claim(*, by: User, claim_id: int, expected_version: int) -> Claim:
    """Put a candidate into the queue, whatever its score."""
    check_may(by, Capability.REVIEW_CLAIM)
    claim = locked_claim(claim_id=claim_id, expected_version=expected_version)
    policies.check_move_allowed(Move.QUEUE, claim=claim, end=VerificationStatus.QUEUED)
    before = {"status": claim.status}
    claim = change_claim(claim=claim, expected_version=claim.version, status=VerificationStatus.QUEUED)
    record_act(by=by, action="claim.queued", claim=claim, before=before)
    return claim


@transaction.atomic
def take(*, by: User, claim_id: int) -> Claim:
    """Hold a claim for the lease time. To take it again is to hold it longer.

    A claim that waits for a first verdict moves to "in review". Raises Conflict while another person holds it.
    """
    claim = locked_claim(claim_id=claim_id)
    policies.check_can_review(by, claim)
    policies.check_not_held_by_other(by, claim)
    before = {"status": claim.status, "lease_until": lease_end(claim, by)}
    if VerificationStatus(claim.status) not in SEATS:
        policies.check_move_allowed(Move.TAKE, claim=claim, end=VerificationStatus.IN_REVIEW)
        claim = change_claim(claim=claim, expected_version=claim.version, status=VerificationStatus.IN_REVIEW)
    now = timezone.now()
    lease, _ = Lease.objects.update_or_create(
        claim=claim,
        defaults={
            "holder": by,
            "taken_at": now,
            "expires_at": now + timedelta(seconds=settings.REVIEW_LEASE_SECONDS),
        },
    )
    data = {"until": lease.expires_at.isoformat()}
    record_act(by=by, action="claim.taken", claim=claim, data=data, before=before)
    return claim


@transaction.atomic
def release(*, by: User, claim_id: int) -> Claim:
    """Give a claim back. An editor may free one that another person holds."""
    claim = locked_claim(claim_id=claim_id)
    check_may(by, Capability.REVIEW_CLAIM)
    if not by.may(Capability.PUBLISH):
        policies.check_not_held_by_other(by, claim)
    before = {"status": claim.status, "lease_until": lease_end(claim, by)}
    Lease.objects.filter(claim=claim).delete()
    if claim.status == VerificationStatus.IN_REVIEW:
        policies.check_move_allowed(Move.RELEASE, claim=claim, end=VerificationStatus.QUEUED)
        claim = change_claim(claim=claim, expected_version=claim.version, status=VerificationStatus.QUEUED)
    record_act(by=by, action="claim.released", claim=claim, before=before)
    return claim
