"""Webhooks: every change told at least once, signed right, whatever the receivers do and whoever is killed."""

from __future__ import annotations

import json
from collections import Counter
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from standardwebhooks import Webhook

from accounts.models import User
from audit.models import AuditEvent
from claims.models import Claim
from core.errors import Conflict, InvalidInput, NotAllowed
from publication.services import correct, publish, retract
from tests.integration.receivers import Receiver, receiving
from tests.integration.test_api_tokens import bearer
from tests.integration.test_api_tokens import send as call
from tests.integration.test_review_loop import settle
from webhooks.enums import DeliveryState
from webhooks.models import Attempt, Delivery, Endpoint, Secret
from webhooks.services import (
    add_endpoint,
    fan_out,
    replay,
    replay_since,
    rotate_secret,
    send,
    send_test,
    switch_off,
    switch_on,
)
from webhooks.services.send import DELAYS, JITTER

ROOT = Path(__file__).resolve().parent.parent.parent
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def loopback(settings: Any) -> None:
    settings.CLAIMDESK_FETCH_ALLOW = ["127.0.0.1/32"]


@pytest.fixture
def found(claim: Claim, ada: User, bo: User) -> Claim:
    settle(claim, ada, bo)
    return claim


def tell(receiver: Receiver, by: User, **details: Any) -> Endpoint:
    endpoint, secret = add_endpoint(by=by, url=receiver.url, **details)
    receiver.secrets.append(secret)
    return endpoint


def send_all() -> None:
    fan_out()
    for delivery in Delivery.objects.filter(state=DeliveryState.WAITING).order_by("pk"):
        send(delivery_id=delivery.pk)


def time_passes() -> None:
    """Whatever waits for its time is due now. What the sender holds at this moment is left to it: no deadlock."""
    with transaction.atomic():
        waiting = Delivery.objects.filter(state=DeliveryState.WAITING)
        free = list(waiting.select_for_update(skip_locked=True).values_list("pk", flat=True))
        Delivery.objects.filter(pk__in=free).update(next_try_at=timezone.now())
    with transaction.atomic():
        free = list(Endpoint.objects.select_for_update(skip_locked=True).values_list("pk", flat=True))
        Endpoint.objects.filter(pk__in=free).update(paused_until=None)


def test_each_change_is_told_once_and_signed(found: Claim, eve: User) -> None:
    with receiving(lambda _n, _m: (204, {})) as receiver:
        tell(receiver, eve)
        publish(by=eve, claim_id=found.pk, expected_version=found.version, summary="So.")
        correct(by=eve, claim_id=found.pk, reason="A date.")
        retract(by=eve, claim_id=found.pk, reason="Wrong.")
        send_all()
        send_all()
    assert (len(receiver.seen), receiver.wrong) == (3, [])
    bodies = [json.loads(body) for one in receiver.bodies.values() for body in one]
    assert [body["type"] for body in bodies] == ["claim.published", "claim.corrected", "claim.retracted"]
    assert bodies[0]["data"]["text"] == found.text
    assert "text" not in bodies[2]["data"]
    assert bodies[2]["data"]["reason"] == "Wrong."
    assert set(Delivery.objects.values_list("state", flat=True)) == {"delivered"}


def test_only_what_is_wanted_from_where_it_is_wanted(found: Claim, eve: User) -> None:
    publish(by=eve, claim_id=found.pk, expected_version=found.version, summary="So.")
    with receiving(lambda _n, _m: (200, {})) as receiver:
        late = tell(receiver, eve)
        early = tell(receiver, eve, after=0, event_types=["claim.published"])
        correct(by=eve, claim_id=found.pk, reason="A date.")
        fan_out()
        assert [row.event_type for row in Delivery.objects.filter(endpoint=late)] == ["claim.corrected"]
        assert [row.event_type for row in Delivery.objects.filter(endpoint=early)] == ["claim.published"]
        with pytest.raises(InvalidInput):
            tell(receiver, eve, after=99)


