"""What was public at a moment: claim page, lists, speakers, corrections; and what a moment has to look like."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from claims.models import Claim
from core.errors import InvalidInput
from publication.models import Edition, Listing, SearchWord
from publication.queries import Filters, fact_check_of, published, search, summaries
from publication.search import moment_of
from publication.services import correct, publish, retract
from reviews.enums import Verdict
from tests.integration.test_review_loop import settle

pytestmark = pytest.mark.django_db


@pytest.fixture
def public_claim(claim: Claim, ada: User, bo: User, eve: User) -> Claim:
    settle(claim, ada, bo, Verdict.UNCONFIRMED)
    publish(by=eve, claim_id=claim.pk, expected_version=claim.version, summary="Only Witkoff says so.")
    return claim


def moment(edition: Edition, *, seconds: float = 0) -> str:
    return (edition.published_at + timedelta(seconds=seconds)).isoformat()


def test_a_page_shows_what_was_said_then(client: Client, public_claim: Claim, eve: User) -> None:
    first = correct(by=eve, claim_id=public_claim.pk, reason="The day was wrong.", summary="Second wording.")
    page = fact_check_of(public_claim.pk)
    assert page is not None
    address = f"/claims/{public_claim.pk}-{page.slug}/"
    then = client.get(address, {"as_of": moment(first, seconds=-0.000001)})
    assert then.status_code == 200
    text = then.content.decode()
    assert "Only Witkoff says so." in text
    assert "Second wording." not in text
    assert "The day was wrong." not in text
    assert "As of " in text
    assert f'href="{address}"' in text  # the way to now
    assert "application/ld+json" not in text  # the markup is of what stands now
    assert 'content="noindex"' in text
    now = client.get(address).content.decode()
    assert "Second wording." in now
    assert "As of " not in now


def test_lists_follow_the_moment(client: Client, public_claim: Claim, eve: User) -> None:
    edition = published().get()
    taken_back = retract(by=eve, claim_id=public_claim.pk, reason="It was another envoy.")
    assert not search(Filters()).exists()
    before = taken_back.published_at - timedelta(microseconds=1)
    assert [row.edition_id for row in search(Filters(words="guarantees", as_of=before))] == [edition.pk]
    assert [row.number for row in summaries(Filters(as_of=before))] == [1]
    assert not search(Filters(as_of=taken_back.published_at)).exists()
    assert not search(Filters(as_of=edition.published_at - timedelta(microseconds=1))).exists()
    assert "guarantees" in client.get("/", {"as_of": before.isoformat()}).content.decode()
    assert client.get("/speakers/", {"as_of": before.isoformat()}).content.decode().count("Witkoff") >= 1
    assert client.get("/corrections/", {"as_of": before.isoformat()}).content.decode().count("another envoy") == 0
    assert client.get("/corrections/").content.decode().count("another envoy") == 1


def test_before_the_first_edition_there_is_a_page_that_says_so(client: Client, public_claim: Claim) -> None:
    page = fact_check_of(public_claim.pk)
    assert page is not None
    answer = client.get(f"/claims/{public_claim.pk}-{page.slug}/", {"as_of": "2001-01-01T00:00Z"})
    assert answer.status_code == 404
    assert "Nothing was published on this by then" in answer.content.decode()


def test_the_short_address_keeps_the_moment(client: Client, public_claim: Claim) -> None:
    answer = client.get(f"/claims/{public_claim.pk}/?as_of=2026-01-31T12:00Z")
    assert answer.status_code == 301
    assert answer["Location"].endswith("?as_of=2026-01-31T12:00Z")


@pytest.mark.parametrize(
    "given",
    ["2026-01-31", "2026-01-31T12:00", "yesterday", "12:00Z", "9999-99-99T00:00Z", "2999-01-01T00:00Z", "\ud800",
     "0001-01-01T00:00+14:00", "9" * 5000],
)  # fmt: skip
@pytest.mark.parametrize("path", ["/", "/speakers/", "/corrections/"])
def test_what_is_no_moment_is_refused_with_a_next_step(client: Client, path: str, given: str) -> None:
    answer = client.get(path, {"as_of": given.encode("utf-8", "replace")})
    assert answer.status_code == 400
    assert "as_of" in answer.content.decode()


def test_zones_are_understood() -> None:
    plain, shifted = moment_of("2026-01-31T12:00Z"), moment_of("2026-01-31T13:00 01:00")
    assert plain == shifted
    with pytest.raises(InvalidInput):
        moment_of((timezone.now() + timedelta(hours=1)).isoformat())


def test_the_database_keeps_the_listings(public_claim: Claim, eve: User, read_text: Callable[..., object]) -> None:
    correct(by=eve, claim_id=public_claim.pk, reason="A word.", summary="Again.")
    rows = list(Listing.objects.order_by("published_at"))
    assert [row.replaced_at for row in rows] == [rows[1].published_at, None]
    assert rows[1].outlet is not None
    assert rows[1].outlet.name == "Daily Courier"
    assert SearchWord.objects.filter(word="guarantees").exists()
    retract(by=eve, claim_id=public_claim.pk, reason="All of it.")
    assert not Listing.objects.filter(replaced_at__isnull=True).exists()
