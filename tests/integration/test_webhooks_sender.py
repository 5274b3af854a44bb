"""The sender as a process: killed again and again, with receivers that misbehave each in its own way."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection

from accounts.models import User
from claims.models import Claim
from publication.services import correct, publish
from tests.integration.receivers import Receiver, receiving
from tests.integration.test_review_loop import settle
from tests.integration.test_webhooks import loopback, tell, time_passes
from webhooks.enums import DeliveryState
from webhooks.models import Delivery

KILLS = 4
TOLD = 1 + 3 * KILLS
ROOT = Path(__file__).resolve().parent.parent.parent
__all__ = ["loopback"]


@pytest.mark.django_db(transaction=True)
@pytest.mark.slow
@pytest.mark.timeout(1500)  # receivers that let one wait, and a sender that starts four times
def test_all_is_delivered_though_receivers_misbehave_and_the_sender_is_killed(
    claim: Claim, ada: User, bo: User, eve: User
) -> None:
    """Fine, slow, lossy (takes it and hangs up), busy and down for a while, with a sender killed again and again."""
    settle(claim, ada, bo)
    answers: dict[str, Any] = {
        "fine": lambda _n, _m: (200, {}),
        "slow": lambda _n, _m: pause_then((200, {})),
        "lossy": lambda number, _m: None if number % 2 else (200, {}),
        "busy": lambda number, _m: (429, {"Retry-After": "1"}) if number % 4 == 1 else (200, {}),
        "down": lambda number, _m: (503, {}) if number <= 8 else (200, {}),
    }
    with ExitStack() as stack:
        receivers = {name: stack.enter_context(receiving(answer)) for name, answer in answers.items()}
        for receiver in receivers.values():
            tell(receiver, eve)
        publish(by=eve, claim_id=claim.pk, expected_version=claim.version, summary="So.")
        for kill in range(KILLS):
            for turn in range(3):
                correct(by=eve, claim_id=claim.pk, reason=f"Reason {kill}.{turn}.")
            sender = start_sender()
            wait_for_more(receivers, sender)
            sender.send_signal(signal.SIGKILL)
            assert sender.wait() == -signal.SIGKILL
            Delivery.objects.filter(state=DeliveryState.WAITING).update(leased_until=None)  # a minute passes
        sender = start_sender()
        while Delivery.objects.exclude(state=DeliveryState.DELIVERED).exists() or len(receivers["fine"].taken) < TOLD:
            time_passes()
            assert sender.poll() is None
            threading.Event().wait(0.05)
        sender.send_signal(signal.SIGTERM)
        assert sender.wait() == 0
        for name, receiver in receivers.items():
            expected = set(Delivery.objects.filter(endpoint__url=receiver.url).values_list("message_id", flat=True))
            assert len(expected) == TOLD, name
            assert expected <= receiver.taken, name
            assert receiver.wrong == [], name
            assert all(len(bodies) == 1 for bodies in receiver.bodies.values()), name


def pause_then(answer: Any) -> Any:
    threading.Event().wait(0.3)
    return answer


def start_sender() -> subprocess.Popen[bytes]:
    """The real process, on the test's database."""
    settings = connection.settings_dict
    url = f"postgres://{settings['USER']}@/{settings['NAME']}?host={settings['HOST']}"
    environment = {
        **os.environ,
        "DATABASE_URL": os.environ.get("DATABASE_URL") or url,
        "DJANGO_SETTINGS_MODULE": "config.settings.test",
        "CLAIMDESK_FETCH_ALLOW": "127.0.0.1/32",
        "CLAIMDESK_FETCH_ALLOW_IN_PRODUCTION": "1",
    }
    command = [sys.executable, "manage.py", "send_webhooks"]
    return subprocess.Popen(command, cwd=ROOT, env=environment)


def wait_for_more(receivers: dict[str, Receiver], sender: subprocess.Popen[bytes]) -> None:
    """Until the sender has sent something more, or has ended."""
    before = sum(len(receiver.seen) for receiver in receivers.values())
    while sender.poll() is None:
        if sum(len(receiver.seen) for receiver in receivers.values()) > before + 2:
            return
        time_passes()
        threading.Event().wait(0.02)


@pytest.mark.django_db(transaction=True)
@pytest.mark.timeout(900)
def test_a_slow_receiver_holds_up_no_other(claim: Claim, ada: User, bo: User, eve: User) -> None:
    settle(claim, ada, bo)
    all_others, in_time = threading.Event(), list[bool]()

    def slow_answer(_number: int, _message: str) -> Any:
        in_time.append(all_others.wait(12))
        return (200, {})

    def fine_answer(number: int, _message: str) -> Any:
        if number == 12:
            all_others.set()
        return (200, {})

    with receiving(slow_answer) as slow, receiving(fine_answer) as fine:
        tell(slow, eve)
        tell(fine, eve)
        publish(by=eve, claim_id=claim.pk, expected_version=claim.version, summary="So.")
        for turn in range(11):
            correct(by=eve, claim_id=claim.pk, reason=f"Reason {turn}.")
        call_command("send_webhooks", "--until-done")
    assert (len(fine.taken), len(slow.taken)) == (12, 12)
    assert all(in_time), "the fine one had all of its while the slow one was still thinking about its first"
