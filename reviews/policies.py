"""May it be done? Each check raises with a sentence for the person; `allows` turns a check into yes or no."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.utils import timezone

from accounts.models import User
from accounts.policies import check_may
from accounts.roles import Capability
from claims.enums import OPEN_STATUSES, VerificationStatus
from claims.models import Claim
from core.errors import Conflict, DomainError, InvalidInput, NotAllowed
from core.text import written
from reviews.enums import Verdict
from reviews.models import Evidence, Lease, Review, VerdictScale, VerdictWord
from reviews.scale import Scale, Word
from reviews.workflow import SEATS, Move, MoveRefused, check_move


def allows(check: Callable[..., Any], *args: Any, **kwargs: Any) -> bool:
    """Whether the check passes: for pages that show a button or not."""
    try:
        check(*args, **kwargs)
    except DomainError:
        return False
    return True


def check_move_allowed(move: Move, *, claim: Claim, end: VerificationStatus) -> None:
    """Raise Conflict unless the workflow has this move from where the claim is now."""
    try:
        check_move(move, start=VerificationStatus(claim.status), end=end)
    except MoveRefused as refusal:
        raise Conflict(str(refusal), details={"status": claim.status, "version": claim.version}) from refusal


def check_can_review(user: User, claim: Claim) -> None:
    """Raise NotAllowed unless this person may work on this claim in this round at all.

    Whoever took a verdict back has seen another one by then, and does not sit again in this round.
    """
    check_may(user, Capability.REVIEW_CLAIM)
    if claim.merged_into_id is not None:
        raise Conflict("This claim was merged into another. Review that one.", details={"claim": claim.merged_into_id})
    given = Review.objects.filter(claim=claim, round=claim.round, reviewer=user).order_by("-pk").first()
    if given is None:
        return
    if given.taken_back_at is not None:
        raise NotAllowed("You took your verdict back after you saw the other one, so another person gives it now.")
    raise NotAllowed("You have given your verdict on this claim. The next one has to come from another person.")


def check_can_be_assigned(assignee: User, claim: Claim) -> None:
    """Raise Conflict or NotAllowed unless this person could still review the claim."""
    if claim.merged_into_id is not None or VerificationStatus(claim.status) not in OPEN_STATUSES:
        raise Conflict(
            "This claim waits for nobody: it is decided, dismissed or merged.", details={"status": claim.status}
        )
    if Review.objects.filter(claim=claim, round=claim.round, reviewer=assignee).exists():
        raise NotAllowed(f"{assignee.display_name} has judged this claim already. Another person has to see to it.")


def check_not_held_by_other(user: User, claim: Claim) -> None:
    """Raise Conflict while another person has taken the claim."""
    lease = Lease.objects.select_related("holder").filter(claim=claim, expires_at__gt=timezone.now()).first()
    if lease is not None and lease.holder_id != user.pk:
        until = timezone.localtime(lease.expires_at)
        raise Conflict(
            f"{lease.holder.display_name} has taken this claim until {until:%H:%M}. Choose another, or wait.",
            details={"holder": lease.holder.display_name, "expires_at": lease.expires_at.isoformat()},
        )


def check_can_decide(user: User, claim: Claim) -> None:
    """Raise unless this person may give the verdict that the claim waits for."""
    check_can_review(user, claim)
    if VerificationStatus(claim.status) not in SEATS:
        state = claim.get_status_display()
        raise Conflict(
            f"This claim is {state}. Take it first, or choose one that waits for a verdict.",
            details={"status": claim.status, "version": claim.version},
        )
    check_not_held_by_other(user, claim)


def check_evidence_was_seen(user: User, claim: Claim, *, seen: int | None) -> None:
    """Raise Conflict if somebody else added evidence after the page that this person judges from was made.

    `seen`: the highest number of the evidence that was shown, 0 for none; None where nobody can say.
    """
    if seen is None:
        return
    newer = Evidence.objects.filter(claim=claim, pk__gt=seen, withdrawn_at__isnull=True).exclude(added_by=user)
    row = newer.select_related("added_by").order_by("pk").first()
    if row is not None:
        words = row.quotation if len(row.quotation) <= 100 else row.quotation[:100].rstrip() + "…"
        raise Conflict(
            f"{row.added_by.display_name} added evidence since you opened this claim: “{words}” Look at it, then"
            " send your verdict again.",
            details={"status": claim.status, "version": claim.version, "evidence": row.pk},
        )


def check_word(scale: Scale, key: str) -> Word:
    """The word of the desk's scale; raise InvalidInput, with the words there are, for any other."""
    word = scale.word(str(key))
    if word is None:
        words = ", ".join(word.label for word in scale.words)
        raise InvalidInput(f"This is no verdict of this desk. Choose one of: {words}.", field="verdict")
    return word


