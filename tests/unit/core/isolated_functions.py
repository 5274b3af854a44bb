"""Functions that the isolation tests run in a child: good, slow, greedy, broken and nosy ones."""

from __future__ import annotations

import os
import signal
import socket
import time
from typing import Any

from core.isolation import Refusal


def shout(payload: bytes, *, mark: str) -> str:
    return payload.decode().upper() + mark


def refuse(payload: bytes) -> None:
    raise Refusal("Not this one. Take another.")


def sleep(payload: bytes) -> None:
    time.sleep(60)


def spin(payload: bytes) -> None:
    while True:
        pass


def eat(payload: bytes) -> int:
    return len(b"x" * 2_000_000_000)


def eat_slowly(payload: bytes) -> int:
    hoard = []
    while True:
        hoard.append(bytes(1_000_000))


def fail(payload: bytes) -> None:
    raise ValueError("odd")


def die(payload: bytes) -> None:
    os.kill(os.getpid(), signal.SIGSEGV)


def deep(payload: bytes) -> list[Any]:
    nested: list[Any] = []
    for _ in range(100_000):
        nested = [nested]
    return nested


def talk_too_much(payload: bytes) -> str:
    return "x" * 10_000_000


def connect(payload: bytes) -> None:
    socket.create_connection(("127.0.0.1", int(payload)), timeout=1)


def write(payload: bytes) -> None:
    with open(payload.decode(), "w") as stream:
        stream.write("here")


def environment(payload: bytes) -> dict[str, str]:
    return dict(os.environ)
