"""/healthz, /readyz and /metrics, and the two rules that hold for every request."""

from typing import Any

import pytest
from django.db import DatabaseError
from django.test import Client

from core.health import checks, heartbeat
from core.health.checks import NotReady


def test_healthz_asks_nothing_of_the_database(client: Client) -> None:
    answer = client.get("/healthz")
    assert (answer.status_code, answer.content) == (200, b"alive\n")


@pytest.mark.django_db
def test_readyz_is_200_when_database_migrations_and_broker_are_there(client: Client, valkey_server: None) -> None:
    answer = client.get("/readyz")
    assert answer.status_code == 200, answer.content
    assert answer.json() == {
        "ready": True,
        "database": "ok",
        "migrations": "ok",
        "broker": "ok",
        "worker": "not heard of lately",
    }


@pytest.mark.django_db
def test_readyz_says_what_is_missing_when_the_broker_is_away(client: Client, monkeypatch: Any) -> None:
    def away() -> str:
        raise NotReady("the broker does not answer")

    monkeypatch.setitem(__import__("core.health.views", fromlist=["_NEEDED"])._NEEDED, "broker", away)
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json()["broker"] == "the broker does not answer"
    assert answer.json()["ready"] is False


def test_a_database_that_does_not_answer_is_a_reason_not_an_error(monkeypatch: Any) -> None:
    class Away:
        def cursor(self) -> None:
            raise DatabaseError("connection refused")

    monkeypatch.setattr(checks, "connection", Away())
    with pytest.raises(NotReady, match="database does not answer"):
        checks.database()


def test_the_worker_is_heard_after_its_heartbeat() -> None:
    heartbeat.beat()
    assert checks.worker() == "heard 0 s ago"


def test_metrics_are_in_prometheus_form(client: Client) -> None:
    answer = client.get("/metrics")
    assert answer.status_code == 200
    assert b"# TYPE process_cpu_seconds_total counter" in answer.content


@pytest.mark.parametrize("address", ["/?q=a%00b", "/%00", "/claims/%00/"])
def test_a_nul_in_an_address_is_refused_with_a_next_step(client: Client, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 400
    assert b"Remove it and try again" in answer.content


def test_answers_are_kept_out_of_caches_and_carry_the_content_policy(client: Client) -> None:
    answer = client.get("/healthz")
    assert answer["Cache-Control"] == "no-store"
    policy = answer["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
