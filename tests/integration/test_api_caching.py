"""Programs that ask again: 304 while nothing changed, everything anew after a correction."""

from __future__ import annotations

import pytest
from django.test import Client

from accounts.models import User
from claims.models import Claim
from publication.services import correct, publish
from tests.integration.test_review_loop import settle

pytestmark = pytest.mark.django_db


def test_what_a_program_has_is_right_until_a_correction(
    client: Client, claim: Claim, ada: User, bo: User, eve: User
) -> None:
    settle(claim, ada, bo)
    publish(by=eve, claim_id=claim.pk, expected_version=claim.version, summary="Only the envoy says so.")
    addresses = ["/api/v1/claims/", f"/api/v1/claims/{claim.pk}/"]
    tags = {}
    for address in addresses:
        answer = client.get(address)
        assert answer["Cache-Control"] == "public, max-age=30"
        tags[address] = answer["ETag"]
        again = client.get(address, headers={"if-none-match": answer["ETag"]})
        assert (again.status_code, again.content) == (304, b"")
        assert again["ETag"] == answer["ETag"]
    correct(by=eve, claim_id=claim.pk, reason="The date was wrong.", summary="Better words.")
    for address in addresses:
        answer = client.get(address, headers={"if-none-match": tags[address]})
        assert answer.status_code == 200
        assert "Better words." in answer.content.decode()


def test_a_row_of_the_list_and_the_detail_agree(client: Client, claim: Claim, ada: User, bo: User, eve: User) -> None:
    settle(claim, ada, bo)
    publish(by=eve, claim_id=claim.pk, expected_version=claim.version, summary="Only the envoy says so.")
    (row,) = client.get("/api/v1/claims/").json()["results"]
    detail = client.get(f"/api/v1/claims/{claim.pk}/").json()
    assert row == {name: detail[name] for name in row}
    page = client.get(row["url"].removeprefix("http://testserver"))
    assert page.status_code == 200
