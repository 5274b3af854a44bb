"""How each act is reversed. Each way back gets the person, the locked claim and the act; it returns the claim."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import User
from claims.enums import VerificationStatus
from claims.models import Claim, Correction, Position, Topic
from claims.services import change_claim, change_topics
from core.errors import Conflict
from reviews import policies
from reviews.enums import Seat
from reviews.models import Act, Contact, Dismissal, Evidence, Lease, Review
from reviews.services import correcting
from reviews.services.assign import undo_assignment
from reviews.services.comment import undo_comment, undo_withdrawal
from reviews.services.correct_about import undo_about
from reviews.services.correct_span import undo_span
from reviews.services.correct_speaker import undo_speaker
from reviews.services.correct_text import undo_text
from reviews.services.dismiss import end_dismissal
from reviews.services.merge import undo_merge
from reviews.services.split import undo_split
from reviews.services.take_over import undo_take_over
from reviews.workflow import Move, MoveRefused, check_way_back

WayBack = Callable[[User, Claim, Act], Claim]


def add_way_back(action: str, way_back: WayBack) -> None:
    """How a room that imports this one reverses an act of its own."""
    WAYS_BACK[action] = way_back


def _status_back(move: Move) -> WayBack:
    """The status before the move, and the hold on the claim that the person had then."""

    def way_back(by: User, claim: Claim, act: Act) -> Claim:
        policies.check_not_held_by_other(by, claim)
        claim = _to(claim, move, VerificationStatus(act.before["status"]))
        _hold_again(by, claim, act.before.get("lease_until"))
        return claim

    return way_back


def _dismissed(by: User, claim: Claim, act: Act) -> Claim:
    end_dismissal(claim)
    return _status_back(Move.DISMISS)(by, claim, act)


def _restored(by: User, claim: Claim, act: Act) -> Claim:
    claim = _status_back(Move.RESTORE)(by, claim, act)
    newest = Dismissal.objects.filter(claim=claim).order_by("-pk").first()
    if newest is not None:
        Dismissal.objects.filter(pk=newest.pk).update(ended_at=None)
    return claim


def _to(claim: Claim, move: Move, status: VerificationStatus) -> Claim:
    if claim.status == status:
        return claim
    try:
        check_way_back(move, start=VerificationStatus(claim.status), end=status)
    except MoveRefused as refusal:
        raise Conflict(str(refusal), details={"status": claim.status, "version": claim.version}) from refusal
    return change_claim(claim=claim, expected_version=claim.version, status=status)


def _hold_again(by: User, claim: Claim, until: str | None) -> None:
    """The lease as it was before: none, or the rest of the person's own."""
    Lease.objects.filter(claim=claim, holder=by).delete()
    now = timezone.now()
    if until is not None and datetime.fromisoformat(until) > now:
        Lease.objects.create(claim=claim, holder=by, taken_at=now, expires_at=datetime.fromisoformat(until))


def _verdict(by: User, claim: Claim, act: Act) -> Claim:
    """A verdict: its row stays and counts no more.

    A first one begins the next round, in which the person may judge again: nobody has seen it. A verdict that met
    another one frees its seat for somebody else, since the person has seen the other.
    """
    review = act.review
    if review is None:
        raise Conflict("This verdict cannot be taken back here. An editor can have the claim reviewed again.")
    policies.check_not_held_by_other(by, claim)
    if review.seat != Seat.FIRST:
        return _met_verdict(claim, act, review)
    start = VerificationStatus(claim.status)
    try:
        check_way_back(Move.DECIDE_FIRST, start=start, end=VerificationStatus.IN_REVIEW)
    except MoveRefused as refusal:
        raise Conflict(str(refusal)) from refusal
    claim = change_claim(
        claim=claim, expected_version=claim.version, status=VerificationStatus.IN_REVIEW, round=claim.round + 1
    )
    _hold_again(by, claim, act.before.get("lease_until"))
    return claim


_BEFORE_SEAT = {Seat.SECOND: VerificationStatus.SECOND_REVIEW, Seat.ADJUDICATOR: VerificationStatus.ADJUDICATION}


def _met_verdict(claim: Claim, act: Act, review: Review) -> Claim:
    public = Act.objects.filter(claim=claim, pk__gt=act.pk, action__startswith="edition.", undone_at__isnull=True)
    if public.exists():
        raise Conflict("What was found has been published since. Retract it, or have the claim reviewed again.")
    seat = Seat(review.seat)
    if seat == Seat.ADJUDICATOR:
        move = Move.ADJUDICATE
    else:
        move = Move.DIFFER if claim.status == VerificationStatus.ADJUDICATION else Move.AGREE
    Review.objects.filter(pk=review.pk).update(taken_back_at=timezone.now())
    return _to(claim, move, _BEFORE_SEAT[seat])


def _reopened(_by: User, claim: Claim, act: Act) -> Claim:
    """The round before, with its verdicts. Nobody has judged in the new one: the version would have gone on."""
    start, end = VerificationStatus(claim.status), VerificationStatus(act.before["status"])
    check_way_back(Move.REOPEN, start=start, end=end)
    return change_claim(claim=claim, expected_version=claim.version, status=end, round=act.before["round"])


