"""The one way to change a claim's row: against the version the writer saw."""

from __future__ import annotations

from typing import Any

from django.db.models import F

from claims.models import Claim
from core.errors import Conflict


def change_claim(*, claim: Claim, expected_version: int, **changes: Any) -> Claim:
    """Write `changes` and step the version by one, if the claim still has `expected_version`.

    A conditional update: of two writers who saw the same version, one wins and the other gets Conflict. To be called
    in the caller's transaction, which also holds the audit event. Returns the claim as it is now.
    """
    changed = Claim.objects.filter(pk=claim.pk, version=expected_version).update(version=F("version") + 1, **changes)
    if not changed:
        now = Claim.objects.get(pk=claim.pk)
        raise Conflict(
            "Somebody changed this claim while you were working on it. Your text is kept: look at the claim as it is"
            " now, then decide again.",
            details={"status": now.status, "version": now.version, "text": now.text},
        )
    claim.refresh_from_db()
    return claim
