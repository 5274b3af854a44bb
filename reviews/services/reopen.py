"""Review a settled claim again, from the start."""

from __future__ import annotations

from django.db import transaction

from accounts.models import User
from accounts.policies import check_may
from accounts.roles import Capability
from claims.enums import VerificationStatus
from claims.models import Claim
from claims.services import change_claim
from core.text import written
from reviews import policies
from reviews.services.acts import record_act
from reviews.services.locked import locked_claim
from reviews.workflow import Move


@transaction.atomic
def reopen(*, by: User, claim_id: int, expected_version: int, reason: str) -> Claim:
    """Start the next round: earlier verdicts are kept and count no more. What is published stays until republished."""
    check_may(by, Capability.PUBLISH)
    reason = written(reason)
    policies.check_rationale(reason)
    claim = locked_claim(claim_id=claim_id, expected_version=expected_version)
    policies.check_move_allowed(Move.REOPEN, claim=claim, end=VerificationStatus.IN_REVIEW)
    before = {"status": claim.status, "round": claim.round}
    claim = change_claim(
        claim=claim, expected_version=expected_version, status=VerificationStatus.IN_REVIEW, round=claim.round + 1
    )
    record_act(
        by=by, action="claim.reopened", claim=claim, before=before, data={"reason": reason, "round": claim.round}
    )
    return claim
