"""Reads of reviews."""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from accounts.models import User
from audit.models import AuditEvent
from claims.enums import FOUND_STATUSES, OPEN_STATUSES, VerificationStatus
from claims.models import Claim
from core import leases
from reviews.enums import CaptureState, PictureState
from reviews.models import BESIDE_THE_CLAIM, Act, Bulk, Contact, Draft, Evidence, Lease, Review
from reviews.queries.desk_queue import (
    COUNT_LIMIT,
    ORDER,
    STAGES,
    Facets,
    QueueFilters,
    assignments_of,
    facets,
    names_of,
    queue,
    reviewers,
    view_counts,
    view_for,
    views_for,
)
from reviews.queries.findings import current_scale, events_since, settling_review, was_contacted
from reviews.queries.talk import (
    UNREAD_LIMIT,
    colleagues,
    comments_of,
    digests_due,
    due_mails,
    mail_choice,
    notices_for_digest,
    notices_of,
    unread,
    watches,
    watches_of,
)

__all__ = [
    "COUNT_LIMIT",
    "ORDER",
    "STAGES",
    "UNREAD_LIMIT",
    "Facets",
    "QueueFilters",
    "assignments_of",
    "blind_events",
    "colleagues",
    "comments_of",
    "current_scale",
    "digests_due",
    "due_mails",
    "events_since",
    "facets",
    "mail_choice",
    "names_of",
    "notices_for_digest",
    "notices_of",
    "queue",
    "reviewers",
    "settling_review",
    "unread",
    "view_counts",
    "view_for",
    "views_for",
    "was_contacted",
    "watches",
    "watches_of",
]


def visible_reviews(claim: Claim, *, viewer: User) -> list[Review]:
    """The verdicts of the present round that this person may see.

    Blind: while the round is open, a person sees only their own. Once it is settled everybody sees all. The third
    person, who settles a difference, sees both.
    """
    reviews = list(Review.objects.in_round(claim).select_related("reviewer", "word").order_by("decided_at"))
    if claim.status not in OPEN_STATUSES or claim.status == VerificationStatus.ADJUDICATION:
        return reviews
    return [review for review in reviews if review.reviewer_id == viewer.pk]


# A verdict that its reviewer took back counts nowhere; shown, it would tell the next reviewer what was thought.
COUNTS: dict[str, Any] = {"acts__undone_at__isnull": True}


def earlier_reviews(claim: Claim) -> QuerySet[Review]:
    """Verdicts of rounds before the present one, without those that were taken back."""
    return Review.objects.filter(claim=claim, round__lt=claim.round, **COUNTS).select_related("reviewer", "word")


def evidence_of(claim: Claim) -> QuerySet[Evidence]:
    """Evidence that stands, in the order it was added."""
    return Evidence.objects.filter(claim=claim, withdrawn_at__isnull=True).select_related("added_by")


def lease_of(claim: Claim) -> Lease | None:
    """Who holds the claim now; None if nobody or the time is over."""
    return Lease.objects.select_related("holder").filter(claim=claim, expires_at__gt=timezone.now()).first()


def due_captures() -> QuerySet[Evidence]:
    """Evidence whose address is to be captured and that nobody is capturing, oldest first."""
    due = Evidence.objects.filter(capture_state=CaptureState.DUE).filter(~Q(url=""))
    return leases.free(due, lease="capture_leased_until").order_by("pk")


def last_act(viewer: User, *, claim_id: int | None = None, seconds: int | None = None) -> Act | None:
    """What this person did last (on this claim), if it can still be undone; one query, with claim, bulk and verdict.

    `seconds`: how long ago it may be, if less than the time in which it can be undone. What was published is told only
    beside its claim: readers are told of its undoing too.
    """
    since = timezone.now() - timedelta(seconds=settings.UNDO_SECONDS if seconds is None else seconds)
    stands = Q(action__in=BESIDE_THE_CLAIM) | Q(claim_version=F("claim__version"))
    acts = Act.objects.filter(stands, by=viewer, at__gt=since, undone_at__isnull=True)
    acts = acts.exclude(action__startswith="edition.") if claim_id is None else acts.filter(claim_id=claim_id)
    return acts.select_related("claim", "bulk", "review").order_by("-pk").first()


