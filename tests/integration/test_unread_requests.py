"""Requests that no application sees, sent to the real web server: each is refused with a problem that says what."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import Client

from tests.integration.test_mirror import Web

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


@pytest.fixture
def port(tmp_path: Path) -> Iterator[int]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        number = int(free.getsockname()[1])
    web = Web(number, tmp_path / "web.log")
    web.start()
    yield number
    web.kill()


def sent(port: int, line: bytes, headers: bytes = b"Host: testserver\r\n") -> tuple[bytes, dict[str, object]]:
    """The head of the answer, and its body as JSON."""
    with socket.create_connection(("127.0.0.1", port), 30) as connection:
        connection.sendall(line + b" HTTP/1.1\r\n" + headers + b"Connection: close\r\n\r\n")
        answer = b""
        while part := connection.recv(65536):
            answer += part
    head, _, body = answer.partition(b"\r\n\r\n")
    return head, json.loads(body)


def test_what_is_refused_before_the_application_is_a_problem_too(port: int) -> None:
    cases = [
        (b"GET /api/v1/claims/?q=" + b"x" * 60_000, b"Host: testserver\r\n", 414, "address"),
        (b"GET /api/v1/claims/", b"Host: testserver\r\nX-Long: " + b"x" * 60_000 + b"\r\n", 431, "headers"),
        (b"GET /api/v1/claims/", b"Host: testserver\r\nX-Null: a\0b\r\n", 400, "request"),
        (b"GET /api/v1/claims/\xff/", b"Host: testserver\r\n", 400, "request"),
    ]
    for line, headers, status, field in cases:
        head, problem = sent(port, line, headers)
        assert head.startswith(f"HTTP/1.1 {status} ".encode()), line[:40]
        assert b"Content-Type: application/problem+json" in head
        assert (problem["status"], list(problem["errors"])) == (status, [field])  # type: ignore[call-overload]
    head, problem = sent(port, b"GET /api/v1/nothing/")
    assert (head.split()[1], problem["status"]) == (b"404", 404), "it still serves"


def test_a_host_that_is_none_of_ours_is_a_problem(client: Client) -> None:
    refused = client.get("/api/v1/claims/", headers={"host": "evil.example"})
    assert (refused.status_code, refused["Content-Type"]) == (400, "application/problem+json")
    assert list(refused.json()["errors"]) == ["Host"]
    page = client.get("/", headers={"host": "evil.example"})
    assert (page.status_code, page["Content-Type"]) == (400, "text/html; charset=utf-8")
