"""One person's verdict, and what follows from it."""

from __future__ import annotations

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import User
from claims.enums import VerificationStatus
from claims.models import Claim
from claims.services import change_claim
from core.announce import announce
from core.errors import Conflict
from core.text import written
from reviews import policies
from reviews.enums import Seat
from reviews.models import Assignment, Lease, Review
from reviews.queries import current_scale
from reviews.scale import Word
from reviews.services.acts import record_act
from reviews.services.locked import lease_end, locked_claim
from reviews.signals import review_decided
from reviews.workflow import SEATS, Move


def decide(
    *, by: User, claim_id: int, expected_version: int, verdict: str, rationale: str, seen_evidence: int | None = None
) -> Review:
    """Give the verdict that the claim waits for: the first, the second, or the third that settles a difference.

    First: the claim goes to second review. Second: if both agree it has its status, else it goes to adjudication.
    Third: their verdict stands. `verdict` is a word of the desk's scale (by default confirmed, disputed, unconfirmed);
    two people agree if they found the same word. `seen_evidence`: the highest number of the evidence that the person
    saw (0 for none), so that no verdict passes over what a colleague added meanwhile; None: not checked.
    Raises NotAllowed (role, own earlier verdict), Conflict (stale version, held or decided by another, unseen
    evidence), InvalidInput (no rationale, no evidence, no word of the scale).
    """
    rationale = written(rationale)
    try:
        with transaction.atomic():
            claim = locked_claim(claim_id=claim_id, expected_version=expected_version)
            policies.check_can_decide(by, claim)
            policies.check_evidence_was_seen(by, claim, seen=seen_evidence)
            return _decide(by, claim, verdict, rationale)
    except IntegrityError as error:
        # The unique keys are the last word: a person sits once in a round, a seat is filled once.
        raise Conflict("Somebody else gave this verdict a moment before you. Look at the claim again.") from error


def _decide(by: User, claim: Claim, verdict: str, rationale: str) -> Review:
    word = policies.check_word(current_scale(), verdict)
    policies.check_verdict_has_grounds(claim=claim, verdict=word.status, rationale=rationale)
    seat = SEATS[VerificationStatus(claim.status)]
    review = Review.objects.create(
        claim=claim,
        round=claim.round,
        seat=seat,
        reviewer=by,
        verdict=word.status,
        word_id=word.pk,
        rationale=rationale,
        claim_text=claim.text,
        claim_version=claim.version,
        decided_at=timezone.now(),
    )
    move, status = _outcome(claim, seat, word)
    policies.check_move_allowed(move, claim=claim, end=status)
    change_claim(claim=claim, expected_version=claim.version, status=status)
    before = {"lease_until": lease_end(claim, by)}
    Lease.objects.filter(claim=claim).delete()
    Assignment.objects.filter(claim=claim, assignee=by).delete()
    record_act(
        by=by,
        action="claim.decided",
        claim=claim,
        before=before,
        review=review,
        binds=[review],
        data={
            "review": review.pk,
            "seat": seat,
            "verdict": word.key,
            "label": word.label,
            "rationale": rationale,
            "round": claim.round,
            "status": status,
            "version": claim.version,
            "claim_text": review.claim_text,
        },
    )
    announce(review_decided, claim_id=claim.pk)
    return review


def _outcome(claim: Claim, seat: Seat, word: Word) -> tuple[Move, VerificationStatus]:
    if seat == Seat.FIRST:
        return Move.DECIDE_FIRST, VerificationStatus.SECOND_REVIEW
    if seat == Seat.ADJUDICATOR:
        return Move.ADJUDICATE, VerificationStatus(word.status.value)
    first = Review.objects.in_round(claim).select_related("word").get(seat=Seat.FIRST)
    if (first.word.key if first.word else first.verdict) == word.key:
        return Move.AGREE, VerificationStatus(word.status.value)
    return Move.DIFFER, VerificationStatus.ADJUDICATION
