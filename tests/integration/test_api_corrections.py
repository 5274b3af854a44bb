"""The list of corrections and retractions: newest first, in pages, at any moment."""

from __future__ import annotations

from typing import Any

import pytest

from accounts.models import User
from claims.models import Claim
from publication.models import Edition
from publication.services import correct, publish, retract
from tests.integration.test_api_public import API, get
from tests.integration.test_review_loop import settle

pytestmark = pytest.mark.django_db


@pytest.fixture
def published(claim: Claim, ada: User, bo: User, eve: User) -> Claim:
    settle(claim, ada, bo)
    publish(by=eve, claim_id=claim.pk, expected_version=claim.version, summary="Only the envoy says so.")
    return claim


def test_corrections_newest_first_with_both_editions(published: Claim, eve: User) -> None:
    assert get("corrections/").json()["results"] == []
    correct(by=eve, claim_id=published.pk, reason="A date.", summary="Better words.")
    before = get("corrections/")
    assert get("corrections/", if_none_match=before["ETag"]).status_code == 304
    retract(by=eve, claim_id=published.pk, reason="Wrong altogether.")
    after = get("corrections/", if_none_match=before["ETag"])
    assert after.status_code == 200
    rows = after.json()["results"]
    assert [(row["claim"], row["kind"], row["reason"], row["replaces"], row["edition"]) for row in rows] == [
        (published.pk, "retraction", "Wrong altogether.", 2, 3),
        (published.pk, "correction", "A date.", 1, 2),
    ]
    replaced = get(rows[1]["replaced_url"].partition(API)[2]).json()
    assert (replaced["edition"], replaced["summary"]) == (1, "Only the envoy says so.")
    assert get(rows[1]["edition_url"].partition(API)[2]).json()["summary"] == "Better words."
    then = Edition.objects.get(number=2).published_at.isoformat().replace("+00:00", "Z")
    assert [row["edition"] for row in get(f"corrections/?as_of={then}").json()["results"]] == [2]
    assert get("corrections/?as_of=2001-01-01T00:00Z").json()["results"] == []


def test_pages_of_corrections_follow_each_other(published: Claim, eve: User, django_assert_num_queries: Any) -> None:
    for n in range(5):
        correct(by=eve, claim_id=published.pk, reason=f"Reason {n}.")
    get("corrections/")
    with django_assert_num_queries(2):
        first = get("corrections/?limit=2").json()
    with django_assert_num_queries(2):
        assert len(get("corrections/?limit=5").json()["results"]) == 5
    second = get(first["next"].partition(API)[2]).json()
    reasons = [row["reason"] for page in (first, second) for row in page["results"]]
    assert reasons == ["Reason 4.", "Reason 3.", "Reason 2.", "Reason 1."]
    back = get(second["previous"].partition(API)[2]).json()
    assert back["results"] == first["results"]


@pytest.mark.parametrize("query", ["as_of=2026-01-31", "limit=0", "cursor=x", "q=word", "as_of=3026-01-31T00:00Z"])
def test_a_wrong_parameter_of_the_corrections_is_422(query: str, db: None) -> None:
    refused = get(f"corrections/?{query}")
    assert (refused.status_code, list(refused.json()["errors"])) == (422, [query.partition("=")[0]])
