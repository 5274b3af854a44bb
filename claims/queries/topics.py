"""Reads of topics."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import QuerySet

from claims.models import Claim, ClaimTopic, Topic


def all_topics() -> QuerySet[Topic]:
    """The topics that can be put on claims, by name."""
    return Topic.objects.filter(retired=False).order_by("name")


def topics_of(claim: Claim) -> list[Topic]:
    """What people filed a claim under, by name."""
    return list(Topic.objects.filter(claim_rows__claim=claim).order_by("name"))


def topics_of_claims(claim_ids: Collection[int]) -> dict[int, list[Topic]]:
    """The topics of many claims, by name: one query for all."""
    found: dict[int, list[Topic]] = {}
    rows = ClaimTopic.objects.filter(claim__in=claim_ids).select_related("topic").order_by("topic__name")
    for row in rows:
        found.setdefault(row.claim_id, []).append(row.topic)
    return found


def topic_by_slug(slug: str) -> Topic | None:
    return Topic.objects.filter(slug=slug).first()
