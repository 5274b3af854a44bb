"""Leases: short, renewed while the worker lives, free soon after it dies."""

import time
from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import User
from claims.extraction.version import PIPELINE_VERSION
from claims.models import ExtractionRun
from claims.queries import due_versions
from core import leases
from sources.models import Article, ArticleVersion
from sources.services import submit_text


@pytest.fixture
def taken(transactional_db: None) -> Article:
    user = User.objects.create_user("ada")
    article = Article.objects.create(identity="x" * 64, input_kind="url", submitted_by=user)
    assert leases.take(Article.objects.filter(pk=article.pk), seconds=1)
    return article


def test_a_lease_ends_by_itself_so_that_work_of_a_dead_worker_is_free(taken: Article) -> None:
    rows = Article.objects.filter(pk=taken.pk)
    assert not leases.free(rows).exists()
    time.sleep(1.1)
    assert leases.free(rows).exists()


def test_a_lease_is_renewed_while_its_work_goes_on(taken: Article) -> None:
    rows = Article.objects.filter(pk=taken.pk)
    with leases.kept(rows, seconds=1):
        time.sleep(1.5)
        assert not leases.free(rows).exists()
    taken.refresh_from_db()
    assert taken.leased_until is not None
    assert taken.leased_until > timezone.now()
    assert taken.attempts == 1, "renewing is not another attempt"


@pytest.mark.django_db
def test_a_version_whose_reader_died_is_due_again_and_one_being_read_is_not() -> None:
    user = User.objects.create_user("ada", role="reporter")
    texts = ["The mayor said the bridge is safe.", "The minister denied that.", "Nobody was hurt, police said."]
    articles = [submit_text(by=user, text=text).article for text in texts]
    first, second, third = (ArticleVersion.objects.get(article=article) for article in articles)
    past, ahead = timezone.now() - timedelta(seconds=1), timezone.now() + timedelta(seconds=60)
    # Runs begun in another order than the versions came in, so that no run has the key of its version.
    for version, until in ((third, past), (second, ahead)):
        ExtractionRun.objects.create(
            pk=version.pk + 1000,
            version=version,
            pipeline_version=PIPELINE_VERSION,
            state="finding",
            leased_until=until,
        )
    assert set(due_versions()) == {first, third}
