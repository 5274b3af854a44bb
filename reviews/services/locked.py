"""Every write of reviews begins here: the claim, locked, at the version the person saw."""

from __future__ import annotations

from django.utils import timezone

from accounts.models import User
from claims.models import Claim
from core.errors import Conflict, InvalidInput
from reviews.models import Lease


def locked_claim(*, claim_id: int, expected_version: int | None = None) -> Claim:
    """The claim's row, locked to the end of the transaction.

    Raises InvalidInput if there is none, Conflict (with what it is now) if it is not at `expected_version`.
    """
    claim = Claim.objects.select_for_update(of=("self",)).filter(pk=claim_id).first()
    if claim is None:
        raise InvalidInput("There is no such claim. It may have been merged: search for its words.")
    if expected_version is not None and claim.version != expected_version:
        raise Conflict(
            f"This claim has changed since you opened it: it is now {claim.get_status_display()}."
            " Look at it again before you decide.",
            details={"status": claim.status, "version": claim.version, "text": claim.text},
        )
    return claim


def lease_end(claim: Claim, holder: User) -> str | None:
    """When the person's own running hold on the claim ends (ISO 8601); None if they do not hold it."""
    lease = Lease.objects.filter(claim=claim, holder=holder, expires_at__gt=timezone.now()).first()
    return lease.expires_at.isoformat() if lease else None