@pytest.mark.parametrize("answer", [(500, {}), (404, {}), (302, {"Location": "http://127.0.0.1:1/"}), (400, {}), None])
def test_what_is_not_taken_is_tried_again_with_the_same_bytes(found: Claim, eve: User, answer: Any) -> None:
    with receiving(lambda number, _m: answer if number < 3 else (200, {})) as receiver:
        tell(receiver, eve)
        publish(by=eve, claim_id=found.pk, expected_version=found.version, summary="So.")
        for _turn in range(3):
            send_all()
            send_all()  # not due yet: nothing happens
            time_passes()
    delivery = Delivery.objects.get()
    assert (delivery.state, delivery.attempts, len(receiver.seen)) == ("delivered", 3, 3)
    assert (len(set(receiver.seen)), len(receiver.bodies[delivery.message_id]), receiver.wrong) == (1, 1, [])
    assert [row.status for row in Attempt.objects.all()][:2] == [answer[0] if answer else None] * 2


def test_the_tries_go_on_for_three_days_and_then_the_address_is_off(found: Claim, eve: User) -> None:
    User.objects.filter(pk=eve.pk).update(email="eve@desk.example")
    with receiving(lambda _n, _m: (503, {})) as receiver:
        tell(receiver, eve)
        publish(by=eve, claim_id=found.pk, expected_version=found.version, summary="So.")
        fan_out()
        delivery, waited = Delivery.objects.get(), 0.0
        while delivery.state == DeliveryState.WAITING and Endpoint.objects.get().off_at is None:
            began = timezone.now()
            send(delivery_id=delivery.pk)
            delivery.refresh_from_db()
            wait = (delivery.next_try_at - began).total_seconds()
            planned = DELAYS[min(delivery.attempts, len(DELAYS)) - 1]
            assert planned <= wait <= planned * (1 + JITTER) + 2
            waited += wait
            time_passes()
            Endpoint.objects.filter(failures__gt=0).update(failing_since=timezone.now() - timedelta(seconds=waited))
    endpoint = Endpoint.objects.get()
    assert waited >= 72 * 3600
    assert endpoint.off_reason == "The receiver took nothing for three days."
    assert AuditEvent.objects.filter(action="endpoint.off").count() == 1


def test_gone_stops_at_once_with_a_notice(found: Claim, eve: User, django_capture_on_commit_callbacks: Any) -> None:
    User.objects.filter(pk=eve.pk).update(email="eve@desk.example")
    with receiving(lambda _n, _m: (410, {})) as receiver:
        endpoint = tell(receiver, eve)
        publish(by=eve, claim_id=found.pk, expected_version=found.version, summary="So.")
        with django_capture_on_commit_callbacks(execute=True):
            send_all()
        time_passes()
        send_all()
        assert len(receiver.seen) == 1
    assert [message.to for message in mail.outbox] == [["eve@desk.example"]]
    assert "410" in mail.outbox[0].body
    correct(by=eve, claim_id=found.pk, reason="A date.")
    with receiving(lambda _n, _m: (200, {})) as again:
        switch_on(by=eve, endpoint_id=endpoint.pk)
        Endpoint.objects.update(url=again.url)
        time_passes()
        send_all()
        assert len(again.taken) == 2, "what happened meanwhile too"


def test_a_busy_receiver_is_left_alone_as_long_as_it_says(found: Claim, eve: User) -> None:
    with receiving(lambda number, _m: (429, {"Retry-After": "1800"}) if number == 1 else (200, {})) as receiver:
        endpoint = tell(receiver, eve)
        publish(by=eve, claim_id=found.pk, expected_version=found.version, summary="So.")
        send_all()
        correct(by=eve, claim_id=found.pk, reason="A date.")
        send_all()
        assert len(receiver.seen) == 1, "nothing else goes there either"
        endpoint.refresh_from_db()
        assert endpoint.paused_until is not None
        assert 1790 < (endpoint.paused_until - timezone.now()).total_seconds() <= 1800
        time_passes()
        send_all()
        assert len(receiver.taken) == 2


