"""`manage.py ingest`: what goes in, what comes out, and what is said when something is wrong."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

import sources.subscribers  # noqa: F401  the worker's part: here tasks run at once, at commit
from accounts.models import User
from accounts.roles import Role
from sources.enums import ArticleState
from sources.models import Article

TEXT = (
    "The harbour of Varnholm will cost 412 million crowns, Mayor Lena Voss said on Monday. "
    "The ministry of transport has yet to confirm the sum."
)


@pytest.fixture
def max_administrator(db: None) -> User:
    return User.objects.create_user("max", first_name="Max", role=Role.ADMINISTRATOR)


@pytest.fixture
def story(tmp_path: Path) -> Path:
    path = tmp_path / "harbour.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def ingest(*inputs: object, **options: object) -> tuple[str, int]:
    """What the command printed, in one line, and its exit status."""
    out, status = StringIO(), 0
    try:
        call_command("ingest", *map(str, inputs), stdout=out, **options)
    except SystemExit as end:
        status = int(str(end.code))
    return " ".join(out.getvalue().split()), status


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_waiting_prints_the_claims_of_a_file(max_administrator: User, story: Path) -> None:
    told, status = ingest(story, wait=True, outlet="Harbour Wire")
    assert status == 0, told
    assert "Lena Voss" in told
    assert "412" in told  # a cell of the table may break the line after it
    article = Article.objects.get()
    assert article.submitted_by == max_administrator
    assert article.source is not None
    assert article.source.name == "Harbour Wire"
    again, status = ingest(story, wait=True)
    assert "Lena Voss" in again
    assert (status, Article.objects.count()) == (0, 1)


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_a_file_that_cannot_be_used_is_reported_and_the_others_are_read(
    max_administrator: User, story: Path, tmp_path: Path
) -> None:
    picture = tmp_path / "picture.txt"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20)
    told, status = ingest(picture, story, wait=True)
    assert status == 1
    assert "Lena Voss" in told
    refused = Article.objects.get(input_name="picture.txt")
    assert refused.state == ArticleState.REFUSED
    assert " ".join(refused.state_reason.split()) in told


@pytest.mark.django_db
def test_without_waiting_the_article_is_kept_and_named(max_administrator: User, story: Path) -> None:
    told, status = ingest(story)
    article = Article.objects.get()
    assert status == 0
    assert f"article {article.pk}: harbour.txt (waiting for a worker)" in told


@pytest.mark.django_db
def test_waiting_without_a_worker_ends_with_advice(max_administrator: User, story: Path) -> None:
    told, status = ingest(story, wait=True, patience=0.0)
    assert status == 1
    assert "make run" in told
    assert Article.objects.count() == 1


@pytest.mark.django_db
def test_missing_files_folders_and_bad_addresses_are_named_one_by_one(
    max_administrator: User, story: Path, tmp_path: Path
) -> None:
    empty = tmp_path / "empty.txt"
    empty.touch()
    told, status = ingest("nowhere.txt", tmp_path, empty, "https://", "ftp://harbour.example/a", "a\0b", story)
    assert status == 1
    assert "nowhere.txt: There is no such file." in told
    assert f"{tmp_path}: This is a folder." in told
    assert "This file is empty." in told
    assert told.count("✗") == 6
    assert Article.objects.count() == 1


@pytest.mark.django_db
def test_a_file_over_the_limit_is_refused_without_reading_all_of_it(
    max_administrator: User, story: Path, settings: pytest.FixtureRequest
) -> None:
    settings.LIMIT_UPLOAD_BYTES = 20  # type: ignore[attr-defined]
    told, status = ingest(story)
    assert status == 1
    assert "Send the part that holds the claims" in told
    assert not Article.objects.exists()


@pytest.mark.django_db
def test_the_person_named_submits_if_they_may(max_administrator: User, story: Path) -> None:
    User.objects.create_user("rae", role=Role.READER)
    ada = User.objects.create_user("ada", role=Role.REPORTER)
    with pytest.raises(CommandError, match="may not add articles"):
        ingest(story, username="rae")
    with pytest.raises(CommandError, match="no user 'nobody'"):
        ingest(story, username="nobody")
    ingest(story, username="ada")
    assert Article.objects.get().submitted_by == ada


@pytest.mark.django_db
def test_without_an_administrator_a_name_is_asked_for(story: Path) -> None:
    with pytest.raises(CommandError, match="--as USERNAME"):
        ingest(story)
