"""Reading a version: due work as a query, attempts, leases, and the same rows however often it runs."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from celery.exceptions import SoftTimeLimitExceeded
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import User
from claims.enums import RunState, Stance
from claims.extraction.pipeline import Extractor
from claims.models import Attribution, Claim, ExtractionRun, Mention, Position
from claims.queries import due_versions
from claims.services import extract, extract_version, match, match_run, retry_run
from core.leases import MAX_ATTEMPTS
from sources.models import ArticleVersion
from sources.services import submit_text
from tests.integration.conftest import NESTED

pytestmark = pytest.mark.django_db


@pytest.fixture
def version(rob: User) -> ArticleVersion:
    return submit_text(by=rob, text=NESTED, source_name="Daily Courier").article.versions.get()


@pytest.fixture
def poison(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_args: Any, **_kwargs: Any) -> None:
        raise ValueError("a text that no reader survives")

    monkeypatch.setattr(Extractor, "extract", fail)


def due() -> list[int]:
    return list(due_versions().values_list("pk", flat=True))


def rows() -> list[list[tuple[Any, ...]]]:
    return [list(model.objects.order_by("pk").values_list()) for model in (Attribution, Mention, Position, Claim)]


def read_until_given_up(version: ArticleVersion) -> ExtractionRun:
    for _attempt in range(MAX_ATTEMPTS):
        with pytest.raises(ValueError, match="no reader survives"):
            extract_version(version_id=version.pk)
    return ExtractionRun.objects.get(version=version)


def test_a_long_text_is_matched_in_steps_that_are_kept(
    version: ArticleVersion, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = extract_version(version_id=version.pk)
    assert run is not None
    mentions = Mention.objects.filter(run=run)
    assert mentions.count() > 1
    monkeypatch.setattr(match, "STEP", 1)

    def killed(**_: Any) -> int:
        if mentions.filter(claim__isnull=False).exists():
            raise SoftTimeLimitExceeded
        return 0

    with monkeypatch.context() as patched:
        patched.setattr(match, "weigh_run", killed)
        with pytest.raises(SoftTimeLimitExceeded):
            match_run(run_id=run.pk)
    assert mentions.filter(claim__isnull=False).count() == 1
    assert match_run(run_id=run.pk) == mentions.count() - 1
    run.refresh_from_db()
    assert run.matched_at is not None
    assert not Position.objects.filter(mention__run=run, claim__isnull=True).exists()


def test_reading_and_matching_twice_gives_the_same_rows(version: ArticleVersion) -> None:
    run = extract_version(version_id=version.pk)
    assert run is not None
    assert match_run(run_id=run.pk) > 0
    once = rows()
    assert extract_version(version_id=version.pk) is None
    assert match_run(run_id=run.pk) == 0
    assert rows() == once
    assert all(once)


def test_positions_and_the_chain_of_nested_speech_are_kept(version: ArticleVersion) -> None:
    run = extract_version(version_id=version.pk)
    assert run is not None
    match_run(run_id=run.pk)
    inner = Attribution.objects.get(run=run, parent__isnull=False)
    assert inner.parent is not None
    assert inner.parent.speaker is not None
    assert inner.parent.speaker.name == "Steve Witkoff"
    stands = {(p.party.name, p.stance): p for p in Position.objects.filter(mention__run=run) if p.party}
    moscow = stands["Government of Russia", Stance.NOT_CONFIRMED]
    assert moscow.claim is not None
    assert moscow.claim == moscow.mention.claim  # type: ignore[union-attr]
    assert version.text[moscow.start_offset : moscow.end_offset] == moscow.quotation
    assert ("Steve Witkoff", Stance.ASSERTS) in stands


@pytest.mark.usefixtures("poison")
def test_a_poison_text_fails_with_a_reason_after_three_attempts(version: ArticleVersion) -> None:
    run = read_until_given_up(version)
    assert (run.state, run.attempts) == (RunState.FAILED, MAX_ATTEMPTS)
    assert "ValueError" in run.reason
    assert extract_version(version_id=version.pk) is None
    assert due() == []
    assert not Mention.objects.exists()


def test_a_retry_gives_the_attempts_back(version: ArticleVersion, rob: User, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(Extractor, "extract", lambda *_a, **_k: (_ for _ in ()).throw(ValueError("no reader survives")))
        failed = read_until_given_up(version)
    again = retry_run(by=rob, run=failed)
    assert (again.state, again.attempts, again.reason) == (RunState.QUEUED, 0, "")
    assert due() == [version.pk]
    done = extract_version(version_id=version.pk)
    assert done is not None
    assert done.state == RunState.DONE


def test_a_version_that_a_living_worker_holds_is_left_alone(version: ArticleVersion) -> None:
    held = hold(version, timedelta(minutes=1))
    assert due() == []
    assert extract_version(version_id=version.pk) is None
    assert ExtractionRun.objects.get(pk=held.pk).attempts == 1


def test_what_a_dead_worker_held_is_taken_again(version: ArticleVersion) -> None:
    held = hold(version, -timedelta(seconds=1))
    assert due() == [version.pk]
    run = extract_version(version_id=version.pk)
    assert run is not None
    assert (run.pk, run.state, run.attempts) == (held.pk, RunState.DONE, 2)


def hold(version: ArticleVersion, left: timedelta) -> ExtractionRun:
    return ExtractionRun.objects.create(
        version=version,
        pipeline_version=extract.PIPELINE_VERSION,
        state=RunState.READING,
        attempts=1,
        leased_until=timezone.now() + left,
    )


def test_a_finished_version_is_due_again_for_the_next_pipeline(
    version: ArticleVersion, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert due() == [version.pk]
    extract_version(version_id=version.pk)
    assert due() == []
    monkeypatch.setattr("claims.queries.runs.PIPELINE_VERSION", "the next one")
    assert due() == [version.pk]
    ArticleVersion.objects.create(article=version.article, number=2, text="Other words.", sha256="f" * 64)
    assert due() == [version.article.versions.get(number=2).pk]


@pytest.mark.parametrize("end", [100_000, len(NESTED) + 1])
def test_the_database_refuses_spans_outside_the_text(version: ArticleVersion, end: int) -> None:
    run = extract_version(version_id=version.pk)
    mention, attribution = Mention.objects.filter(run=run).first(), Attribution.objects.filter(run=run).first()
    assert mention is not None
    assert attribution is not None
    mention.end_offset = end
    with pytest.raises(IntegrityError, match="outside its text"), transaction.atomic():
        mention.save()
    attribution.content_spans = [[0, end]]
    with pytest.raises(IntegrityError, match="outside its text"), transaction.atomic():
        attribution.save()
