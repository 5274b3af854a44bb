"""Say that a claim is not one for this desk, or take that back."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from accounts.policies import check_may
from accounts.roles import Capability
from claims.enums import VerificationStatus
from claims.models import Claim
from claims.services import change_claim
from core.text import written
from reviews import policies
from reviews.enums import SkipReason
from reviews.models import Dismissal, Lease
from reviews.services.acts import record_act
from reviews.services.locked import lease_end, locked_claim
from reviews.workflow import Move


@transaction.atomic
def dismiss(
    *, by: User, claim_id: int, expected_version: int, rationale: str, reason: SkipReason = SkipReason.OTHER
) -> Claim:
    """Take a claim out of the queue, with the reason. It can be restored."""
    check_may(by, Capability.REVIEW_CLAIM)
    rationale = written(rationale)
    policies.check_rationale(rationale)
    claim = locked_claim(claim_id=claim_id, expected_version=expected_version)
    policies.check_not_held_by_other(by, claim)
    policies.check_move_allowed(Move.DISMISS, claim=claim, end=VerificationStatus.DISMISSED)
    before = {"status": claim.status, "lease_until": lease_end(claim, by)}
    claim = change_claim(claim=claim, expected_version=expected_version, status=VerificationStatus.DISMISSED)
    Lease.objects.filter(claim=claim).delete()
    Dismissal.objects.create(claim=claim, by=by, reason=reason, words=rationale, at=timezone.now())
    data = {"rationale": rationale, "skip_reason": reason.value}
    record_act(by=by, action="claim.dismissed", claim=claim, data=data, before=before)
    return claim


def end_dismissal(claim: Claim) -> None:
    """It counts no more: the claim came back."""
    Dismissal.objects.filter(claim=claim, ended_at__isnull=True).update(ended_at=timezone.now())


@transaction.atomic
def restore(*, by: User, claim_id: int, expected_version: int) -> Claim:
    """Put a dismissed claim back into the queue."""
    check_may(by, Capability.REVIEW_CLAIM)
    claim = locked_claim(claim_id=claim_id, expected_version=expected_version)
    policies.check_move_allowed(Move.RESTORE, claim=claim, end=VerificationStatus.QUEUED)
    claim = change_claim(claim=claim, expected_version=expected_version, status=VerificationStatus.QUEUED)
    end_dismissal(claim)
    record_act(by=by, action="claim.restored", claim=claim, before={"status": VerificationStatus.DISMISSED})
    return claim