def _evidence_added(by: User, claim: Claim, act: Act) -> Claim:
    evidence = Evidence.objects.select_for_update(of=("self",)).get(pk=act.before["evidence"])
    if evidence.withdrawn_at is not None:
        raise Conflict("This evidence is withdrawn already.")
    policies.check_no_verdict_rests_on(claim, evidence)
    Evidence.objects.filter(pk=evidence.pk).update(withdrawn_by=by, withdrawn_at=timezone.now())
    return claim


def _evidence_withdrawn(_by: User, claim: Claim, act: Act) -> Claim:
    try:
        with transaction.atomic():
            Evidence.objects.filter(pk=act.before["evidence"]).update(withdrawn_by=None, withdrawn_at=None)
    except IntegrityError as error:
        raise Conflict("The same evidence has been added again meanwhile.") from error
    return claim


def _position_recorded(by: User, claim: Claim, act: Act) -> Claim:
    Position.objects.filter(pk=act.before["position"], withdrawn_at__isnull=True).update(
        withdrawn_by=by, withdrawn_at=timezone.now()
    )
    return claim


def _position_withdrawn(_by: User, claim: Claim, act: Act) -> Claim:
    Position.objects.filter(pk=act.before["position"]).update(withdrawn_by=None, withdrawn_at=None)
    return claim


def _contact_asked(by: User, claim: Claim, act: Act) -> Claim:
    contact = Contact.objects.select_for_update(of=("self",)).get(pk=act.before["contact"])
    if contact.withdrawn_at is not None:
        raise Conflict("This request is withdrawn already.")
    if contact.answered_at is not None:
        raise Conflict("The answer to this request is recorded already. Undo that first.")
    gone = {"withdrawn_by": by, "withdrawn_at": timezone.now()}
    Contact.objects.filter(pk=contact.pk).update(**gone)
    Position.objects.filter(contacts=contact, withdrawn_at__isnull=True).update(**gone)  # "asked, no answer"
    return claim


def _contact_withdrawn(_by: User, claim: Claim, act: Act) -> Claim:
    """It is open again, and its party as silent as it was."""
    Contact.objects.filter(pk=act.before["contact"]).update(withdrawn_by=None, withdrawn_at=None)
    Position.objects.filter(pk=act.before["position"]).update(withdrawn_by=None, withdrawn_at=None)
    return claim


def _contact_answered(by: User, claim: Claim, act: Act) -> Claim:
    contact = Contact.objects.select_for_update(of=("self",)).get(pk=act.before["contact"])
    if contact.position_id != act.before["position"]:
        raise Conflict("This answer has been changed since.")
    Contact.objects.filter(pk=contact.pk).update(
        answered_at=None, answer="", stance="", recorded_by=None, position=act.before["earlier"]
    )
    now = timezone.now()
    Position.objects.filter(pk=act.before["position"]).update(withdrawn_by=by, withdrawn_at=now)
    Position.objects.filter(pk=act.before["earlier"]).update(withdrawn_by=None, withdrawn_at=None)
    return claim


def _correction(reverse: Callable[[User, Claim, Act], Claim]) -> WayBack:
    """A correction taken back is no training signal; its row stays."""

    def way_back(by: User, claim: Claim, act: Act) -> Claim:
        # A merged claim is at rest, and its correction is the merge: nothing else may have to be checked on it.
        if claim.merged_into_id is None:
            policies.check_can_correct(by, claim)
        claim = reverse(by, claim, act)
        correcting.rank_those_touched(claim, act.before)
        correcting.mark_undone(Correction.objects.get(pk=act.before["correction"]), by=by)
        return claim

    return way_back


def _topics(by: User, claim: Claim, act: Act) -> Claim:
    topics = {topic.pk: topic for topic in Topic.objects.filter(pk__in=[*act.before["added"], *act.before["removed"]])}
    change_topics(
        by=by,
        claim=claim,
        add=[topics[pk] for pk in act.before["removed"]],
        remove=[topics[pk] for pk in act.before["added"]],
    )
    return claim


WAYS_BACK: dict[str, WayBack] = {
    "claim.queued": _status_back(Move.QUEUE),
    "claim.taken": _status_back(Move.TAKE),
    "claim.released": _status_back(Move.RELEASE),
    "claim.dismissed": _dismissed,
    "claim.restored": _restored,
    "claim.decided": _verdict,
    "claim.reopened": _reopened,
    "claim.topics": _topics,
    "claim.commented": undo_comment,
    "comment.withdrawn": undo_withdrawal,
    "claim.assigned": undo_assignment,
    "claim.taken_over": undo_take_over,
    "evidence.added": _evidence_added,
    "evidence.withdrawn": _evidence_withdrawn,
    "position.recorded": _position_recorded,
    "position.withdrawn": _position_withdrawn,
    "contact.asked": _contact_asked,
    "contact.answered": _contact_answered,
    "contact.withdrawn": _contact_withdrawn,
    "claim.corrected_text": _correction(lambda by, claim, act: undo_text(claim=claim, before=act.before)),
    "claim.corrected_speaker": _correction(lambda by, claim, act: undo_speaker(claim=claim, before=act.before, by=by)),
    "claim.corrected_span": _correction(lambda by, claim, act: undo_span(claim=claim, before=act.before)),
    "claim.corrected_about": _correction(lambda by, claim, act: undo_about(claim=claim, before=act.before)),
    "claim.corrected_split": _correction(lambda by, claim, act: undo_split(claim=claim, before=act.before, by=by)),
    "claim.corrected_merge": _correction(
        lambda by, claim, act: undo_merge(claim=claim, before=act.before, by=by, at=act.at)
    ),
}
