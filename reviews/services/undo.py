"""Take back what one did a moment ago: a new event, nothing deleted from history."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import User
from accounts.policies import check_may
from accounts.roles import Capability
from audit.models import AuditEvent
from audit.services import record
from claims.models import Claim
from core.errors import Conflict, NotAllowed
from reviews.models import BESIDE_THE_CLAIM, Act, Evidence
from reviews.services.locked import locked_claim
from reviews.services.ways_back import WAYS_BACK


@transaction.atomic
def undo(*, by: User, act_id: int) -> Claim:
    """Reverse one act of one's own, within UNDO_SECONDS; the claim as it is now.

    Raises NotAllowed (somebody else's act, a role taken away), Conflict (too late, undone already, or the claim has
    gone on since in a way that the act cannot be taken out of).
    """
    check_may(by, Capability.REVIEW_CLAIM)  # ways back that need more ask for it
    found = Act.objects.filter(pk=act_id).values_list("claim", flat=True).first()
    if found is None:
        raise Conflict("There is nothing to undo here.")
    claim = locked_claim(claim_id=found)
    act = Act.objects.select_for_update(of=("self",)).get(pk=act_id)
    _check(act, claim, by)
    way_back = WAYS_BACK.get(act.action)
    if way_back is None:
        raise Conflict("This cannot be undone here. Its opposite can be done on the claim's page.")
    claim = way_back(by, claim, act)
    event = record(
        by=by,
        action=f"{act.action}.undone",
        target=claim,
        binds=[*_evidence_of(act), *([act.review] if act.review else [])],
        data={"undoes": act.event, "action": act.action, "status": claim.status, "version": claim.version},
    )
    act.undone_at, act.undo_event = event.at, event.sequence
    act.save(update_fields=["undone_at", "undo_event"])
    return claim


def _evidence_of(act: Act) -> QuerySet[Evidence]:
    """The evidence that the act put there, withdrew or moved: the event that takes it back vouches for it again."""
    pks = act.before.get("evidence") or []
    return Evidence.objects.filter(pk__in=pks if isinstance(pks, list) else [pks]).only("pk")


def _check(act: Act, claim: Claim, by: User) -> None:
    if act.by_id != by.pk:
        raise NotAllowed("Only the person who did this can undo it.")
    if act.undone_at is not None:
        raise Conflict("This is undone already.")
    if act.at < timezone.now() - timedelta(seconds=settings.UNDO_SECONDS):
        minutes = settings.UNDO_SECONDS // 60
        raise Conflict(f"This was more than {minutes} minutes ago. Its opposite can be done on the claim's page.")
    if act.action not in BESIDE_THE_CLAIM and claim.version != act.claim_version and not _all_undone_since(act, claim):
        raise Conflict(
            "The claim has changed since: undo what was done last first, or look at its history.",
            details={"status": claim.status, "version": claim.version, "text": claim.text},
        )


def _all_undone_since(act: Act, claim: Claim) -> bool:
    """Whether each step of the claim's version since the act is one of an act that was undone, or its undoing.

    Then the claim is as the act left it. Not so after a verdict: one that was taken back leaves its mark.
    """
    since = list(Act.objects.filter(claim=claim, pk__gt=act.pk).exclude(action__in=BESIDE_THE_CLAIM))
    if any(row.undone_at is None or row.review_id is not None for row in since):
        return False
    undoings = AuditEvent.objects.filter(sequence__in=[row.undo_event for row in since])
    steps = [(row.event, row.claim_version) for row in since]
    steps += [(event.sequence, event.data["version"]) for event in undoings]
    versions = [act.claim_version, *(version for _, version in sorted(steps))]
    return versions[-1] == claim.version and all(0 <= after - before <= 1 for before, after in pairwise(versions))
