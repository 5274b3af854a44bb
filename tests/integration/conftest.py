"""The cast: Ada reviews, Bo reviews too, Cy settles differences, Eve edits, Rae reads, Rob reports, Ann administers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from accounts.models import User
from accounts.roles import Role
from claims.models import Claim, ExtractionRun
from claims.services import extract_version, match_run
from sources.models import Article
from sources.services import submit_text

NESTED = (
    "US special envoy Steve Witkoff noted that Vladimir Putin had agreed on security guarantees for Ukraine, although"
    " Moscow has yet to confirm this aspect.\n\n"
    "Unemployment in Varnholm fell to 4.2 per cent in March 2026, the statistics office said."
)


def person(username: str, role: Role) -> User:
    return User.objects.create_user(username, password="a long password", first_name=username.capitalize(), role=role)


@pytest.fixture
def ada(db: None) -> User:
    return person("ada", Role.REVIEWER)


@pytest.fixture
def bo(db: None) -> User:
    return person("bo", Role.REVIEWER)


@pytest.fixture
def cy(db: None) -> User:
    return person("cy", Role.REVIEWER)


@pytest.fixture
def eve(db: None) -> User:
    return person("eve", Role.EDITOR)


@pytest.fixture
def rob(db: None) -> User:
    return person("rob", Role.REPORTER)


@pytest.fixture
def rae(db: None) -> User:
    return person("rae", Role.READER)


@pytest.fixture
def read_text(rob: User) -> Callable[..., Article]:
    """Submit a text and do what the worker would do with it."""

    def read(text: str = NESTED, **details: Any) -> Article:
        details.setdefault("published_at", datetime(2026, 3, 1, tzinfo=UTC))
        submitted = submit_text(by=rob, text=text, **details)
        for version in submitted.article.versions.all():
            extract_version(version_id=version.pk)
        for run in ExtractionRun.objects.filter(version__article=submitted.article):
            match_run(run_id=run.pk)
        return submitted.article

    return read


@pytest.fixture
def claim(read_text: Callable[..., Article]) -> Claim:
    """Witkoff's claim about Putin."""
    read_text(source_name="Daily Courier", url="https://daily-courier.example/talks")
    return Claim.objects.get(speaker__name="Steve Witkoff")
