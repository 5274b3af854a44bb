"""What the order of the queue is made of, beside the claim's own row."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Value
from django.utils import timezone

from claims.enums import PriorityLevel
from claims.models import Claim, ClaimTopic, DeskPriority, Mention, Speaker


@dataclass(frozen=True, slots=True)
class Wanted:
    """One desk priority as a row of the queue names it: the level, and what it is for ("" for the claim itself)."""

    level: int
    kind: str
    name: str


def wanted_of(claim_ids: Collection[int]) -> dict[int, list[Wanted]]:
    """The desk's priorities that fit these claims, by claim, speaker, topic and outlet: one query for all."""
    fits = [
        Claim.objects.filter(pk__in=claim_ids, desk_priority__isnull=False).values_list(
            "pk", "desk_priority__level", Value("claim"), Value("")
        ),
        Claim.objects.filter(pk__in=claim_ids, speaker__desk_priority__isnull=False).values_list(
            "pk", "speaker__desk_priority__level", Value("speaker"), "speaker__name"
        ),
        Claim.objects.filter(pk__in=claim_ids, speaker__merged_into__desk_priority__isnull=False).values_list(
            "pk", "speaker__merged_into__desk_priority__level", Value("speaker"), "speaker__merged_into__name"
        ),
        ClaimTopic.objects.filter(claim__in=claim_ids, topic__desk_priority__isnull=False).values_list(
            "claim", "topic__desk_priority__level", Value("topic"), "topic__name"
        ),
        Mention.objects.filter(claim__in=claim_ids, version__article__source__desk_priority__isnull=False).values_list(
            "claim",
            "version__article__source__desk_priority__level",
            Value("source"),
            "version__article__source__name",
        ),
    ]
    found: dict[int, list[Wanted]] = {}
    for claim, level, kind, name in fits[0].order_by().union(*(rows.order_by() for rows in fits[1:])):
        if level != PriorityLevel.NORMAL:
            found.setdefault(claim, []).append(Wanted(level, kind, name))
    return found


def desk_levels_of(claim_ids: Collection[int]) -> dict[int, int]:
    """The desk's level of claims that have one: the highest that raises; where none does, the lowest."""
    return {claim: desk_level([w.level for w in wanted]) for claim, wanted in wanted_of(claim_ids).items()}


def desk_level(levels: Collection[int]) -> int:
    """One level out of those that fit a claim."""
    return max(levels, default=0) if any(level > 0 for level in levels) else min(levels, default=0)


def claims_of_priority(priority: DeskPriority) -> QuerySet[Claim]:
    """The claims that a desk priority is for."""
    if priority.claim_id:
        return Claim.objects.filter(pk=priority.claim_id)
    if priority.speaker_id:
        merged = Speaker.objects.filter(merged_into=priority.speaker_id).values("pk")
        return Claim.objects.filter(Q(speaker=priority.speaker_id) | Q(speaker__in=merged))
    if priority.topic_id:
        return Claim.objects.filter(Exists(ClaimTopic.objects.filter(claim=OuterRef("pk"), topic=priority.topic_id)))
    told = Mention.objects.filter(claim=OuterRef("pk"), version__article__source=priority.source_id)
    return Claim.objects.filter(Exists(told))


def due_priorities() -> QuerySet[DeskPriority]:
    """Desk priorities whose claims have not heard of them, or have to hear of them once more."""
    settled = timezone.now() - timedelta(minutes=2)
    once_more = Q(set_at__lte=settled, applied_at__lt=F("set_at") + timedelta(minutes=2))
    return DeskPriority.objects.filter(Q(applied_at__isnull=True) | once_more).order_by("pk")


def priority_for(kind: str, target_id: int) -> DeskPriority | None:
    """What the desk said of a claim, speaker, topic or source; None if nothing, or if it is normal again."""
    rows = DeskPriority.objects.filter(**{kind: target_id}).exclude(level=PriorityLevel.NORMAL)
    return rows.select_related("set_by").first()
