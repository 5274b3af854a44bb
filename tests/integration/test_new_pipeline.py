"""A new pipeline version reads again, says what changed, and leaves alone what people did."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from claims import queries, rereadings
from claims.extraction import types
from claims.models import Claim, ExtractionRun, Mention
from claims.services import change_claim, extract_version, match_run
from claims.services.keep import keep_extraction
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
    monkeypatch.setattr("claims.queries.runs.PIPELINE_VERSION", "next")
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
    changes = rereadings.changes_of(run)
    assert changes is not None
    assert not changes.any
    lost = Mention.objects.filter(run=changes.before).order_by("pk").first()
    kept = Mention.objects.filter(run=run).order_by("-pk").first()
    assert lost is not None and kept is not None and lost.claim is not None
    Mention.objects.filter(run=run, claim=lost.claim).update(claim=None)
    Mention.objects.filter(pk=kept.pk).update(end_offset=kept.end_offset - 1, text="Said in other words")
    changes = rereadings.changes_of(run)
    assert changes is not None
    assert [changed.text for changed in changes.gone] == [lost.text]
    (different,) = changes.different
    assert {d.what for d in different.differences} == {"text", "place"}
    client.force_login(ada)
    page = client.get(reverse("desk:article", args=[article.pk])).content.decode()
    assert "0 added, 1 gone, 1 different" in page
    page = client.get(reverse("desk:article-changes", args=[article.pk])).content.decode()
    assert lost.claim.text in page
    assert "<ins>" in page and "other" in page
    monkeypatch.setattr(rereadings, "PIPELINE_VERSION", "next")
    monkeypatch.setattr("claims.queries.runs.PIPELINE_VERSION", "next")
    page = client.get(reverse("desk:read-again")).content.decode()
    assert "1 texts read again, 0 to go" in page
    assert str(article) in page


def reworded(monkeypatch: pytest.MonkeyPatch, words: dict[str, str]) -> None:
    """A pipeline that puts some claims in other words at the same place."""

    def keep(*, run: ExtractionRun, version: Any, extraction: types.Extraction) -> int:
        claims = tuple(replace(c, text=words.get(c.text, c.text)) for c in extraction.claims)
        return keep_extraction(run=run, version=version, extraction=replace(extraction, claims=claims))

    monkeypatch.setattr("claims.services.extract.keep_extraction", keep)


def test_a_claim_in_other_words_at_the_same_place_stays_one_claim(
    read_text: Callable[..., Article], monkeypatch: pytest.MonkeyPatch
) -> None:
    article = read_text()
    claim = Claim.objects.order_by("pk").first()
    assert claim is not None
    count, old = Claim.objects.count(), claim.text
    reworded(monkeypatch, {old: "Quite another way of putting what was said there"})
    run = read_again(article, monkeypatch)
    claim.refresh_from_db()
    assert claim.text == "Quite another way of putting what was said there"
    assert Claim.objects.count() == count
    changes = rereadings.changes_of(run)
    assert changes is not None
    assert not changes.added and not changes.gone
    (different,) = [c for c in changes.different if c.claim == claim]
    assert [(d.what, d.before) for d in different.differences] == [("text", old)]


def test_other_words_never_replace_what_a_person_has_taken(
    read_text: Callable[..., Article], ada: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    article = read_text()
    claim = Claim.objects.order_by("pk").first()
    assert claim is not None
    take(by=ada, claim_id=claim.pk)
    count, old = Claim.objects.count(), claim.text
    reworded(monkeypatch, {old: "Quite another way of putting what was said there"})
    run = read_again(article, monkeypatch)
    claim.refresh_from_db()
    assert claim.text == old
    assert Claim.objects.count() == count
    changes = rereadings.changes_of(run)
    assert changes is not None
    assert [c.kept for c in changes.different if c.claim == claim] == [True]


def test_the_list_of_texts_read_again_asks_as_much_for_one_as_for_many(
    read_text: Callable[..., Article],
    ada: User,
    client: Client,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(rereadings, "PIPELINE_VERSION", "next")
    client.force_login(ada)
    read_again(read_text(), monkeypatch)
    with CaptureQueriesContext(connection) as one:
        client.get(reverse("desk:read-again"))
    for number in (2, 3):
        monkeypatch.setattr("claims.services.extract.PIPELINE_VERSION", "first")
        read_again(read_text(f"Police said that {number} bridges fell in Kyiv on Monday."), monkeypatch)
    with CaptureQueriesContext(connection) as many:
        client.get(reverse("desk:read-again"))
    assert len(many) == len(one)
