"""Reads of reviews."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib.postgres.search import SearchQuery
from django.db import connection
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from accounts.models import User
from claims.enums import FOUND_STATUSES, OPEN_STATUSES, WAITING_STATUSES, Stance, VerificationStatus
from claims.models import Claim, Mention, Position, Speaker
from core import leases
from reviews.enums import CaptureState
from reviews.models import Act, Contact, Draft, Evidence, Lease, Review


@dataclass(frozen=True, slots=True)
class QueueFilters:
    """What the queue shows. Empty: no filter. `stage` is one of STAGES, or a status."""

    stage: str = "to_review"
    presentation: str = ""
    speaker: int | None = None
    outlet: int | None = None
    words: str = ""
    has_position: bool = False


STAGES: dict[str, tuple[VerificationStatus, ...]] = {
    "to_review": WAITING_STATUSES,
    "second_review": (VerificationStatus.SECOND_REVIEW,),
    "adjudication": (VerificationStatus.ADJUDICATION,),
    "decided": FOUND_STATUSES,
    "candidates": (VerificationStatus.CANDIDATE,),
    "dismissed": (VerificationStatus.DISMISSED,),
}


def queue(filters: QueueFilters, *, viewer: User) -> QuerySet[Claim]:
    """Claims of a stage that fit the filters, most check-worthy first, with what a row shows."""
    return _narrowed(filters, viewer).select_related("speaker").order_by("-score", "-pk")


def _narrowed(filters: QueueFilters, viewer: User) -> QuerySet[Claim]:
    if filters.stage == "mine":
        claims = Claim.objects.filter(
            merged_into__isnull=True, lease__holder=viewer, lease__expires_at__gt=timezone.now()
        )
    else:
        claims = _at_stage(filters.stage)
    if filters.presentation:
        claims = claims.filter(presentation=filters.presentation)
    if filters.speaker:
        claims = claims.filter(speaker=filters.speaker)
    if filters.outlet:
        claims = claims.filter(
            Exists(Mention.objects.filter(claim=OuterRef("pk"), version__article__source=filters.outlet))
        )
    if filters.words.strip():
        claims = claims.filter(search=SearchQuery(filters.words, config="english", search_type="websearch"))
    if filters.has_position:
        others = Position.objects.filter(claim=OuterRef("pk"), withdrawn_at__isnull=True).exclude(stance=Stance.ASSERTS)
        claims = claims.filter(Exists(others))
    return claims


def visible_reviews(claim: Claim, *, viewer: User) -> list[Review]:
    """The verdicts of the present round that this person may see.

    Blind: while the round is open, a person sees only their own. Once it is settled everybody sees all. The third
    person, who settles a difference, sees both.
    """
    reviews = list(
        Review.objects.filter(claim=claim, round=claim.round).select_related("reviewer").order_by("decided_at")
    )
    if claim.status not in OPEN_STATUSES or claim.status == VerificationStatus.ADJUDICATION:
        return reviews
    return [review for review in reviews if review.reviewer_id == viewer.pk]


# A verdict that its reviewer took back counts nowhere; shown, it would tell the next reviewer what was thought.
COUNTS: dict[str, Any] = {"acts__undone_at__isnull": True}


def earlier_reviews(claim: Claim) -> QuerySet[Review]:
    """Verdicts of rounds before the present one, without those that were taken back."""
    return Review.objects.filter(claim=claim, round__lt=claim.round, **COUNTS).select_related("reviewer")


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


# Nothing is counted beyond these: a page says "1000+" and costs the same however long the queue grows.
COUNT_LIMIT = 1000  # claims of a stage
FACET_LIMIT = 250  # claims at the top of the list whose presentations, speakers and outlets are counted


@dataclass(frozen=True, slots=True)
class Facets:
    """Counts beside the queue: stage, presentation, speaker (id, name), outlet (id, name).

    A stage's count above COUNT_LIMIT means that many or more. The other counts are over the first FACET_LIMIT claims
    of the list; `cut` says that the list is longer, so that they are the least there is.
    """

    stages: dict[str, int]
    presentations: dict[str, int]
    speakers: list[tuple[int, str, int]]
    outlets: list[tuple[int, str, int]]
    cut: bool = False


def facets(filters: QueueFilters, *, viewer: User, most: int = 8) -> Facets:
    """How many claims each choice would show. Four queries, however long the queue is."""
    here = _narrowed(replace(filters, presentation="", speaker=None, outlet=None), viewer)
    first = list(here.order_by("-score", "-pk").values_list("pk", "presentation", "speaker")[: FACET_LIMIT + 1])
    shown = first[:FACET_LIMIT]
    by_speaker = Counter(speaker for _pk, _how, speaker in shown if speaker is not None)
    names = dict(
        Speaker.objects.filter(pk__in=[pk for pk, _n in by_speaker.most_common(most)]).values_list("pk", "name")
    )
    outlets = (
        Mention.objects.filter(claim__in=[pk for pk, _how, _speaker in shown], version__article__source__isnull=False)
        .values_list("version__article__source", "version__article__source__name")
        .annotate(n=Count("claim", distinct=True))
        .order_by("-n", "version__article__source__name")[:most]
    )
    return Facets(
        stages=stage_counts(viewer=viewer),
        presentations=dict(Counter(how for _pk, how, _speaker in shown)),
        speakers=sorted(((pk, name, by_speaker[pk]) for pk, name in names.items()), key=lambda row: (-row[2], row[1])),
        outlets=list(outlets),
        cut=len(first) > FACET_LIMIT,
    )


def stage_counts(*, viewer: User) -> dict[str, int]:
    """How many claims wait at each stage, up to COUNT_LIMIT + 1, in one query: out of the indexes alone."""
    running = Lease.objects.filter(holder=viewer, expires_at__gt=timezone.now()).values("claim")
    waiting = {name: _at_stage(name).values("pk") for name in STAGES} | {"mine": running}
    parts: list[str] = []
    parameters: list[Any] = []
    for claims in waiting.values():
        sql, values = claims.order_by()[: COUNT_LIMIT + 1].query.sql_with_params()
        parts.append(f"(SELECT count(*) FROM ({sql}) AS claims)")
        parameters.extend(values)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(parts)}", parameters)
        counts = cursor.fetchone()
    return dict(zip(waiting, counts, strict=True))


def _at_stage(stage: str) -> QuerySet[Claim]:
    return Claim.objects.filter(merged_into__isnull=True, status__in=STAGES.get(stage, STAGES["to_review"]))


def last_act(viewer: User, *, claim: Claim | None = None) -> Act | None:
    """What this person did last (on this claim), if it can still be undone; one query."""
    since = timezone.now() - timedelta(seconds=settings.UNDO_SECONDS)
    acts = Act.objects.filter(by=viewer, at__gt=since, undone_at__isnull=True).select_related("claim")
    return (acts.filter(claim=claim) if claim else acts).order_by("-pk").first()


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


def silent_contacts() -> QuerySet[Contact]:
    """Requests whose deadline has passed and whose party does not stand as silent yet."""
    return open_contacts().filter(deadline__lte=timezone.now(), position__isnull=True)


def drafts_of(owner: User, keys: Collection[str]) -> dict[str, Draft]:
    """What this person has half-written, by form."""
    return {draft.key: draft for draft in Draft.objects.filter(owner=owner, key__in=keys)}


def taken_back(claim: Claim) -> set[int]:
    """The numbers of the audit events of verdicts on this claim that were taken back."""
    return set(
        Act.objects.filter(claim=claim, review__isnull=False, undone_at__isnull=False).values_list("event", flat=True)
    )


def claims_by_id(claim_ids: Collection[int]) -> QuerySet[Claim]:
    """These claims with what a row shows, whatever their status."""
    return Claim.objects.filter(pk__in=claim_ids).select_related("speaker").order_by("-score", "-pk")


def reviews_in_round(claim: Claim) -> int:
    """How many verdicts the present round has, seen or not."""
    return Review.objects.filter(claim=claim, round=claim.round).count()


def leases_of(claim_ids: Collection[int]) -> dict[int, Lease]:
    """Who holds which of these claims now: one query for all."""
    running = Lease.objects.filter(claim__in=claim_ids, expires_at__gt=timezone.now()).select_related("holder")
    return {lease.claim_id: lease for lease in running}
