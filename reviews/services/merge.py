"""Two claims that are one become one."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from accounts.policies import check_may
from accounts.roles import Capability
from audit.services import record
from claims.enums import CorrectionKind, SuggestionState
from claims.models import Claim, MatchSuggestion, Mention, Position
from claims.services import change_claim
from core.errors import Conflict, InvalidInput
from reviews import policies
from reviews.models import Contact, Evidence, Lease, Review
from reviews.services import correcting


@transaction.atomic
def merge_claims(*, by: User, claim_id: int, into_id: int, expected_version: int, reason: str = "") -> Claim:
    """Let claim `claim_id` go up in `into_id`: its places, stands, evidence and requests move there.

    Both rows and both histories stay; the old address leads to the new one. Returns the claim that remains.
    Raises NotAllowed, InvalidInput (no such claim), Conflict (stale, held, judged, itself, a loop).
    """
    check_may(by, Capability.CORRECT_EXTRACTION)
    source, target = _both(claim_id, into_id)
    if source.version != expected_version:
        raise Conflict(
            "This claim has changed since you opened it. Look at it again before you merge it.",
            details={"status": source.status, "version": source.version, "text": source.text},
        )
    policies.check_can_merge(source, target)
    policies.check_can_correct(by, source)
    policies.check_not_held_by_other(by, target)
    before = _move(source, target)
    suggestions = list(
        MatchSuggestion.objects.filter(claim__in=(source, target), candidate__in=(source, target)).values_list(
            "pk", flat=True
        )
    )
    MatchSuggestion.objects.filter(pk__in=suggestions).update(
        state=SuggestionState.ACCEPTED, decided_by=by, decided_at=timezone.now()
    )
    before |= {"into": target.pk, "suggestions": suggestions}
    identity = (source.sha256, source.speaker_id)
    source = change_claim(claim=source, expected_version=expected_version, merged_into=target)
    # Who judges from a page of before has not seen what came: the version says so.
    target = change_claim(
        claim=target,
        expected_version=target.version,
        score=max(source.score, target.score),
        first_said_at=min(source.first_said_at, target.first_said_at),
    )
    Lease.objects.filter(claim=source, holder=by).delete()
    moved = Evidence.objects.filter(pk__in=before["evidence"]).only("pk")
    data = {"claim": source.pk, "text": source.text}
    record(by=by, action="claim.absorbed", target=target, data=data, binds=moved)
    correcting.keep(
        by=by,
        claim=source,
        kind=CorrectionKind.MERGE,
        identity=identity,
        original={"text": source.text, "speaker": source.speaker_id},
        corrected={"into": target.pk, "text": target.text, "speaker": target.speaker_id},
        reason=reason,
        before=before,
    )
    target.refresh_from_db()
    return target


def undo_merge(*, claim: Claim, before: dict[str, Any], by: User, at: datetime) -> Claim:
    """Two claims again, each with what was its own. What came to the other since stays there.

    `at`: when they were merged. Raises Conflict once a verdict was given with what came before the reviewer's eyes.
    """
    target = Claim.objects.select_for_update(of=("self",)).get(pk=before["into"])
    if Review.objects.in_round(target).filter(decided_at__gte=at).exists():
        raise Conflict(
            "The other claim was judged since with what came from this one. Have it reviewed again, then split it."
        )
    Mention.objects.filter(pk__in=before["mentions"], claim=target).update(claim=claim)
    Position.objects.filter(pk__in=before["positions"], claim=target).update(claim=claim)
    Evidence.objects.filter(pk__in=before["evidence"], claim=target).update(claim=claim)
    Contact.objects.filter(pk__in=before["contacts"], claim=target).update(claim=claim)
    MatchSuggestion.objects.filter(pk__in=before["suggestions"]).update(
        state=SuggestionState.OPEN, decided_by=None, decided_at=None
    )
    change_claim(
        claim=target,
        expected_version=target.version,
        score=before["score"],
        first_said_at=before["first_said_at"],
    )
    claim = change_claim(claim=claim, expected_version=claim.version, merged_into=None)
    record(by=by, action="claim.absorbed.undone", target=target, data={"claim": claim.pk})
    return claim


@transaction.atomic
def reject_match(*, by: User, claim_id: int, other_id: int) -> MatchSuggestion:
    """Say that two claims that look alike are not the same: they are not suggested for each other again."""
    check_may(by, Capability.CORRECT_EXTRACTION)
    suggestion = (
        MatchSuggestion.objects.select_for_update(of=("self",))
        .filter(claim__in=(claim_id, other_id), candidate__in=(claim_id, other_id), state=SuggestionState.OPEN)
        .select_related("claim")
        .first()
    )
    if suggestion is None:
        raise Conflict("This suggestion is not open any more. Reload the page.")
    suggestion.state, suggestion.decided_by, suggestion.decided_at = SuggestionState.REJECTED, by, timezone.now()
    suggestion.save(update_fields=["state", "decided_by", "decided_at"])
    record(
        by=by,
        action="match.rejected",
        target=suggestion.claim,
        data={"candidate": suggestion.candidate_id, "score": suggestion.score, "reason": suggestion.reason},
    )
    return suggestion


def _both(claim_id: int, into_id: int) -> tuple[Claim, Claim]:
    """Both claims locked, the lower number first, so that two people who merge crosswise do not wait for each other.

    The one to merge into is followed to the claim that it went into itself: if that is the first, it is a loop.
    """
    end = into_id
    for _step in range(50):
        next_one = Claim.objects.filter(pk=end).values_list("merged_into", flat=True).first()
        if next_one is None:
            break
        end = next_one
    locked = {
        claim.pk: claim
        for claim in Claim.objects.select_for_update(of=("self",)).filter(pk__in=(claim_id, end)).order_by("pk")
    }
    if claim_id not in locked or end not in locked:
        raise InvalidInput("There is no such claim. Check the number, or choose one from the list.", field="into")
    if locked[end].merged_into_id is not None and end != claim_id:
        raise Conflict("The other claim was merged a moment ago. Reload the page.")
    return locked[claim_id], locked[end]


def _move(source: Claim, target: Claim) -> dict[str, Any]:
    mentions = list(Mention.objects.filter(claim=source).values_list("pk", flat=True))
    positions = list(Position.objects.filter(claim=source).values_list("pk", flat=True))
    contacts = list(Contact.objects.filter(claim=source).values_list("pk", flat=True))
    standing = set(
        Evidence.objects.filter(claim=target, withdrawn_at__isnull=True).values_list("url", "quotation", "stance")
    )
    # The same evidence on both sides stays where it is: it would be there twice.
    evidence = [
        row.pk
        for row in Evidence.objects.filter(claim=source)
        if row.withdrawn_at is not None or (row.url, row.quotation, row.stance) not in standing
    ]
    Mention.objects.filter(pk__in=mentions).update(claim=target)
    Position.objects.filter(pk__in=positions).update(claim=target)
    Contact.objects.filter(pk__in=contacts).update(claim=target)
    Evidence.objects.filter(pk__in=evidence).update(claim=target)
    return {
        "mentions": mentions,
        "positions": positions,
        "contacts": contacts,
        "evidence": evidence,
        "score": target.score,
        "first_said_at": target.first_said_at.isoformat(),
    }