def test_when_a_receiver_is_back_everything_goes_at_once(found: Claim, eve: User) -> None:
    back: list[bool] = []
    with receiving(lambda _n, _m: (200, {}) if back else (500, {})) as receiver:
        endpoint = tell(receiver, eve)
        publish(by=eve, claim_id=found.pk, expected_version=found.version, summary="So.")
        for turn in range(6):
            correct(by=eve, claim_id=found.pk, reason=f"Reason {turn}.")
        send_all()
        endpoint.refresh_from_db()
        assert endpoint.failures == 5, "then it is left alone"
        back.append(True)
        Endpoint.objects.update(paused_until=None)
        waiting = Delivery.objects.filter(attempts=0).first()
        assert waiting is not None
        send(delivery_id=waiting.pk)
        send_all()
    assert len(receiver.taken) == 7


def test_two_secrets_are_right_while_one_is_replaced(found: Claim, eve: User) -> None:
    with receiving(lambda _n, _m: (200, {})) as receiver:
        endpoint = tell(receiver, eve)
        receiver.secrets.append(rotate_secret(by=eve, endpoint_id=endpoint.pk))
        with pytest.raises(Conflict, match="a short while ago"):
            rotate_secret(by=eve, endpoint_id=endpoint.pk)
        publish(by=eve, claim_id=found.pk, expected_version=found.version, summary="So.")
        send_all()
        assert (len(receiver.seen), receiver.wrong) == (1, []), "both verify"
        Secret.objects.filter(ends_at__isnull=False).update(made_at=timezone.now(), ends_at=timezone.now())
        correct(by=eve, claim_id=found.pk, reason="A date.")
        send_all()
        assert receiver.wrong == ["No matching signature found"], "the old one has ended"
    stored = "".join(Secret.objects.values_list("sealed", flat=True))
    assert not any(secret[6:] in stored for secret in receiver.secrets)


def test_replay_and_test_messages(found: Claim, eve: User, ada: User) -> None:
    with receiving(lambda _n, _m: (200, {})) as receiver:
        endpoint = tell(receiver, eve)
        publish(by=eve, claim_id=found.pk, expected_version=found.version, summary="So.")
        correct(by=eve, claim_id=found.pk, reason="A date.")
        send_all()
        first = Delivery.objects.order_by("pk")[0]
        replay(by=eve, delivery_id=first.pk)
        send_all()
        assert Counter(receiver.seen)[first.message_id] == 2
        assert len(receiver.bodies[first.message_id]) == 1
        assert replay_since(by=eve, endpoint_id=endpoint.pk, after=1) == 1
        send_test(by=eve, endpoint_id=endpoint.pk)
        send_all()
        assert (len(receiver.seen), len(receiver.taken), receiver.wrong) == (5, 3, [])
        with pytest.raises(NotAllowed):
            replay(by=ada, delivery_id=first.pk)


def test_nothing_goes_to_a_private_address(found: Claim, eve: User, settings: Any) -> None:
    settings.CLAIMDESK_FETCH_ALLOW = []
    with receiving(lambda _n, _m: (200, {})) as receiver:
        tell(receiver, eve)
        publish(by=eve, claim_id=found.pk, expected_version=found.version, summary="So.")
        send_all()
        assert receiver.seen == []
    attempt = Attempt.objects.get()
    assert (attempt.status, "could not be reached" in attempt.problem) == (None, True)


