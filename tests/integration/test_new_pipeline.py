"""A new pipeline version reads again, says what changed, and leaves alone what people did."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from claims import queries
from claims.models import Claim, ExtractionRun, Mention
from claims.services import change_claim, extract_version, match_run
from reviews.services import take
from sources.models import Article

pytestmark = pytest.mark.django_db


def read_again(article: Article, monkeypatch: pytest.MonkeyPatch, *, name: str = "next") -> ExtractionRun:
    monkeypatch.setattr("claims.services.extract.PIPELINE_VERSION", name)
    run = extract_version(version_id=article.versions.get().pk)
    assert run is not None
    match_run(run_id=run.pk)
    run.refresh_from_db()
    return run


def test_a_new_version_of_the_pipeline_makes_every_text_due(
    read_text: Callable[..., Article], monkeypatch: pytest.MonkeyPatch
) -> None:
    article = read_text()
    assert not queries.due_versions().exists()
    monkeypatch.setattr(queries, "PIPELINE_VERSION", "next")
    assert list(queries.due_versions()) == [article.versions.get()]


def test_reading_again_makes_no_second_claim_and_keeps_what_was_decided(
    read_text: Callable[..., Article], ada: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    article = read_text()
    claim = Claim.objects.order_by("pk").first()
    assert claim is not None
    take(by=ada, claim_id=claim.pk)
    before = set(Claim.objects.values_list("pk", "text", "status", "version"))
    read_again(article, monkeypatch)
    assert set(Claim.objects.values_list("pk", "text", "status", "version")) == before


def test_a_text_that_a_person_edited_is_left_alone(
    read_text: Callable[..., Article], monkeypatch: pytest.MonkeyPatch
) -> None:
    article = read_text()
    claim = Claim.objects.order_by("pk").first()
    assert claim is not None
    change_claim(claim=claim, expected_version=claim.version, text="Words of an editor", edited=True)
    read_again(article, monkeypatch)
    claim.refresh_from_db()
    assert claim.text == "Words of an editor"


def test_the_page_says_what_was_added_gone_and_different(
    read_text: Callable[..., Article], ada: User, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    article = read_text()
    run = read_again(article, monkeypatch)
    changes = queries.changes_of(run)
    assert changes is not None
    assert not changes.any
    lost = Mention.objects.filter(run=changes.before).order_by("pk").first()
    kept = Mention.objects.filter(run=run).order_by("-pk").first()
    assert lost is not None and kept is not None
    Mention.objects.filter(run=run, claim=lost.claim).update(claim=None)
    Mention.objects.filter(pk=kept.pk).update(end_offset=kept.end_offset - 1)
    changes = queries.changes_of(run)
    assert changes is not None
    assert changes.gone == [lost.text]
    assert [text for text, _what in changes.different] == [kept.text]
    client.force_login(ada)
    page = client.get(reverse("desk:article", args=[article.pk])).content.decode()
    assert "0 added, 1 gone, 1 different" in page
