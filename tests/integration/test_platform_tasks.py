"""The base task: the broker may be away, and nothing of value goes through it."""

import logging
from typing import Any

import pytest
from celery import shared_task
from kombu.exceptions import OperationalError

from config.celery import app
from core.tasks import DurableTask


@shared_task(base=DurableTask, name="tests.note")
def note(*, number: int, **_: Any) -> None:
    """A task for these tests."""


def test_every_task_of_ours_is_acknowledged_late_limited_and_without_result() -> None:
    ours = {name: task for name, task in app.tasks.items() if not name.startswith("celery.")}
    assert "tests.note" in ours
    for name, task in ours.items():
        assert isinstance(task, DurableTask), name
        assert task.acks_late, name
        assert task.reject_on_worker_lost, name
        assert task.ignore_result, name
        assert 0 < task.soft_time_limit < task.time_limit, name


def test_a_message_may_come_back_only_after_the_hard_limit() -> None:
    assert app.conf.broker_transport_options["visibility_timeout"] > note.time_limit


def test_only_json_is_read_from_the_broker() -> None:
    assert app.conf.accept_content == ["json"]


def test_with_the_broker_away_a_task_is_logged_and_not_an_error(monkeypatch: Any, caplog: Any) -> None:
    def away(*args: Any, **options: Any) -> None:
        raise OperationalError("connection refused")

    monkeypatch.setattr("celery.app.task.Task.apply_async", away)
    with caplog.at_level(logging.WARNING, logger="core.tasks"):
        assert note.delay(number=1) is None
    assert "will be sent by the sweep" in caplog.text


def test_a_newer_message_with_an_unknown_keyword_is_still_understood() -> None:
    note.delay(number=1, colour="added in a later version")


def test_every_sweep_of_the_schedule_is_a_task_that_exists() -> None:
    app.loader.import_default_modules()
    for entry in app.conf.beat_schedule.values():
        assert entry["task"] in app.tasks


@pytest.mark.parametrize("room", ["sources", "claims", "reviews"])
def test_each_room_with_background_work_has_a_sweep(room: str) -> None:
    assert f"{room}.tasks.sweep" in {entry["task"] for entry in app.conf.beat_schedule.values()}
