"""Reads of claims."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Prefetch, QuerySet, Subquery

from claims.enums import RunState
from claims.extraction.version import PIPELINE_VERSION
from claims.models import Attribution, Claim, ClaimAbout, ExtractionRun, Mention, Position
from core import leases
from sources.models import ArticleVersion

_UNFINISHED = (RunState.QUEUED, RunState.READING, RunState.FINDING)


def due_versions() -> QuerySet[ArticleVersion]:
    """Versions without a finished or failed run of the current pipeline, that nobody is working on; oldest first.

    Only the newest version of an article is read again when the pipeline changes.
    """
    runs = ExtractionRun.objects.filter(version=OuterRef("pk"), pipeline_version=PIPELINE_VERSION)
    ended = runs.filter(state__in=[RunState.DONE, RunState.FAILED])
    held = runs.filter(state__in=_UNFINISHED).exclude(pk__in=leases.free(runs).values("pk"))
    newer = ArticleVersion.objects.filter(article=OuterRef("article"), number__gt=OuterRef("number"))
    read_before = ExtractionRun.objects.filter(version=OuterRef("pk"))
    return (
        ArticleVersion.objects.filter(~Exists(ended), ~Exists(held))
        .exclude(Exists(newer) & Exists(read_before))
        .order_by("pk")
    )


def unfinished_run(run_id: int) -> QuerySet[ExtractionRun]:
    return ExtractionRun.objects.filter(pk=run_id, state__in=_UNFINISHED)


def unmatched_runs() -> QuerySet[ExtractionRun]:
    """Runs that are done and whose mentions have no claims yet, oldest first."""
    return ExtractionRun.objects.filter(state=RunState.DONE, matched_at__isnull=True).order_by("pk")


def failed_runs() -> QuerySet[ExtractionRun]:
    """Readings that were given up, newest first: a person may try them again."""
    return (
        ExtractionRun.objects.filter(state=RunState.FAILED)
        .select_related("version__article__source")
        .order_by("-finished_at")
    )


def latest_run(version: ArticleVersion) -> ExtractionRun | None:
    """The run whose mentions a page shows: the newest that is done, or the one at work if none is."""
    runs = ExtractionRun.objects.filter(version=version).order_by("-pk")
    return runs.filter(state=RunState.DONE).first() or runs.first()


def mentions_of_run(run: ExtractionRun) -> QuerySet[Mention]:
    """The claims of a text in reading order, with chain, positions and status."""
    return (
        Mention.objects.filter(run=run)
        .select_related("claim", "attribution__speaker", "attribution__parent__speaker")
        .prefetch_related(Prefetch("positions", Position.objects.select_related("party")))
        .order_by("start_offset", "pk")
    )


def attributions_of_run(run: ExtractionRun) -> QuerySet[Attribution]:
    return Attribution.objects.filter(run=run).select_related("speaker", "parent").order_by("number")


def current_mentions() -> QuerySet[Mention]:
    """Mentions of the newest finished run of each version: what a page may count and show."""
    newest = (
        ExtractionRun.objects.filter(version=OuterRef("version"), state=RunState.DONE).order_by("-pk").values("pk")[:1]
    )
    return Mention.objects.filter(run=Subquery(newest))


def mentions_of_claim(claim: Claim) -> QuerySet[Mention]:
    """Every place where a claim stands, oldest publication first, with source and chain."""
    return (
        current_mentions()
        .filter(claim=claim)
        .select_related("version__article__source", "attribution__speaker", "attribution__parent__speaker", "run")
        .order_by("version__article__published_at", "pk")
    )


def positions_of_claim(claim: Claim) -> QuerySet[Position]:
    """The stands of the parties on a claim: from its current mentions and from the desk, oldest first."""
    from_text = Position.objects.filter(mention__in=current_mentions().filter(claim=claim))
    by_people = Position.objects.filter(claim=claim, mention__isnull=True)
    return (
        (from_text | by_people)
        .select_related("party", "mention__version__article__source", "recorded_by_user")
        .order_by("stated_at", "pk")
    )


def claim_with_people(claim_id: int) -> Claim | None:
    """A claim with its speaker and whom it is about."""
    return (
        Claim.objects.select_related("speaker")
        .prefetch_related(Prefetch("about", ClaimAbout.objects.select_related("speaker")))
        .filter(pk=claim_id)
        .first()
    )


@dataclass(frozen=True, slots=True)
class Reach:
    """In how many articles a claim stands, and of how many origins they are."""

    links: int = 0
    origins: int = 0


def reach_of(claim_ids: Collection[int]) -> dict[int, Reach]:
    """Links and origins of claims, in one query.

    Articles of one source or one owner are one origin, and so are copies of one text (three or more of the twelve
    MinHash bands equal): a press release that two outlets print is said once.
    """
    rows = (
        Mention.objects.filter(claim__in=claim_ids)
        .values_list(
            "claim",
            "version__article",
            "version__article__source",
            "version__article__source__owner",
            "version__fingerprint",
        )
        .distinct()
    )
    articles: dict[int, dict[int, tuple[str, set[int]]]] = {}
    for claim, article, source, owner, fingerprint in rows:
        house = f"owner:{owner.casefold()}" if owner else f"source:{source}" if source else f"article:{article}"
        articles.setdefault(claim, {})[article] = (house, set(fingerprint))
    return {claim: Reach(len(found), _origins(list(found.values()))) for claim, found in articles.items()}


_COPIED_BANDS = 3


def _origins(reports: list[tuple[str, set[int]]]) -> int:
    groups: list[tuple[set[str], list[set[int]]]] = []
    for house, bands in reports:
        joined = [
            group
            for group in groups
            if house in group[0] or any(len(bands & other) >= _COPIED_BANDS for other in group[1])
        ]
        merged = ({house}.union(*(group[0] for group in joined)), [bands, *(b for group in joined for b in group[1])])
        groups = [group for group in groups if group not in joined] + [merged]
    return len(groups)


def first_mentions(claim_ids: Collection[int]) -> dict[int, Mention]:
    """For each claim the mention that a list shows it by: the earliest in reading order of the articles."""
    mentions = (
        Mention.objects.filter(claim__in=claim_ids)
        .select_related("version__article__source", "attribution__speaker", "attribution__parent__speaker")
        .order_by("claim_id", "version_id", "start_offset")
        .distinct("claim_id")
    )
    return {mention.claim_id: mention for mention in mentions if mention.claim_id is not None}
