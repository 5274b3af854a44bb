"""A whole review by program, and what happens to those who decide on what they have not seen."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from claims.models import Claim
from publication.models import Edition
from reviews.models import Review
from tests.integration.test_api_tokens import bearer, send

pytestmark = pytest.mark.django_db
REVIEWS = "/api/v1/reviews/"


class Desk:
    """A program of one person."""

    def __init__(self, user: User) -> None:
        self.client, self.headers = Client(), bearer(user)

    def look(self, claim: Claim) -> Any:
        return self.client.get(f"{REVIEWS}{claim.pk}/", headers=self.headers)

    def do(self, claim: Claim, move: str, body: Any = None, *, seen: str | None = None, **headers: str) -> Any:
        tag = seen or self.look(claim)["ETag"]
        return send(self.client, f"{REVIEWS}{claim.pk}/{move}/", body, if_match=tag, **self.headers, **headers)


def test_a_whole_review_by_program(claim: Claim, ada: User, bo: User, eve: User) -> None:
    first, second, editor = Desk(ada), Desk(bo), Desk(eve)
    listed = first.client.get(f"{REVIEWS}?q=security", headers=first.headers).json()["results"]
    assert claim.pk in [row["id"] for row in listed]
    taken = first.do(claim, "take")
    assert (taken.status_code, taken.json()["status"], taken.json()["held"]["by"]) == (200, "in_review", "Ada")
    evidence = {"quotation": "No such thing.", "stance": "refutes", "url": "https://records.example/1"}
    added = first.do(claim, "evidence", evidence)
    assert (added.status_code, added.json()["evidence"][0]["capture"]) == (201, "due")
    decided = first.do(claim, "decisions", {"verdict": "disputed", "rationale": "The record says otherwise."})
    assert (decided.status_code, decided.json()["status"]) == (201, "second_review")
    assert second.look(claim).json()["decisions"] == [], "the second review is blind"
    seconded = second.do(claim, "decisions", {"verdict": "disputed", "rationale": "So it does."})
    assert (seconded.json()["status"], len(seconded.json()["decisions"])) == ("disputed", 2)
    early = editor.do(claim, "publish", {"summary": "The record says otherwise."})
    assert (early.status_code, list(early.json()["errors"])) == (409, ["override"]), "the page is not captured yet"
    why = {"summary": "The record says otherwise.", "override": "The record is printed before us."}
    published = editor.do(claim, "publish", why)
    assert (published.status_code, published.json()["edition"]) == (201, 1)
    corrected = editor.do(claim, "correct", {"reason": "The date was wrong.", "summary": "Better words."})
    assert corrected.json()["edition"] == 2
    retracted = editor.do(claim, "retract", {"reason": "We should not have said so."})
    assert retracted.json()["edition"] == 3
    again = editor.do(claim, "reopen", {"reason": "New words."})
    assert (again.json()["status"], again.json()["round"]) == ("in_review", 2)
    assert list(Edition.objects.values_list("kind", flat=True)) == ["publication", "correction", "retraction"]


def test_a_decision_does_not_pass_over_a_colleagues_evidence(claim: Claim, ada: User, bo: User) -> None:
    desk, colleague = Desk(ada), Desk(bo)
    desk.do(claim, "take")
    seen = desk.look(claim)["ETag"]
    desk.do(claim, "evidence", {"quotation": "My own.", "stance": "context"})
    body = {"verdict": "unconfirmed", "rationale": "Because."}
    colleague.do(claim, "evidence", {"quotation": "No such deal.", "stance": "refutes"})
    refused = desk.do(claim, "decisions", body, seen=seen)
    assert refused.status_code == 412
    assert "No such deal." in refused.json()["detail"]
    assert "words are kept" not in refused.json()["detail"]
    assert not Review.objects.exists()
    assert desk.do(claim, "decisions", body).status_code == 201


def test_a_decision_without_a_version_is_refused(claim: Claim, ada: User) -> None:
    desk = Desk(ada)
    body = {"verdict": "unconfirmed", "rationale": "Because."}
    bare = send(desk.client, f"{REVIEWS}{claim.pk}/decisions/", body, **desk.headers)
    assert (bare.status_code, list(bare.json()["errors"])) == (428, ["If-Match"])
    other = desk.do(claim, "decisions", body, seen='"something"')
    assert (other.status_code, list(other.json()["errors"])) == (422, ["If-Match"])
    assert not Review.objects.exists()


def test_a_stale_decision_is_412_with_what_is_there_now(claim: Claim, ada: User, bo: User) -> None:
    slow, quick = Desk(bo), Desk(ada)
    seen = slow.look(claim)["ETag"]
    quick.do(claim, "take")
    quick.do(claim, "release")
    late = slow.do(claim, "decisions", {"verdict": "unconfirmed", "rationale": "Late."}, seen=seen)
    now = slow.look(claim)
    assert late.status_code == 412
    assert late.json()["current"]["version"] == now.json()["version"]
    assert now["ETag"].startswith(late["ETag"].rstrip('"'))
    assert not Review.objects.exists()


def test_a_stale_correction_is_412_too(claim: Claim, ada: User, bo: User, eve: User) -> None:
    for person in (ada, bo):
        desk = Desk(person)
        desk.do(claim, "take")
        desk.do(claim, "decisions", {"verdict": "unconfirmed", "rationale": "Because."})
    one, other = Desk(eve), Desk(eve)
    one.do(claim, "publish", {"summary": "So it is."})
    seen = other.look(claim)["ETag"]
    assert one.do(claim, "correct", {"reason": "A date."}).status_code == 201
    late = other.do(claim, "retract", {"reason": "Wrong."}, seen=seen)
    assert (late.status_code, late.json()["current"]["edition"]) == (412, 2)
    assert other.look(claim)["ETag"].startswith(late["ETag"].rstrip('"'))
    assert Edition.objects.count() == 2


def test_what_the_state_does_not_allow_is_409(claim: Claim, ada: User, bo: User, eve: User) -> None:
    Desk(ada).do(claim, "take")
    held = Desk(bo).do(claim, "take")
    assert (held.status_code, held.json()["current"]["holder"]) == (409, "Ada")
    early = Desk(eve).do(claim, "publish", {"summary": "x"})
    assert (early.status_code, early.json()["current"]["status"]) == (409, "in_review")


def test_a_repeated_decision_counts_once(claim: Claim, ada: User) -> None:
    desk = Desk(ada)
    seen = desk.do(claim, "take")["ETag"]
    body = {"verdict": "unconfirmed", "rationale": "Because."}
    first = desk.do(claim, "decisions", body, seen=seen, idempotency_key="d-1")
    again = desk.do(claim, "decisions", body, seen=seen, idempotency_key="d-1")
    assert (first.status_code, again.status_code) == (201, 201)
    assert (again.json(), again["ETag"]) == (first.json(), first["ETag"])
    assert Review.objects.count() == 1


def test_evidence_is_withdrawn_by_who_added_it(claim: Claim, ada: User, bo: User) -> None:
    desk = Desk(ada)
    added = desk.do(claim, "evidence", {"quotation": "Words.", "stance": "context"}).json()["evidence"][0]["id"]
    assert Desk(bo).do(claim, f"evidence/{added}/withdraw").status_code == 403
    assert desk.do(claim, f"evidence/{added}/withdraw").json()["evidence"] == []
    assert desk.do(claim, f"evidence/{added}/withdraw").status_code == 409
    assert desk.do(claim, "evidence/999999/withdraw").status_code == 409


def test_ones_own_new_evidence_is_news_but_makes_no_decision_stale(claim: Claim, ada: User) -> None:
    one = Desk(ada)
    seen = one.do(claim, "take")["ETag"]
    assert one.client.get(f"{REVIEWS}{claim.pk}/", headers=one.headers | {"if-none-match": seen}).status_code == 304
    one.do(claim, "evidence", {"quotation": "Words.", "stance": "context"})
    assert one.client.get(f"{REVIEWS}{claim.pk}/", headers=one.headers | {"if-none-match": seen}).status_code == 200
    assert one.do(claim, "decisions", {"verdict": "unconfirmed", "rationale": "So."}, seen=seen).status_code == 201


def test_dismissed_and_restored(claim: Claim, ada: User) -> None:
    desk = Desk(ada)
    assert desk.do(claim, "dismiss", {"rationale": "Not for us."}).json()["status"] == "dismissed"
    assert desk.do(claim, "restore").json()["status"] == "queued"
    assert desk.do(claim, "queue").status_code == 409


def test_nobody_sets_what_services_set(claim: Claim, ada: User) -> None:
    desk = Desk(ada)
    body = {"verdict": "unconfirmed", "rationale": "Because.", "reviewer": 1, "status": "confirmed", "version": 9}
    refused = desk.do(claim, "decisions", body)
    assert (refused.status_code, set(refused.json()["errors"])) == (422, {"reviewer", "status", "version"})


def test_the_list_is_a_page_of_the_queue_with_few_queries(
    claim: Claim, ada: User, django_assert_max_num_queries: Any
) -> None:
    desk = Desk(ada)
    with django_assert_max_num_queries(6):
        assert desk.client.get(f"{REVIEWS}?limit=50", headers=desk.headers).status_code == 200
    with django_assert_max_num_queries(16):
        assert desk.look(claim).status_code == 200
    for query in ("stage=nowhere", "speaker=x", "limit=0", "limit=101", "cursor=x", "statuss=1", "q=a&q=b"):
        refused = desk.client.get(f"{REVIEWS}?{query}", headers=desk.headers)
        assert (refused.status_code, query.split("=")[0] in refused.json()["errors"]) == (422, True), query


def test_a_stand_is_recorded_and_taken_back(claim: Claim, ada: User, bo: User) -> None:
    desk = Desk(ada)
    given = {"party": "Ministry of Roads", "stance": "declined", "note": "By telephone."}
    recorded = desk.do(claim, "positions", given)
    assert recorded.status_code == 201
    (row,) = [row for row in recorded.json()["positions"] if row["party"] and row["party"]["name"] == given["party"]]
    assert (row["stance"], row["recorded_by"]) == ("declined", "person")
    bare = desk.do(claim, "positions", {"party": "Ministry of Roads", "stance": "denies"})
    assert (bare.status_code, list(bare.json()["errors"])) == (422, ["note"])
    assert Desk(bo).do(claim, f"positions/{row['id']}/withdraw").status_code == 403
    gone = desk.do(claim, f"positions/{row['id']}/withdraw")
    assert row["id"] not in [one["id"] for one in gone.json()["positions"]]
