"""The right of reply by program: who was asked about a claim, and the answer, judged on the wording that was seen."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from audit.models import AuditEvent
from claims.models import Claim, Position
from reviews.enums import Channel
from reviews.models import Contact
from reviews.services import ask_party, correct_text, note_silence, withdraw_contact
from tests.integration.test_api_tokens import bearer, send

pytestmark = pytest.mark.django_db
WHAT = {"party": "Port of Varnholm", "asked_whom": "press office", "channel": "email", "question": "Is it so?"}
ANSWER = {"stance": "denies", "answer": "No such plan exists."}


def later(days: int = 2) -> str:
    return (timezone.now() + timedelta(days=days)).isoformat()


class Desk:
    """A program of one person."""

    def __init__(self, user: User, claim: Claim) -> None:
        self.client, self.headers, self.claim = Client(), bearer(user), claim
        self.path = f"/api/v1/claims/{claim.pk}/contacts/"

    def look(self, **headers: str) -> Any:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.client.get(self.path, headers={**self.headers, **named})

    def ask(self, **body: Any) -> Any:
        headers = {"idempotency_key": body.pop("key")} if "key" in body else {}
        return send(self.client, self.path, {**WHAT, "deadline": later(), **body}, **self.headers, **headers)

    def tag(self) -> str:
        return str(self.client.get(f"/api/v1/reviews/{self.claim.pk}/", headers=self.headers)["ETag"])

    def answer(self, contact_id: int, body: Any = None, **headers: str) -> Any:
        headers.setdefault("if_match", self.tag())
        return send(self.client, f"{self.path}{contact_id}/answer/", body or ANSWER, **self.headers, **headers)

    def withdraw(self, contact_id: int, **headers: str) -> Any:
        headers.setdefault("if_match", self.tag())
        return send(self.client, f"{self.path}{contact_id}/withdraw/", None, **self.headers, **headers)


def silent(contact_id: int) -> None:
    """The deadline has passed, and the sweep has come by."""
    now = timezone.now()
    Contact.objects.filter(pk=contact_id).update(asked_at=now - timedelta(days=3), deadline=now - timedelta(days=1))
    note_silence(contact_id=contact_id)


@pytest.fixture
def desk(ada: User, claim: Claim) -> Desk:
    return Desk(ada, claim)


def test_a_party_is_asked_and_answers(desk: Desk, claim: Claim) -> None:
    asked = desk.ask()
    assert (asked.status_code, asked.json()["state"], asked.json()["asked_by"]) == (201, "waiting", "Ada")
    number = asked.json()["id"]
    answered = desk.answer(number)
    assert (answered.status_code, answered.json()["state"]) == (201, "answered")
    (row,) = desk.look().json()["results"]
    assert row == answered.json()
    assert (row["party"]["name"], row["stance"], row["recorded_by"]) == ("Port of Varnholm", "denies", "Ada")
    position = Position.objects.get(pk=row["position"])
    assert (position.stance, position.quotation, position.claim_id) == ("denies", "No such plan exists.", claim.pk)
    actions = AuditEvent.objects.filter(action__startswith="contact.").values_list("action", flat=True)
    assert list(actions) == ["contact.asked", "contact.answered"]


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"channel": "pigeon"}, "channel"),
        ({"asked_whom": ""}, "asked_whom"),
        ({"party": ""}, "party"),
        ({"party_id": 999999}, "party"),
        ({"deadline": "2001-01-01T00:00Z"}, "deadline"),
        ({"asked_at": "2999-01-01T00:00Z"}, "asked_at"),
        ({"deadline": "2999-01-01T00:00Z\0 or later"}, "deadline"),
        ({"channel": "email\ud800"}, "channel"),
        ({"question": "x" * 6000}, "question"),
        ({"state": "answered"}, "state"),
    ],
)
def test_what_cannot_be_used_is_422_and_names_the_field(wrong: dict[str, Any], field: str, desk: Desk) -> None:
    refused = desk.ask(**wrong)
    assert (refused.status_code, list(refused.json()["errors"])) == (422, [field])
    assert not Contact.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "field"),
    [({"stance": "asserts"}, "stance"), ({"answer": " "}, "answer"), ({"answered_at": later()}, "answered_at")],
)
def test_an_answer_that_is_none_is_422(wrong: dict[str, Any], field: str, desk: Desk) -> None:
    number = desk.ask().json()["id"]
    refused = desk.answer(number, {**ANSWER, **wrong})
    assert (refused.status_code, list(refused.json()["errors"])) == (422, [field])
    assert Contact.objects.get().answered_at is None


def test_sent_again_under_its_key_it_is_done_once(desk: Desk) -> None:
    deadline = later()
    first, again = desk.ask(key="c-1", deadline=deadline), desk.ask(key="c-1", deadline=deadline)
    assert (first.status_code, again.status_code, again.json()) == (201, 201, first.json())
    assert again["Idempotency-Replayed"] == "true"
    assert desk.ask(key="c-1", deadline=deadline, question="Another?").status_code == 422
    assert Contact.objects.count() == 1
    seen, number = desk.tag(), first.json()["id"]
    answers = [desk.answer(number, if_match=seen, idempotency_key="a-1") for _turn in range(2)]
    assert [one.status_code for one in answers] == [201, 201]
    assert answers[0].json() == answers[1].json()
    assert Position.objects.filter(quotation=ANSWER["answer"]).count() == 1


def test_an_answer_is_judged_on_the_wording_that_was_seen(desk: Desk, claim: Claim, ada: User) -> None:
    number = desk.ask().json()["id"]
    bare = send(desk.client, f"{desk.path}{number}/answer/", ANSWER, **desk.headers)
    assert (bare.status_code, list(bare.json()["errors"])) == (428, ["If-Match"])
    seen = desk.tag()
    claim.refresh_from_db()
    correct_text(by=ada, claim_id=claim.pk, expected_version=claim.version, text="Putin refused any guarantee.")
    late = desk.answer(number, if_match=seen)
    claim.refresh_from_db()
    assert (late.status_code, late.json()["current"]["version"]) == (412, claim.version)
    assert desk.tag().startswith(late["ETag"].rstrip('"'))
    assert Contact.objects.get().answered_at is None
    assert desk.answer(number).status_code == 201


def test_one_answer_to_one_request(desk: Desk, ada: User) -> None:
    number = desk.ask().json()["id"]
    desk.answer(number)
    second = desk.answer(number, {**ANSWER, "stance": "confirms"})
    assert (second.status_code, second.json()["current"]["stance"]) == (409, "denies")
    other = desk.ask().json()["id"]
    withdraw_contact(by=ada, contact_id=other)
    assert desk.answer(other).status_code == 409
    assert [row["id"] for row in desk.look().json()["results"]] == [number]


def test_a_request_is_taken_back_with_the_silence_it_led_to(desk: Desk, claim: Claim) -> None:
    number = desk.ask().json()["id"]
    silent(number)
    assert Position.objects.filter(claim=claim, stance="no_answer", withdrawn_at=None).exists()
    back = desk.withdraw(number)
    assert (back.status_code, back.json()["state"], back.json()["id"]) == (200, "withdrawn", number)
    assert desk.look().json()["results"] == []
    assert not Position.objects.filter(claim=claim, stance="no_answer", withdrawn_at=None).exists()
    event = AuditEvent.objects.latest("sequence")
    assert (event.action, event.data["contact"]) == ("contact.withdrawn", number)
    assert desk.withdraw(number).status_code == 409
    assert desk.answer(number).status_code == 409


def test_an_answered_request_stands(desk: Desk) -> None:
    number = desk.ask().json()["id"]
    desk.answer(number)
    refused = desk.withdraw(number)
    assert (refused.status_code, refused.json()["current"]["stance"]) == (409, "denies")
    assert Contact.objects.get().withdrawn_at is None


def test_only_who_asked_or_an_editor_withdraws(desk: Desk, claim: Claim, bo: User, eve: User) -> None:
    number = desk.ask().json()["id"]
    refused = Desk(bo, claim).withdraw(number)
    assert (refused.status_code, Contact.objects.get().withdrawn_at) == (403, None)
    assert "Only the person who asked" in refused.json()["detail"]
    assert Desk(eve, claim).withdraw(number).status_code == 200


def test_a_withdrawal_is_judged_on_the_claim_that_was_seen_and_done_once(desk: Desk, claim: Claim, ada: User) -> None:
    number, seen = desk.ask().json()["id"], desk.tag()
    bare = send(desk.client, f"{desk.path}{number}/withdraw/", None, **desk.headers)
    assert (bare.status_code, list(bare.json()["errors"])) == (428, ["If-Match"])
    odd = desk.withdraw(number, if_match='"zzz"')
    assert (odd.status_code, list(odd.json()["errors"])) == (422, ["If-Match"])
    claim.refresh_from_db()
    correct_text(by=ada, claim_id=claim.pk, expected_version=claim.version, text="Putin refused any guarantee.")
    late = desk.withdraw(number, if_match=seen)
    claim.refresh_from_db()
    assert (late.status_code, late.json()["current"]["version"]) == (412, claim.version)
    assert Contact.objects.get().withdrawn_at is None
    seen = desk.tag()
    answers = [desk.withdraw(number, if_match=seen, idempotency_key="w-1") for _turn in range(2)]
    assert [one.status_code for one in answers] == [200, 200]
    assert answers[0].json() == answers[1].json()
    assert AuditEvent.objects.filter(action="contact.withdrawn").count() == 1


def test_a_request_about_another_claim_is_not_found(desk: Desk, ada: User) -> None:
    other = Claim.objects.exclude(pk=desk.claim.pk)[0]
    number = Desk(ada, other).ask().json()["id"]
    assert desk.answer(number).status_code == 404
    assert desk.withdraw(number).status_code == 404
    assert desk.look().json()["results"] == []
    assert desk.client.get("/api/v1/claims/999999/contacts/", headers=desk.headers).status_code == 404
    contact = Contact.objects.get()
    assert (contact.answered_at, contact.withdrawn_at) == (None, None)


def test_a_deadline_that_has_passed_is_silence_and_the_list_is_private(desk: Desk) -> None:
    desk.ask()
    first = desk.look()
    assert (first["Cache-Control"], first.json()["results"][0]["state"]) == ("private, no-cache", "waiting")
    assert desk.look(if_none_match=first["ETag"]).status_code == 304
    now = timezone.now()
    Contact.objects.update(asked_at=now - timedelta(days=3), deadline=now - timedelta(days=1))
    again = desk.look(if_none_match=first["ETag"])
    assert (again.status_code, again.json()["results"][0]["state"]) == (200, "silent")


def test_pages_follow_each_other_and_ask_the_database_as_often(desk: Desk, claim: Claim, ada: User, bo: User) -> None:
    def asked(limit: int) -> tuple[int, Any]:
        with CaptureQueriesContext(connection) as counted:
            answer = desk.client.get(f"{desk.path}?limit={limit}", headers=desk.headers).json()
        return len(counted), answer

    for n in range(5):
        by, deadline = (ada, bo)[n % 2], timezone.now() + timedelta(days=1)
        ask_party(
            by=by, claim_id=claim.pk, asked_whom="office", channel=Channel.PHONE, deadline=deadline, party=f"Party {n}"
        )
    desk.look()
    (few, first), (many, _all) = asked(2), asked(5)
    assert few == many
    second = desk.client.get(first["next"].removeprefix("http://testserver"), headers=desk.headers).json()
    rows = [row["party"]["name"] for page in (first, second) for row in page["results"]]
    assert rows == ["Party 0", "Party 1", "Party 2", "Party 3"]
