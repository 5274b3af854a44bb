"""What every request passes was made short: it still does all that the longer way did."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from typing import Any
from uuid import uuid4

import pytest
import redis
from csp.utils import build_policy
from django.conf import settings
from django.db import DatabaseError, OperationalError, connection, transaction
from django.db.backends.postgresql.base import DatabaseWrapper
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from core import counting
from core.database import FirstRead
from tests.integration.test_api_tokens import bearer

CLAIMS = "/api/v1/claims/"


@pytest.fixture
def kept(db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A connection that was kept from another request and has not been looked at in this one."""
    connection.ensure_connection()
    monkeypatch.setattr(connection, "health_check_enabled", True)
    monkeypatch.setattr(connection, "health_check_done", False)
    yield
    connection.close()


def next_request() -> None:
    wrapper: Any = connection
    wrapper.health_check_done = False


def sent(read: FirstRead) -> list[str]:
    with CaptureQueriesContext(connection) as captured:
        assert read.row() == (7,)
    return [query["sql"].split()[0] for query in captured.captured_queries]


class TestFirstRead:
    pytestmark = pytest.mark.django_db(transaction=True)

    def test_it_is_planned_once_and_nothing_is_asked_before_it(
        self, kept: None, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        asked: list[DatabaseWrapper] = []

        def is_usable(wrapper: DatabaseWrapper) -> bool:
            asked.append(wrapper)
            return True

        monkeypatch.setattr(DatabaseWrapper, "is_usable", is_usable)
        read = FirstRead("SELECT 7")
        assert sent(read) == ["PREPARE", "EXECUTE"]
        next_request()
        assert sent(read) == ["EXECUTE"]
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        assert asked == [], "what follows needs no check either"

    def test_a_dead_connection_is_replaced_without_a_word(self, kept: None) -> None:
        read = FirstRead("SELECT pg_backend_pid()")
        (first,) = read.row()
        with _another() as other:
            other.execute("SELECT pg_terminate_backend(%s)", [first])
        next_request()
        (second,) = read.row()
        assert second != first
        next_request()
        assert read.row() == (second,)

    def test_what_fails_on_a_living_connection_is_refused_once(self, kept: None) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SET statement_timeout = '20ms'")
        next_request()
        with CaptureQueriesContext(connection) as captured, pytest.raises(OperationalError):
            FirstRead("SELECT pg_sleep(2)").row()
        assert [query["sql"].split()[0] for query in captured.captured_queries] == ["PREPARE", "EXECUTE"]
        next_request()
        with pytest.raises(DatabaseError):
            FirstRead("SELECT no_such_column").row()

    def test_behind_a_pooler_it_is_planned_each_time(self, kept: None) -> None:
        read = FirstRead("SELECT 7")
        read.row()
        with connection.cursor() as cursor:
            cursor.execute("DEALLOCATE ALL")  # another session than the one in which it was prepared
        assert sent(read) == ["EXECUTE", "SELECT"]
        assert sent(read) == ["SELECT"]
        with connection.cursor() as cursor:
            cursor.execute(f"PREPARE {read._name} AS SELECT 7")  # a session in which somebody else prepared it
        assert sent(FirstRead("SELECT 7")) == ["PREPARE", "SELECT"]

    def test_in_a_transaction_it_is_a_plain_read(self, kept: None) -> None:
        with transaction.atomic():
            assert sent(FirstRead("SELECT 7")) == ["SELECT"]


def _another() -> Any:
    """A cursor on a connection of its own."""
    import psycopg

    found = connection.get_connection_params()
    wanted = {name: found[name] for name in ("host", "port", "user", "password", "dbname") if name in found}
    return psycopg.connect(**wanted, autocommit=True)


@pytest.fixture
def lines(caplog: pytest.LogCaptureFixture) -> Callable[[], list[Any]]:
    """What was logged of requests so far."""
    caplog.set_level(logging.DEBUG, logger="django_structlog")
    return lambda: [record.msg for record in caplog.records if record.name.startswith("django_structlog")]


@pytest.mark.django_db
def test_a_request_is_one_line_that_says_who_asked(lines: Callable[[], list[Any]], client: Client, ada: User) -> None:
    client.get(CLAIMS, HTTP_X_FORWARDED_FOR="203.0.113.9")
    (line,) = lines()
    assert (line["event"], line["code"], line["request"]) == ("request_finished", 200, f"GET {CLAIMS}")
    assert (line["ip"], line["user_id"], len(line["request_id"])) == ("127.0.0.1", None, 36)
    client.get("/api/v1/articles/", headers=bearer(ada))
    assert lines()[-1]["user_id"] == ada.pk, "the owner of the token"
    client.force_login(ada)
    client.get("/desk/speakers/")
    assert lines()[-1]["user_id"] == ada.pk
    assert len({line["request_id"] for line in lines()}) == 3


@pytest.mark.django_db
def test_every_answer_has_the_policy_for_its_content(client: Client, settings: Any) -> None:
    for path in ("/", CLAIMS, "/nothing-here/", "/desk/sign-in/", f"{CLAIMS}?limit=0"):
        assert client.get(path)["Content-Security-Policy"] == build_policy(), path
    settings.CONTENT_SECURITY_POLICY = {"DIRECTIVES": {"default-src": ["'self'"]}, "EXCLUDE_URL_PREFIXES": ["/api/"]}
    other = Client()
    assert other.get("/")["Content-Security-Policy"] == "default-src 'self'"
    assert "Content-Security-Policy" not in other.get(CLAIMS)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("accept", "status", "kind"),
    [
        ("*/*", 200, "application/json"),
        ("application/json", 200, "application/json"),
        ("text/html, application/json;q=0.5", 200, "application/json"),
        ("application/*", 200, "application/json"),
        ("text/html", 406, "application/problem+json"),
        ("", 406, "application/problem+json"),
    ],
)
def test_the_form_of_an_answer_is_the_one_that_is_taken(accept: str, status: int, kind: str, client: Client) -> None:
    answer = client.get(CLAIMS, headers={"accept": accept})
    assert (answer.status_code, answer["Content-Type"].partition(";")[0]) == (status, kind)


def test_a_count_survives_a_lost_connection_and_an_answer_that_comes_too_late(valkey_server: None) -> None:
    slow, quick = f"test:{uuid4()}", f"test:{uuid4()}"
    assert counting.count(slow, seconds=3600)[0] == 1
    _store().client_kill_filter(_type="normal", skipme=True)
    assert [counting.count(slow, seconds=3600)[0] for _turn in range(3)] == [2, 3, 4]
    _store().client_pause(400)  # longer than we wait for one answer, shorter than for two
    try:
        assert counting.count(slow, seconds=3600)[0] == 0, "not counted, and nothing stops"
        assert counting.count(quick, seconds=3600)[0] in (0, 1), "not the late answer to the question before"
    finally:
        _store().client_unpause()


def _store() -> redis.Redis:
    return redis.Redis.from_url(settings.COUNTS_URL)