def test_webhooks_by_program(found: Claim, eve: User, ada: User) -> None:
    client, path = Client(), "/api/v1/webhooks/"
    assert call(client, path, {"url": "https://x.example/"}, **bearer(ada)).status_code == 403
    headers = bearer(eve)
    for body, field in (
        ({"url": "ftp://x"}, "url"),
        ({"url": "https://x.example/", "event_types": ["x"]}, "event_types"),
    ):
        refused = call(client, path, body, **headers)
        assert (refused.status_code, list(refused.json()["errors"])) == (422, [field])
    with receiving(lambda _n, _m: (200, {})) as receiver:
        made = call(client, path, {"url": receiver.url, "description": "Mirror"}, **headers, idempotency_key="w-1")
        again = call(client, path, {"url": receiver.url, "description": "Mirror"}, **headers, idempotency_key="w-1")
        assert (made.status_code, again.json()["secret"]) == (201, made.json()["secret"])
        receiver.secrets.append(made.json()["secret"])
        here = f"{path}{made.json()['id']}/"
        publish(by=eve, claim_id=found.pk, expected_version=found.version, summary="So.")
        send_all()
        (row,) = client.get(f"{here}deliveries/?state=delivered", headers=headers).json()["results"]
        assert (row["type"], row["last_try"]["status"], row["change"]) == ("claim.published", 200, 1)
        detail = client.get(f"{here}deliveries/{row['id']}/", headers=headers).json()
        assert detail["body"] in receiver.bodies[row["message_id"]]
        assert call(client, f"{here}deliveries/{row['id']}/replay/", **headers).json()["state"] == "waiting"
        assert call(client, f"{here}replay/", {"after": 0}, **headers).json() == {"messages": 1}
        assert call(client, f"{here}test/", **headers).json()["type"] == "endpoint.test"
        assert call(client, f"{here}rotate/", **headers).json()["secret"].startswith("whsec_")
        assert call(client, f"{here}rotate/", **headers).status_code == 409
        assert call(client, f"{here}off/", **headers).json()["off_reason"]
        assert call(client, f"{here}on/", **headers).json()["off_at"] is None
        changed = client.patch(here, '{"description": "M"}', content_type="application/json", headers=headers)
        assert (changed.json()["description"], changed.json()["url"]) == ("M", receiver.url)
    assert client.get(f"{path}999/", headers=headers).status_code == 404
    other = Endpoint.objects.exclude(pk=made.json()["id"])
    assert not other.exists()


def test_an_editor_manages_addresses_in_the_admin(client: Client, eve: User) -> None:
    User.objects.filter(pk=eve.pk).update(is_staff=True)
    client.force_login(eve)
    page = client.post(reverse("admin:webhooks_endpoint_add"), {"url": "https://x.example/hook"}, follow=True)
    assert "whsec_" in page.content.decode()
    endpoint = Endpoint.objects.get()
    bad = client.post(reverse("admin:webhooks_endpoint_add"), {"url": "ftp://x.example/hook"})
    assert (bad.status_code, Endpoint.objects.count()) == (200, 1)
    change = reverse("admin:webhooks_endpoint_change", args=[endpoint.pk])
    client.post(change, {"url": "https://y.example/hook", "description": "Y", "event_types": ["claim.retracted"]})
    listing = reverse("admin:webhooks_endpoint_changelist")
    for action in ("switch_off", "switch_on", "send_test", "rotate_secret"):
        client.post(listing, {"action": action, "_selected_action": [endpoint.pk]})
    endpoint.refresh_from_db()
    assert (endpoint.url, endpoint.event_types, endpoint.off_at) == (
        "https://y.example/hook",
        ["claim.retracted"],
        None,
    )
    delivery = Delivery.objects.get()
    Delivery.objects.update(state="delivered", ended_at=timezone.now())
    client.post(reverse("admin:webhooks_delivery_changelist"), {"action": "replay", "_selected_action": [delivery.pk]})
    assert Delivery.objects.get().state == "waiting"
    assert client.get(reverse("admin:webhooks_delivery_change", args=[delivery.pk])).status_code == 200


def test_switched_off_by_a_person_waits(found: Claim, eve: User) -> None:
    with receiving(lambda _n, _m: (200, {})) as receiver:
        endpoint = tell(receiver, eve)
        switch_off(by=eve, endpoint_id=endpoint.pk)
        publish(by=eve, claim_id=found.pk, expected_version=found.version, summary="So.")
        send_all()
        assert receiver.seen == []
        switch_on(by=eve, endpoint_id=endpoint.pk)
        send_all()
        assert len(receiver.taken) == 1


def test_our_signature_is_what_the_specification_says() -> None:
    from webhooks.signing import headers_of, new_secret

    secret = new_secret()
    headers = headers_of(message_id="msg_1.2", at=timezone.now(), body='{"a": 1}', keys=[secret])
    assert Webhook(secret).verify('{"a": 1}', headers) == {"a": 1}
