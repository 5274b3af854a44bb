"""Put a claim into better words."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from accounts.models import User
from claims.enums import CorrectionKind
from claims.matching import minhash_bands
from claims.models import Claim
from claims.services import change_claim
from claims.services.match import wording_hash
from core.errors import InvalidInput
from reviews.services import correcting


@transaction.atomic
def correct_text(*, by: User, claim_id: int, expected_version: int, text: str, reason: str = "") -> Claim:
    """Write `text` as the claim's wording; the original is kept beside it, and no later extraction overwrites it.

    Raises NotAllowed, InvalidInput (no words, too many, no change), Conflict (stale, held, judged already, or another
    claim with these words).
    """
    words = correcting.wording(text)
    claim = correcting.begin(by=by, claim_id=claim_id, expected_version=expected_version)
    if words == claim.text:
        raise InvalidInput("These are the words that are there. Change them, or leave it.", field="text")
    correcting.check_identity_is_free(text=words, speaker=claim.speaker, claim=claim)
    before = {"text": claim.text, "edited": claim.edited}
    identity = (claim.sha256, claim.speaker_id)
    claim = change_claim(claim=claim, expected_version=expected_version, **_as_worded(words), edited=True)
    correcting.keep(
        by=by,
        claim=claim,
        kind=CorrectionKind.TEXT,
        identity=identity,
        original={"text": before["text"]},
        corrected={"text": words},
        reason=reason,
        before=before,
    )
    return claim


def undo_text(*, claim: Claim, before: dict[str, Any]) -> Claim:
    """The words that were there before."""
    correcting.check_identity_is_free(text=before["text"], speaker=claim.speaker, claim=claim)
    return change_claim(
        claim=claim, expected_version=claim.version, **_as_worded(before["text"]), edited=before["edited"]
    )


def _as_worded(text: str) -> dict[str, Any]:
    return {"text": text, "sha256": wording_hash(text), "fingerprint": minhash_bands(text)}
