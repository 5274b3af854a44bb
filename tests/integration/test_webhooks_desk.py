"""Webhooks at the desk: who may see them, the secret shown once, what was sent and sending it again."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.html import strip_tags

from accounts.models import User
from accounts.roles import Role
from audit.models import AuditEvent
from tests.integration.conftest import person
from webhooks.enums import DeliveryState
from webhooks.models import Attempt, Delivery, Endpoint
from webhooks.services import add_endpoint, send_test, switch_off

pytestmark = pytest.mark.django_db
URL = "https://mirror.example/hook"
SECRET = re.compile(r"whsec_[A-Za-z0-9+/=]+")
LIST = "/desk/webhooks/"


@pytest.fixture
def as_eve(client: Client, eve: User) -> Client:
    client.force_login(eve)
    return client


@pytest.fixture
def endpoint(eve: User) -> Endpoint:
    return add_endpoint(by=eve, url=URL, description="Mirror")[0]


def tried(endpoint: Endpoint, by: User, status: int | None, state: DeliveryState) -> Delivery:
    """A message with one try behind it."""
    delivery = send_test(by=by, endpoint_id=endpoint.pk)
    now = timezone.now()
    problem = "" if status else "The connection was refused."
    Attempt.objects.create(delivery=delivery, at=now, seconds=0.1, status=status, problem=problem)
    ended = None if state == DeliveryState.WAITING else now
    Delivery.objects.filter(pk=delivery.pk).update(attempts=1, state=state, ended_at=ended)
    return delivery


def words(client: Client, address: str) -> str:
    return " ".join(strip_tags(client.get(address).content.decode()).split())


@pytest.mark.parametrize("role", list(Role))
def test_only_who_manages_the_desk_sees_it_and_the_way_to_it(role: Role, client: Client, endpoint: Endpoint) -> None:
    may = role in (Role.EDITOR, Role.ADMINISTRATOR)
    client.force_login(person("someone", role))
    assert (f'href="{LIST}"' in client.get("/desk/").content.decode()) is may
    one = f"{LIST}{endpoint.pk}/"
    for address in (LIST, f"{LIST}add/", one, f"{one}change/"):
        assert client.get(address).status_code == (200 if may else 403)
    posts = [f"{LIST}add/", *(f"{one}{act}/" for act in ("change", "secret", "off", "on", "test", "messages/1/again"))]
    before = AuditEvent.objects.count()
    answers = {client.post(address).status_code for address in posts}
    if not may:
        assert answers == {403}
        assert AuditEvent.objects.count() == before


def test_strangers_are_sent_to_sign_in(client: Client, endpoint: Endpoint) -> None:
    for address in (LIST, f"{LIST}{endpoint.pk}/"):
        assert client.get(address)["Location"].startswith("/desk/sign-in/")


def test_an_address_is_added_and_its_secret_shown_once(as_eve: Client) -> None:
    sent = {"url": URL, "description": "Mirror", "event_types": ["claim.retracted"]}
    page = as_eve.post(f"{LIST}add/", sent)["Location"]
    endpoint = Endpoint.objects.get()
    assert (page, endpoint.event_types, endpoint.url) == (f"{LIST}{endpoint.pk}/", ["claim.retracted"], URL)
    kept = Session.objects.get().get_decoded()["webhook_secret"]
    assert not SECRET.search(str(kept)), "sealed until it is shown"
    assert as_eve.head(page).status_code == 200
    first = as_eve.get(page)
    assert len(SECRET.findall(first.content.decode())) == 1
    assert first["Cache-Control"] == "no-store"
    assert not SECRET.search(as_eve.get(page).content.decode())
    assert "webhook_secret" not in Session.objects.get().get_decoded()
    assert AuditEvent.objects.filter(action="endpoint.added").count() == 1


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        ({"url": "ftp://mirror.example/hook"}, "http"),
        ({"url": ""}, "required"),
        ({"url": URL, "event_types": ["claim.eaten"]}, "claim.eaten"),
    ],
)
def test_what_cannot_be_used_is_refused_with_what_was_written(sent: dict[str, str], says: str, as_eve: Client) -> None:
    refused = as_eve.post(f"{LIST}add/", {"description": "The <mirror> of Ida", **sent})
    assert refused.status_code == 422
    page = refused.content.decode()
    assert "The &lt;mirror&gt; of Ida" in page
    assert sent["url"] in page
    assert says in page
    assert not Endpoint.objects.exists()


def test_an_address_is_changed_in_place(as_eve: Client, eve: User, endpoint: Endpoint) -> None:
    waiting = tried(endpoint, eve, 503, DeliveryState.WAITING)
    long_ago, later = timezone.now() - timedelta(days=2), timezone.now() + timedelta(hours=5)
    Endpoint.objects.update(failures=9, failing_since=long_ago, paused_until=later)
    Delivery.objects.update(next_try_at=later)
    page = f"{LIST}{endpoint.pk}/"
    assert f'href="{page}change/"' in as_eve.get(page).content.decode()
    form = as_eve.get(f"{page}change/").content.decode()
    assert f'value="{URL}"' in form
    assert 'value="Mirror"' in form
    sent = {"url": URL, "description": "Ida", "event_types": ["claim.retracted"]}
    assert as_eve.post(f"{page}change/", sent)["Location"] == page
    endpoint.refresh_from_db()
    assert (endpoint.description, endpoint.event_types, endpoint.failures) == ("Ida", ["claim.retracted"], 9)
    assert "It is changed" in words(as_eve, page)
    checked = as_eve.get(f"{page}change/").content.decode()
    assert re.search(r'value="claim.retracted"[^>]* checked', checked)
    assert not re.search(r'value="claim.published"[^>]* checked', checked)
    as_eve.post(f"{page}change/", {**sent, "url": "https://new.example/hook"})
    endpoint.refresh_from_db()
    waiting.refresh_from_db()
    assert (endpoint.url, endpoint.failures, endpoint.failing_since) == ("https://new.example/hook", 0, None)
    assert waiting.next_try_at <= timezone.now(), "the old address's failures are not the new one's"
    changes = AuditEvent.objects.filter(action="endpoint.changed", target_id=str(endpoint.pk))
    assert [event.data["url"] for event in changes.order_by("sequence")] == [URL, "https://new.example/hook"]


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        ({"url": "ftp://mirror.example/hook"}, "http"),
        ({"url": ""}, "required"),
        ({"url": "https://ok.example/", "event_types": ["claim.eaten"]}, "claim.eaten"),
        ({"url": "https://ok.example/", "description": "x" * 300}, "200"),
    ],
)
def test_a_change_that_cannot_be_used_is_refused_in_place(
    sent: dict[str, str], says: str, as_eve: Client, endpoint: Endpoint
) -> None:
    refused = as_eve.post(f"{LIST}{endpoint.pk}/change/", {"description": "The <mirror> of Ida", **sent})
    page = refused.content.decode()
    assert refused.status_code == 422
    assert sent["url"] in page
    assert says in page
    endpoint.refresh_from_db()
    assert (endpoint.url, endpoint.description) == (URL, "Mirror")
    assert not AuditEvent.objects.filter(action="endpoint.changed").exists()


def test_a_new_secret_shows_once_and_not_too_soon_again(as_eve: Client, endpoint: Endpoint) -> None:
    page = f"{LIST}{endpoint.pk}/"
    assert as_eve.post(f"{page}secret/")["Location"] == page
    assert SECRET.search(as_eve.get(page).content.decode())
    again = as_eve.post(f"{page}secret/")
    assert again.status_code == 409
    assert "a short while ago" in again.content.decode()


def test_a_secret_stays_off_the_page_of_another_address(as_eve: Client, eve: User, endpoint: Endpoint) -> None:
    other = add_endpoint(by=eve, url="https://other.example/hook")[0]
    as_eve.post(f"{LIST}{endpoint.pk}/secret/")
    assert not SECRET.search(as_eve.get(f"{LIST}{other.pk}/").content.decode())
    assert SECRET.search(as_eve.get(f"{LIST}{endpoint.pk}/").content.decode())


def test_off_and_on_again(as_eve: Client, endpoint: Endpoint) -> None:
    page = f"{LIST}{endpoint.pk}/"
    assert as_eve.post(f"{page}off/").status_code == 302
    assert "Switched off by a person" in words(as_eve, page)
    assert "off Switched off by a person" in words(as_eve, LIST)
    assert as_eve.post(f"{page}on/").status_code == 302
    endpoint.refresh_from_db()
    assert endpoint.off_at is None
    assert "Switched off by a person" not in words(as_eve, page)
    assert list(AuditEvent.objects.filter(target_type__icontains="endpoint").values_list("action", flat=True)) == [
        "endpoint.added",
        "endpoint.off",
        "endpoint.on",
    ]


def test_the_list_says_how_each_is_doing(as_eve: Client, eve: User, endpoint: Endpoint) -> None:
    quiet = add_endpoint(by=eve, url="https://quiet.example/hook", event_types=["claim.retracted"])[0]
    tried(endpoint, eve, 200, DeliveryState.DELIVERED)
    tried(endpoint, eve, 503, DeliveryState.WAITING)
    Endpoint.objects.filter(pk=endpoint.pk).update(failures=7, failing_since=timezone.now())
    said = words(as_eve, LIST)
    assert said.index(quiet.url) < said.index(URL)
    assert "on 0 none yet a statement is retracted" in said
    assert re.search(r"failing since [^:]+:\d\d 7 waiting [^:]+:\d\d: answer 503 everything", said)


def test_messages_are_listed_and_sent_again(as_eve: Client, eve: User, endpoint: Endpoint) -> None:
    taken = tried(endpoint, eve, 204, DeliveryState.DELIVERED)
    failed = tried(endpoint, eve, None, DeliveryState.FAILED)
    page = f"{LIST}{endpoint.pk}/"
    said = words(as_eve, page)
    assert said.index(failed.message_id) < said.index(taken.message_id)
    assert "The connection was refused." in said
    assert "answer 204" in said
    only = words(as_eve, f"{page}?state=failed")
    assert failed.message_id in only
    assert taken.message_id not in only
    assert as_eve.post(f"{page}messages/{failed.pk}/again/")["Location"] == page
    failed.refresh_from_db()
    assert (failed.state, failed.attempts, failed.ended_at) == (DeliveryState.WAITING, 0, None)
    assert "It goes once more." in words(as_eve, page)
    assert "Send now: a test" in words(as_eve, f"{page}?state=waiting")
    assert AuditEvent.objects.filter(action="delivery.replayed", target_id=str(failed.pk)).exists()
    switch_off(by=eve, endpoint_id=endpoint.pk)
    as_eve.post(f"{page}messages/{taken.pk}/again/")
    assert "as soon as the address is on" in words(as_eve, page)


def test_a_message_of_another_address_is_not_found(as_eve: Client, eve: User, endpoint: Endpoint) -> None:
    other = add_endpoint(by=eve, url="https://other.example/hook")[0]
    message = tried(other, eve, 200, DeliveryState.DELIVERED)
    assert as_eve.post(f"{LIST}{endpoint.pk}/messages/{message.pk}/again/").status_code == 404
    message.refresh_from_db()
    assert message.state == DeliveryState.DELIVERED
    assert as_eve.get(f"{LIST}999999/").status_code == 404
    assert as_eve.post(f"{LIST}999999/off/").status_code == 404
    assert as_eve.post(f"{LIST}999999/change/", {"url": URL}).status_code == 404


@pytest.mark.parametrize("query", ["?cursor=zzz", "?state=eaten", "?cursor=%ED%A0%80", "?state=failed&cursor=WzFd"])
def test_an_odd_address_is_no_crash(query: str, as_eve: Client, endpoint: Endpoint) -> None:
    assert as_eve.get(f"{LIST}{endpoint.pk}/{query}").status_code == 200
    assert as_eve.get(f"{LIST}{query}").status_code in (200, 422)


def test_the_database_is_asked_as_often_for_many(as_eve: Client, eve: User, endpoint: Endpoint) -> None:
    tried(endpoint, eve, 200, DeliveryState.DELIVERED)

    def asked(address: str) -> int:
        with CaptureQueriesContext(connection) as counted:
            assert as_eve.get(address).status_code == 200
        return len(counted)

    page = f"{LIST}{endpoint.pk}/"
    as_eve.get(page)
    few = asked(LIST), asked(page)
    for n in range(6):
        other = add_endpoint(by=eve, url=f"https://mirror-{n}.example/hook")[0]
        tried(other, eve, 503, DeliveryState.WAITING)
        tried(endpoint, eve, 503, DeliveryState.FAILED)
    assert (asked(LIST), asked(page)) == few
    assert max(few) <= 9
