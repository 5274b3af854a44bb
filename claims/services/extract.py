"""Find the claims of one version and keep them, all or nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import structlog
from django.db import transaction
from django.utils import timezone

from audit.services import record
from claims import queries
from claims.enums import RunState
from claims.extraction.types import Extraction
from claims.extraction.version import PIPELINE_VERSION
from claims.models import ExtractionRun
from claims.services.keep import keep_extraction
from claims.signals import mentions_extracted
from core import leases
from core.announce import announce
from sources.models import ArticleVersion

if TYPE_CHECKING:
    from claims.extraction.pipeline import Extractor

logger = structlog.get_logger(__name__)

# Renewed while the worker lives, so that a killed one's text is free again within this time.
LEASE_SECONDS = 30

_extractor: Extractor | None = None


def warm_up() -> Extractor:
    """The extractor of this process, loaded once; called before the worker forks, so that children share it."""
    global _extractor
    if _extractor is None:
        # Here, not above: the web and most commands never read a text, and spaCy takes seconds to import.
        from claims.extraction.pipeline import Extractor

        _extractor = Extractor()
    return _extractor


def extract_version(*, version_id: int) -> ExtractionRun | None:
    """Read one version with the current pipeline. None if it is done, held by another worker, or given up.

    Run twice, it does nothing the second time. Each attempt is counted before the work starts; after the third the
    run is failed with a reason. An error that Python can catch fails the attempt and is raised again for the log.
    """
    version = ArticleVersion.objects.select_related("article__source").get(pk=version_id)
    run, _ = ExtractionRun.objects.get_or_create(version=version, pipeline_version=PIPELINE_VERSION)
    unfinished = queries.unfinished_run(run.pk)
    if not leases.take(unfinished, seconds=LEASE_SECONDS, state=RunState.READING, started_at=timezone.now()):
        _give_up_if_spent(run, "The worker died each time it read this text.")
        return None
    run.refresh_from_db()
    try:
        with leases.kept(unfinished, seconds=LEASE_SECONDS):
            extraction = _read(run, version)
        _finish(run, version, extraction)
    except Exception as error:
        _fail_attempt(run, error)
        raise
    return run


def _read(run: ExtractionRun, version: ArticleVersion) -> Extraction:
    article = version.article

    written = -1

    def progress(done: int, total: int) -> None:
        nonlocal written
        # At most some twenty writes, however long the text is.
        if done > written and (done == total or done - written >= max(1, total // 20)):
            written = done
            ExtractionRun.objects.filter(pk=run.pk, state__in=[RunState.READING, RunState.FINDING]).update(
                state=RunState.FINDING, paragraphs=total, paragraphs_done=min(done, total)
            )

    return warm_up().extract(
        version.text,
        published_at=article.published_at.date() if article.published_at else None,
        title=version.title or article.title or None,
        publisher=article.source.name if article.source else None,
        progress=progress,
    )


@transaction.atomic
def _finish(run: ExtractionRun, version: ArticleVersion, extraction: Extraction) -> None:
    """Mentions, speakers, positions and the end of the run in one transaction; nothing if another was faster."""
    locked = queries.unfinished_run(run.pk).select_for_update(of=("self",)).first()
    if locked is None:
        return
    mentions = keep_extraction(run=locked, version=version, extraction=extraction)
    locked.state = RunState.DONE
    locked.reason = ""
    locked.finished_at = timezone.now()
    locked.leased_until = None
    locked.paragraphs = locked.paragraphs_done = extraction.paragraphs
    locked.warnings = list(extraction.warnings)
    locked.save(
        update_fields=["state", "reason", "finished_at", "leased_until", "paragraphs", "paragraphs_done", "warnings"]
    )
    record(
        by=None,
        action="version.extracted",
        target=version,
        data={
            "run": locked.pk,
            "pipeline_version": locked.pipeline_version,
            "attributions": len(extraction.attributions),
            "mentions": mentions,
        },
    )
    announce(mentions_extracted, run_id=locked.pk)
    run.refresh_from_db()


def _fail_attempt(run: ExtractionRun, error: Exception) -> None:
    logger.warning("extraction_attempt_failed", run_id=run.pk, error=type(error).__name__)
    queries.unfinished_run(run.pk).update(leased_until=None)
    _give_up_if_spent(run, f"The text could not be read: {type(error).__name__}. Try again, or report it.")


@transaction.atomic
def _give_up_if_spent(run: ExtractionRun, reason: str) -> None:
    failed = leases.spent(queries.unfinished_run(run.pk)).update(
        state=RunState.FAILED, reason=reason, finished_at=timezone.now(), leased_until=None
    )
    if failed:
        record(by=None, action="run.failed", target=run, data={"reason": reason})
