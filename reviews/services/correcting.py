"""What every correction has in common: how it begins, what it leaves behind, and how it is taken back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.utils import timezone

from accounts.models import User
from claims.enums import CorrectionKind
from claims.models import Claim, Correction, Mention, Speaker
from claims.services import rank_claims
from claims.services.match import wording_hash
from core.errors import Conflict, InvalidInput
from core.text import one_line, written
from reviews import policies
from reviews.services.acts import record_act
from reviews.services.locked import locked_claim

_REASON_LENGTH = 1000


def begin(*, by: User, claim_id: int, expected_version: int) -> Claim:
    """The claim, locked, at the version the person saw and open to correction by them. Raises NotAllowed, Conflict."""
    claim = locked_claim(claim_id=claim_id, expected_version=expected_version)
    policies.check_can_correct(by, claim)
    return claim


def mention_of(claim: Claim, mention_id: int) -> Mention:
    """That place of the claim, locked. Raises InvalidInput if it is not one of the claim's."""
    mention = (
        Mention.objects.select_for_update(of=("self",))
        .select_related("version", "run")
        .filter(pk=mention_id, claim=claim)
        .first()
    )
    if mention is None:
        raise InvalidInput("This place is not one of the claim's any more. Reload the page.", field="mention")
    return mention


def wording(text: str, *, field: str = "text") -> str:
    """A claim's text as it is stored. Raises InvalidInput if it is empty or too long."""
    words = " ".join(written(text).split())
    if not words:
        raise InvalidInput("Write the claim as one sentence that stands by itself.", field=field)
    if len(words) > settings.LIMIT_CLAIM_LENGTH:
        raise InvalidInput(
            f"The claim has {len(words)} characters; {settings.LIMIT_CLAIM_LENGTH} fit. Keep to one statement.",
            field=field,
        )
    return words


def check_identity_is_free(*, text: str, speaker: Speaker | None, claim: Claim) -> None:
    """Raise Conflict if another claim has these words by this speaker already: the two are one."""
    other = Claim.objects.filter(sha256=wording_hash(text), speaker=speaker).exclude(pk=claim.pk).first()
    if other is not None:
        raise Conflict(
            f"Claim {other.pk} has these words by this speaker already. Merge this one into it.",
            details={"claim": other.pk, "version": claim.version, "status": claim.status},
        )


def keep(
    *,
    by: User,
    claim: Claim,
    kind: CorrectionKind,
    identity: tuple[str, int | None],
    original: Mapping[str, Any],
    corrected: Mapping[str, Any],
    mention: Mention | None = None,
    reason: str = "",
    before: Mapping[str, Any] | None = None,
) -> Correction:
    """The correction's row, its audit event and its act. `identity`: the claim's hash and speaker before."""
    rank_those_touched(claim, before or {})
    correction = Correction.objects.create(
        claim=claim,
        kind=kind,
        mention=mention,
        original=dict(original),
        corrected=dict(corrected),
        original_sha256=identity[0],
        original_speaker_id=identity[1],
        reason=one_line(reason, limit=_REASON_LENGTH),
        by=by,
        at=timezone.now(),
        claim_version=claim.version - 1,
    )
    record_act(
        by=by,
        action=f"claim.corrected_{kind.value}",
        claim=claim,
        data={
            "correction": correction.pk,
            "original": correction.original,
            "corrected": correction.corrected,
            "reason": correction.reason,
            "version": claim.version,
        },
        before={"correction": correction.pk, **(before or {})},
    )
    return correction


def rank_those_touched(claim: Claim, before: Mapping[str, Any]) -> None:
    """Other words, speakers and places may mean another place in the queue: for this claim and its other half."""
    rank_claims([claim.pk, *(before[half] for half in ("into", "other") if half in before)])


def mark_undone(correction: Correction, *, by: User) -> None:
    """It is no training signal any more; the row stays."""
    Correction.objects.filter(pk=correction.pk).update(undone_by=by, undone_at=timezone.now())
