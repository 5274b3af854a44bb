"""Reads of readings: which texts wait for one, how far it is, what it found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery

from claims.enums import RunState
from claims.extraction.version import PIPELINE_VERSION
from claims.models import Attribution, ExtractionRun, Mention
from core import leases
from sources.models import Article, ArticleVersion

_UNFINISHED = (RunState.QUEUED, RunState.READING, RunState.FINDING)


def due_versions() -> QuerySet[ArticleVersion]:
    """Versions without a finished or failed run of the current pipeline, that nobody is working on; oldest first.

    Only the newest version of an article is read again when the pipeline changes.
    """
    runs = ExtractionRun.objects.filter(version=OuterRef("pk"), pipeline_version=PIPELINE_VERSION)
    ended = runs.filter(state__in=[RunState.DONE, RunState.FAILED])
    # One level of subquery only: an OuterRef inside another one would mean the run's key, not the version's.
    held = leases.held(runs.filter(state__in=_UNFINISHED))
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


def claims_in_run(run: ExtractionRun) -> int:
    """How many claims stand in a text."""
    return Mention.objects.filter(run=run, claim__isnull=False).aggregate(n=Count("claim", distinct=True))["n"] or 0


def matched_in_run(run: ExtractionRun) -> tuple[int, int]:
    """How many mentions of a run have their claim, and how many there are."""
    row = Mention.objects.filter(run=run).aggregate(matched=Count("claim"), every=Count("pk"))
    return row["matched"], row["every"]


def attributions_of_run(run: ExtractionRun) -> QuerySet[Attribution]:
    return Attribution.objects.filter(run=run).select_related("speaker", "parent").order_by("number")


def current_mentions() -> QuerySet[Mention]:
    """Mentions of the newest finished run of each version: what a page may count and show."""
    newest = (
        ExtractionRun.objects.filter(version=OuterRef("version"), state=RunState.DONE).order_by("-pk").values("pk")[:1]
    )
    return Mention.objects.filter(run=Subquery(newest))


@dataclass(frozen=True, slots=True)
class ArticleProgress:
    """An article of a list with its newest text, the reading of it, and how many claims stand in it."""

    article: Article
    versions: int
    run: ExtractionRun | None
    claims: int
    version: ArticleVersion | None = None  # the newest, without its text
    mentions: int = 0
    matched: int = 0  # mentions that have their claim


def with_progress(articles: Sequence[Article]) -> list[ArticleProgress]:
    """The articles with how far each is: three queries, however many there are."""
    ids = [article.pk for article in articles]
    newest = {
        version.article_id: version
        for version in ArticleVersion.objects.filter(article__in=ids)
        .order_by("article_id", "-number")
        .distinct("article_id")
        .defer("text", "fingerprint")
    }
    runs = {
        run.version_id: run
        for run in ExtractionRun.objects.filter(version__in=[version.pk for version in newest.values()])
        .order_by("version_id", "-pk")
        .distinct("version_id")
    }
    counts = {
        run: tuple(numbers)
        for run, *numbers in Mention.objects.filter(run__in=[run.pk for run in runs.values()])
        .values_list("run")
        .annotate(n=Count("claim", distinct=True), every=Count("pk"), matched=Count("claim"))
        .order_by()
    }
    found = []
    for article in articles:
        version = newest.get(article.pk)
        run = runs.get(version.pk) if version else None
        several, mentions, matched = counts.get(run.pk, (0, 0, 0)) if run else (0, 0, 0)
        number = version.number if version else 0
        found.append(ArticleProgress(article, number, run, several, version, mentions, matched))
    return found
