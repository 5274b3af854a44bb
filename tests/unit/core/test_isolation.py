"""A function in a process of its own: whatever it does, the caller lives and gets an answer."""

from __future__ import annotations

import multiprocessing
import os
import signal
from pathlib import Path

import pytest

from core.isolation import IsolationLimits, LimitBreached, Refusal, parent, run

pytestmark = pytest.mark.enable_socket
HERE = "tests.unit.core.isolated_functions:"
TIGHT = IsolationLimits(seconds=1, cpu_seconds=5, memory_bytes=200_000_000, result_bytes=1_000_000)


def test_the_result_comes_back() -> None:
    assert run(HERE + "shout", b"hello", options={"mark": "!"}) == "HELLO!"


def test_an_expected_no_comes_back_as_its_sentence() -> None:
    with pytest.raises(Refusal, match="Take another"):
        run(HERE + "refuse", b"")


@pytest.mark.parametrize(
    ("function", "limit"),
    [
        ("sleep", "time"),
        ("eat", "memory"),
        ("eat_slowly", "memory"),
        ("fail", "crash"),
        ("die", "crash"),
        ("deep", "crash"),
        ("talk_too_much", "crash"),
        ("no_such_function", "crash"),
    ],
)
def test_a_breach_ends_the_child_and_not_the_caller(function: str, limit: str) -> None:
    run(HERE + "shout", b"", options={"mark": ""})  # so that the clock of the next run holds no imports
    with pytest.raises(LimitBreached) as caught:
        run(HERE + function, b"", limits=TIGHT)
    assert caught.value.limit == limit
    assert caught.value.reason.endswith(".")
    assert run(HERE + "shout", b"still here", options={"mark": "."}) == "STILL HERE."


def test_processor_time_is_limited_too() -> None:
    with pytest.raises(LimitBreached) as caught:
        run(HERE + "spin", b"", limits=IsolationLimits(seconds=30, cpu_seconds=1))
    assert caught.value.limit == "time"


def test_a_module_that_does_not_exist_is_a_crash() -> None:
    with pytest.raises(LimitBreached):
        run("no.such.module:function", b"")


def test_the_child_can_open_no_connection(tmp_path: Path) -> None:
    with pytest.raises(LimitBreached) as caught:
        run(HERE + "connect", b"9")
    assert "not allowed" in caught.value.detail


def test_the_child_can_write_no_file(tmp_path: Path) -> None:
    with pytest.raises(LimitBreached) as caught:
        run(HERE + "write", str(tmp_path / "trace").encode())
    assert "not allowed" in caught.value.detail
    assert not (tmp_path / "trace").exists()


def test_the_child_sees_nothing_of_our_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_KEY", "hidden")
    for nursery in list(parent._nurseries):
        parent._drop(nursery)
    assert "SECRET_KEY" not in run(HERE + "environment", b"")


def test_a_nursery_that_was_killed_is_replaced() -> None:
    run(HERE + "shout", b"a", options={"mark": ""})
    os.kill(parent._nursery()._process.pid, signal.SIGKILL)
    assert run(HERE + "shout", b"b", options={"mark": ""}) == "B"


def _in_daemon(queue: multiprocessing.Queue[str]) -> None:
    queue.put(run(HERE + "shout", b"from a worker", options={"mark": ""}))


def test_it_works_in_a_daemonic_forked_process_beside_its_parent() -> None:
    run(HERE + "shout", b"parent first", options={"mark": ""})
    context = multiprocessing.get_context("fork")
    queue: multiprocessing.Queue[str] = context.Queue()
    process = context.Process(target=_in_daemon, args=(queue,), daemon=True)
    process.start()
    assert queue.get(timeout=20) == "FROM A WORKER"
    process.join(timeout=10)
    assert run(HERE + "shout", b"parent again", options={"mark": ""}) == "PARENT AGAIN"
