"""Reads of mentions: where claims stand in texts, and by whom they are said there."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Min, OuterRef, Prefetch, QuerySet, Subquery

from claims.enums import Stance
from claims.models import Attribution, Claim, ClaimAbout, ExtractionRun, Mention, Speaker
from claims.queries.runs import current_mentions
from claims.queries.stands import standing_positions


def mentions_of_run(run: ExtractionRun, *, within: tuple[int, int] | None = None) -> QuerySet[Mention]:
    """The claims of a text in reading order, with chain, positions and status. `within`: those that begin there."""
    found = Mention.objects.filter(run=run)
    if within is not None:
        found = found.filter(start_offset__gte=within[0], start_offset__lt=within[1])
    return (
        found.select_related(
            "claim__speaker",
            "attribution__speaker",
            "attribution__parent__speaker",
            "attribution__parent__parent__speaker",
        )
        .prefetch_related(
            Prefetch("positions", standing_positions().select_related("party")),
            Prefetch("claim__about", ClaimAbout.objects.select_related("speaker")),
        )
        .order_by("start_offset", "pk")
    )


def place_of_claim(run: ExtractionRun, claim_id: int) -> int:
    """Where a claim begins in a text, 0 where it does not stand there."""
    return Mention.objects.filter(run=run, claim=claim_id).aggregate(place=Min("start_offset"))["place"] or 0


def mentions_of_claim(claim: Claim) -> QuerySet[Mention]:
    """Every place where a claim stands, oldest publication first, with source and chain."""
    return (
        current_mentions()
        .filter(claim=claim)
        .select_related("version__article__source", "attribution__speaker", "attribution__parent__speaker", "run")
        .prefetch_related("positions")
        .order_by("version__article__published_at", "pk")
    )


def mention_of_claim(claim: Claim, mention_id: int | None = None) -> Mention | None:
    """That place of the claim, or the one that is shown first; None if no text of it is on record."""
    places = mentions_of_claim(claim)
    chosen = places.filter(pk=mention_id).first() if mention_id is not None else None
    return chosen or places.first()


def first_mentions(claim_ids: Collection[int]) -> dict[int, Mention]:
    """For each claim the mention that a list shows it by: the earliest in reading order of the articles.

    One step into the index for each claim, however often it was repeated.
    """
    earliest = Mention.objects.filter(claim=OuterRef("pk")).order_by("version_id", "start_offset").values("pk")[:1]
    # Two queries: as one, the planner would join whole tables before it looks for the few.
    first = Claim.objects.filter(pk__in=claim_ids).annotate(first=Subquery(earliest)).values_list("first", flat=True)
    mentions = Mention.objects.filter(pk__in=[pk for pk in first.order_by() if pk is not None]).select_related(
        "version__article__source", "attribution__speaker", "attribution__parent__speaker"
    )
    return {mention.claim_id: mention for mention in mentions if mention.claim_id is not None}


def outermost_speaker(attribution: Attribution | None) -> Speaker | None:
    """The speaker of the outermost link of the chain: Witkoff, in "Witkoff noted that Putin had agreed"."""
    link = attribution
    for _depth in range(20):
        if link is None or link.parent is None:
            break
        link = link.parent
    return link.speaker if link else None


def own_stance(mention: Mention) -> str:
    """The stand that a text gives the one who is spoken of as its source, where it is no assertion; else nothing.

    "Penn denied that he had been told" has Penn as its source, but Penn does not assert that he was told.
    """
    speaker = outermost_speaker(mention.attribution)
    if speaker is None:
        return ""
    stands = [position.stance for position in mention.positions.all() if position.party_id == speaker.pk]
    return next((stance for stance in stands if stance not in (Stance.ASSERTS, Stance.CONFIRMS)), "")
