"""Ask a person to see to a claim, or take that back."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from accounts.policies import check_may
from accounts.roles import Capability
from claims.models import Claim
from core.announce import announce
from core.errors import InvalidInput
from core.text import one_line
from reviews import policies
from reviews.models import Act, Assignment
from reviews.services.acts import record_act
from reviews.services.locked import locked_claim
from reviews.signals import notices_due


@transaction.atomic
def assign(*, by: User, claim_id: int, assignee_id: int | None, note: str = "") -> Claim:
    """Give a claim to a person; None takes it from whoever has it.

    Raises NotAllowed, InvalidInput for a person who may not review, Conflict for a claim that waits for nobody.
    """
    check_may(by, Capability.REVIEW_CLAIM)
    claim = locked_claim(claim_id=claim_id)
    assignee = User.objects.filter(pk=assignee_id, is_active=True).first() if assignee_id is not None else None
    if assignee_id is not None and (assignee is None or not assignee.may(Capability.REVIEW_CLAIM)):
        raise InvalidInput("This person cannot review claims. Choose another from the list.", field="assignee")
    if assignee is not None:
        policies.check_can_be_assigned(assignee, claim)
    had = Assignment.objects.filter(claim=claim).first()
    before = {"assignee": had.assignee_id, "by": had.assigned_by_id, "note": had.note} if had else {"assignee": None}
    note = one_line(note, limit=300)
    if before["assignee"] == assignee_id and (had is None or had.note == note):
        return claim
    put_assignment(claim=claim, by=by, assignee_id=assignee_id, note=note)
    name = assignee.display_name if assignee else ""
    record_act(
        by=by,
        action="claim.assigned",
        claim=claim,
        data={"assignee": assignee_id, "name": name, "note": note, "before": before["assignee"]},
        before=before,
    )
    announce(notices_due)
    return claim


def put_assignment(*, claim: Claim, by: User, assignee_id: int | None, note: str = "") -> None:
    """The row itself: one, or none. In the caller's transaction, which also holds the audit event."""
    if assignee_id is None:
        Assignment.objects.filter(claim=claim).delete()
        return
    values = {"assignee_id": assignee_id, "assigned_by": by, "note": note, "assigned_at": timezone.now()}
    Assignment.objects.update_or_create(claim=claim, defaults=values)


def undo_assignment(by: User, claim: Claim, act: Act) -> Claim:
    """The person who had it before, or nobody."""
    giver = User.objects.filter(pk=act.before.get("by")).first() or by
    put_assignment(claim=claim, by=giver, assignee_id=act.before["assignee"], note=act.before.get("note", ""))
    return claim
