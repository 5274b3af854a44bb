"""Reads of positions: where parties stand."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import QuerySet

from claims.models import Claim, Position
from claims.queries.runs import current_mentions


def standing_positions() -> QuerySet[Position]:
    """Stands that have not been withdrawn."""
    return Position.objects.filter(withdrawn_at__isnull=True)


def positions_of_claim(claim: Claim) -> QuerySet[Position]:
    """The stands of the parties on a claim: from its current mentions and from the desk, oldest first."""
    from_text = standing_positions().filter(mention__in=current_mentions().filter(claim=claim))
    by_people = standing_positions().filter(claim=claim, mention__isnull=True)
    return (
        (from_text | by_people)
        .select_related("party", "mention__version__article__source", "recorded_by_user")
        .order_by("stated_at", "pk")
    )


def positions_of_claims(claim_ids: Collection[int]) -> QuerySet[Position]:
    """The stands on many claims at once, for lists; with party and the claim they are on."""
    return standing_positions().filter(claim__in=claim_ids).select_related("party").order_by("stated_at", "pk")
