"""Take over a claim that another person holds."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from claims.models import Claim
from core.announce import announce
from core.errors import InvalidInput
from core.text import one_line
from reviews import policies
from reviews.models import Act, Lease
from reviews.services.acts import record_act
from reviews.services.locked import locked_claim
from reviews.services.take import take
from reviews.signals import notices_due


@transaction.atomic
def take_over(*, by: User, claim_id: int, note: str) -> Claim:
    """Hold a claim that another person holds now, with a note for them. Their half-written words stay theirs.

    Without a running lease it is an ordinary taking, and the note is kept with it. Raises NotAllowed, Conflict, and
    InvalidInput for a note that is missing.
    """
    note = one_line(note, limit=300)
    claim = locked_claim(claim_id=claim_id)
    policies.check_can_review(by, claim)
    now = timezone.now()
    lease = Lease.objects.filter(claim=claim, expires_at__gt=now).exclude(holder=by).first()
    if lease is None:
        return take(by=by, claim_id=claim_id)
    if not note:
        raise InvalidInput("Say in a few words why you take it over: the person who has it reads them.", field="note")
    before = {"holder": lease.holder_id, "until": lease.expires_at.isoformat()}
    until = now + timedelta(seconds=settings.REVIEW_LEASE_SECONDS)
    Lease.objects.filter(pk=lease.pk).update(holder=by, taken_at=now, expires_at=until)
    record_act(
        by=by,
        action="claim.taken_over",
        claim=claim,
        data={"from": lease.holder_id, "note": note, "until": until.isoformat()},
        before=before,
    )
    announce(notices_due)
    return claim


def undo_take_over(by: User, claim: Claim, act: Act) -> Claim:
    """The rest of the time goes back to who had it."""
    until = act.before["until"]
    held = Lease.objects.filter(claim=claim, holder=by).delete()[0]
    if held and until > timezone.now().isoformat():
        Lease.objects.create(claim=claim, holder_id=act.before["holder"], taken_at=timezone.now(), expires_at=until)
    return claim