def check_verdict_has_grounds(*, claim: Claim, verdict: Verdict, rationale: str) -> None:
    """Raise InvalidInput unless the verdict comes with its reasons: always words, and evidence for a finding."""
    check_rationale(rationale)
    if verdict == Verdict.UNCONFIRMED:
        return
    if not Evidence.objects.filter(claim=claim, withdrawn_at__isnull=True).exists():
        raise InvalidInput(
            f"A claim that is {verdict.value} needs evidence. Add at least one source, then decide.", field="verdict"
        )


def check_rationale(rationale: str) -> None:
    """Raise InvalidInput for a rationale that is missing or too long."""
    if not written(rationale):
        raise InvalidInput(
            "Write down why: one sentence is enough. Readers see it if the editor writes no summary.", field="rationale"
        )
    if len(rationale) > settings.LIMIT_RATIONALE_LENGTH:
        raise InvalidInput(
            f"The rationale has {len(rationale)} characters; {settings.LIMIT_RATIONALE_LENGTH} fit. Shorten it.",
            field="rationale",
        )


def check_can_correct(user: User, claim: Claim) -> None:
    """Raise unless this person may now put right what was extracted: text, speaker, span, or whom it is about.

    What a verdict of the present round was given on may not change under it.
    """
    check_may(user, Capability.CORRECT_EXTRACTION)
    if claim.merged_into_id is not None:
        raise Conflict("This claim was merged into another. Correct that one.", details={"claim": claim.merged_into_id})
    check_not_held_by_other(user, claim)
    if Review.objects.in_round(claim).exists():
        raise Conflict(
            "A verdict rests on this claim as it is worded now. Have it reviewed again, then correct it.",
            details={"status": claim.status, "version": claim.version},
        )


def check_can_merge(source: Claim, target: Claim) -> None:
    """Raise Conflict unless `source` may go up in `target`: no loop, and nothing that was found gets lost."""
    if source.pk == target.pk:
        raise Conflict("This would merge the claim with itself, in a loop. Choose another claim.")
    if source.merged_into_id is not None:
        raise Conflict("This claim was merged already. Open the one it went into.")
    if Review.objects.filter(claim=source).exclude(acts__undone_at__isnull=False).exists():
        raise Conflict("This claim has verdicts of its own. Open the other claim and merge that one into this one.")
    if target.status == VerificationStatus.DISMISSED:
        raise Conflict("The other claim was dismissed. Restore it first, or dismiss this one too.")


def check_no_verdict_rests_on(claim: Claim, evidence: Evidence) -> None:
    """Raise Conflict once a verdict of the present round was given with this evidence before the reviewer's eyes."""
    if Review.objects.in_round(claim).filter(decided_at__gte=evidence.added_at).exists():
        raise Conflict("A verdict rests on this evidence. Have the claim reviewed again, then it can be withdrawn.")


def check_not_merged(claim: Claim) -> None:
    """Raise Conflict if the claim went up in another: work belongs there."""
    if claim.merged_into_id is not None:
        raise Conflict("This claim was merged into another. Work on that one.", details={"claim": claim.merged_into_id})


def check_scale_can_be_used(scale: VerdictScale) -> None:
    """Raise InvalidInput unless the scale has a word for each finding that a claim can have."""
    there = set(scale.words.values_list("status", flat=True))
    missing = [verdict.value for verdict in Verdict if verdict.value not in there]
    if missing:
        raise InvalidInput(f"This scale has no word that leads to {' or '.join(missing)}. Add one, then use it.")


def check_word_can_change(word: VerdictWord) -> None:
    """Raise Conflict once a verdict may have been given with this word.

    Of a scale in use that is always so: whether one was, and how many, would tell of a verdict that is still blind.
    """
    if word.scale.in_use or Review.objects.filter(word=word).exists():
        raise Conflict("Verdicts are given with this word. Add another word, or a new scale, instead.")


def check_scale_can_change(scale: VerdictScale, *, worst: int | None, best: int | None) -> None:
    """Raise Conflict unless the ends of the scale may become these: nothing is judged on it, and its words fit."""
    if scale.in_use or Review.objects.filter(word__scale=scale, word__rating__isnull=False).exists():
        raise Conflict("Verdicts are given on this scale: its numbers stay. Add a new scale instead.")
    ratings = [rating for rating in scale.words.values_list("rating", flat=True) if rating is not None]
    if worst is not None and best is not None and any(not worst <= rating <= best for rating in ratings):
        raise Conflict("Some words have numbers outside these ends. Change those words first.")
