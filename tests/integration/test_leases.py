"""Leases: short, renewed while the worker lives, free soon after it dies."""

import time

import pytest
from django.utils import timezone

from accounts.models import User
from core import leases
from sources.models import Article


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