def due_pictures() -> QuerySet[Evidence]:
    """Captures that a picture is to be drawn of and that nobody is drawing, oldest first."""
    due = Evidence.objects.filter(picture_state=PictureState.DUE)
    return leases.free(due, lease="picture_leased_until").order_by("pk")


def due_checks() -> QuerySet[Evidence]:
    """Captured pages that it is time to look at again, the longest overdue first."""
    return Evidence.objects.filter(
        check_due_at__lte=timezone.now(), withdrawn_at__isnull=True, capture_state=CaptureState.CAPTURED
    ).order_by("check_due_at", "pk")


def open_contacts() -> QuerySet[Contact]:
    """Requests to parties that wait for an answer, the nearest deadline first."""
    return (
        Contact.objects.filter(answered_at__isnull=True, withdrawn_at__isnull=True)
        .select_related("claim", "party", "asked_by")
        .order_by("deadline", "pk")
    )


def contacts_of(claim: Claim) -> QuerySet[Contact]:
    """The requests to parties about a claim that stand, open and answered, oldest first."""
    return (
        Contact.objects.filter(claim=claim, withdrawn_at__isnull=True)
        .select_related("party", "asked_by", "recorded_by")
        .order_by("asked_at", "pk")
    )


def contact_exists(*, claim_id: int, contact_id: int) -> bool:
    """Whether this is a request about this claim, in whatever state."""
    return Contact.objects.filter(pk=contact_id, claim=claim_id).exists()


def silent_contacts() -> QuerySet[Contact]:
    """Requests whose deadline has passed and whose party does not stand as silent yet."""
    return open_contacts().filter(deadline__lte=timezone.now(), position__isnull=True)


def drafts_of(owner: User, keys: Collection[str]) -> dict[str, Draft]:
    """What this person has half-written, by form."""
    return {draft.key: draft for draft in Draft.objects.filter(owner=owner, key__in=keys)}


def acts_of_bulk(bulk: Bulk) -> int:
    """On how many claims a bulk still stands."""
    return Act.objects.filter(bulk=bulk, undone_at__isnull=True).count()


def blind_events(claim: Claim, *, viewer: User) -> set[int]:
    """The numbers of the audit events of verdicts on this claim that this person may not read yet.

    Those of the present round that `visible_reviews` leaves out, and, until the claim is settled, those that were taken
    back, of any round. One's own are never blind. A dismissed claim is not settled: it can be restored and judged. The
    one rule for whoever shows the ledger: page, admin, bundle.
    """
    if claim.status in FOUND_STATUSES:
        return set()
    seen = {review.reviewer_id for review in visible_reviews(claim, viewer=viewer)}
    taken_back = set(
        Act.objects.filter(claim=claim, review__isnull=False, undone_at__isnull=False).values_list("event", flat=True)
    )
    verdicts = AuditEvent.objects.filter(target_type="claim", target_id=claim.pk, action="claim.decided")
    return {
        event.sequence
        for event in verdicts.exclude(actor_id=viewer.pk)
        if event.sequence in taken_back or (event.data["round"] == claim.round and event.actor_id not in seen)
    }


def claims_by_id(claim_ids: Collection[int]) -> QuerySet[Claim]:
    """These claims with what a row shows, whatever their status."""
    return Claim.objects.filter(pk__in=claim_ids).select_related("speaker").order_by("-priority", "-pk")


def reviews_in_round(claim: Claim) -> int:
    """How many verdicts the present round has, seen or not."""
    return Review.objects.in_round(claim).count()


def leases_of(claim_ids: Collection[int]) -> dict[int, Lease]:
    """Who holds which of these claims now: one query for all."""
    running = Lease.objects.filter(claim__in=claim_ids, expires_at__gt=timezone.now()).select_related("holder")
    return {lease.claim_id: lease for lease in running}
