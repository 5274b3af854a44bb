"""The one door: honest pages come in, hostile answers end with a sentence."""

from __future__ import annotations

import gzip
import socket
import time
import zlib

import pytest

from core.http import FetchFailed, FetchLimits, FetchRefused, fetch, post
from core.http.configuration import parse_networks
from core.http.statuses import retry_after_of
from tests.unit.core.lonely_server import answer, raw, serving

pytestmark = pytest.mark.enable_socket
LOOPBACK = parse_networks(["127.0.0.1/32"])
QUICK = FetchLimits(
    max_bytes=100_000, total_seconds=1.0, idle_seconds=0.5, connect_seconds=0.5, unreachable_seconds=0.0
)


def get(port: int, path: str = "/", limits: FetchLimits = QUICK, **options: object):
    return fetch(f"http://127.0.0.1:{port}{path}", limits=limits, allow=LOOPBACK, **options)


def test_a_page_comes_with_all_that_is_known_about_it() -> None:
    page = answer(b"<p>Hello", headers=("Content-Type: Text/HTML; charset=ISO-8859-1", 'ETag: "abc"'))
    with serving(page) as (port, requests):
        fetched = get(port, "/a?b=ä#c")
    assert fetched.body == b"<p>Hello"
    assert (fetched.status, fetched.content_type, fetched.charset) == (200, "text/html", "iso-8859-1")
    assert fetched.final_url == f"http://127.0.0.1:{port}/a?b=%C3%A4"
    assert fetched.etag == '"abc"'
    assert not fetched.truncated
    assert requests[0].startswith(b"GET /a?b=%C3%A4 HTTP/1.1\r\n")
    assert f"Host: 127.0.0.1:{port}\r\n".encode() in requests[0]


def test_a_packed_page_is_unpacked() -> None:
    body = gzip.compress(b"first, ") + gzip.compress(b"second")
    for coding, data in (("gzip", body), ("deflate", zlib.compress(b"first, second"))):
        with serving(answer(data, headers=(f"Content-Encoding: {coding}",))) as (port, _):
            assert get(port).body == b"first, second"


def test_a_chunked_page_is_put_together() -> None:
    chunked = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n"
    with serving(raw(chunked)) as (port, _):
        assert get(port).body == b"abcde"


def test_redirects_are_followed_and_remembered() -> None:
    onward = answer(status="302 Found", headers=("Location: /next/../there",))
    with serving(onward, answer(b"here")) as (port, _):
        fetched = get(port)
    assert fetched.body == b"here"
    assert fetched.final_url.endswith("/there")
    assert fetched.redirects == (f"http://127.0.0.1:{port}/",)


def test_five_redirects_are_followed_and_a_sixth_is_not() -> None:
    steps = [answer(status="301 Moved", headers=(f"Location: /{n}",)) for n in range(6)]
    with serving(*steps[:5], answer(b"end")) as (port, _):
        assert get(port, "/start").body == b"end"
    with serving(*steps, answer(b"end")) as (port, requests), pytest.raises(FetchFailed, match="without an end"):
        get(port, "/start")
    assert len(requests) == 6


def test_a_circle_of_redirects_ends_at_once() -> None:
    with serving(answer(status="302 Found", headers=("Location: /",))) as (port, requests):
        with pytest.raises(FetchFailed, match="without an end"):
            get(port)
        assert len(requests) == 1


def test_an_unchanged_page_is_told_by_304() -> None:
    with serving(answer(status="304 Not Modified")) as (port, requests):
        fetched = get(port, if_none_match='"abc"', if_modified_since="bad\r\nX: y")
    assert (fetched.status, fetched.body) == (304, b"")
    assert b'If-None-Match: "abc"\r\n' in requests[0]
    assert b"If-Modified" not in requests[0]


def test_an_unwanted_type_is_refused_before_its_body_is_read() -> None:
    def endless(connection: socket.socket, _request: bytes) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\nContent-Length: 999999\r\n\r\n")
        time.sleep(0.3)

    with serving(endless) as (port, _), pytest.raises(FetchRefused, match="image/png") as caught:
        get(port, accept=["text/html"])
    assert caught.value.permanent


@pytest.mark.parametrize(
    ("status", "permanent", "word"),
    [("404 No", True, "404"), ("403 No", True, "paste"), ("500 Oops", False, "later"), ("429 Slow", False, "later")],
)
def test_an_error_status_becomes_a_sentence(status: str, permanent: bool, word: str) -> None:
    page = answer(status=status, headers=("Retry-After: 120",))
    with serving(page) as (port, _), pytest.raises(FetchFailed, match=word) as caught:
        get(port)
    assert caught.value.permanent is permanent
    assert caught.value.status == int(status[:3])
    assert caught.value.retry_after == 120


def test_a_body_past_the_limit_is_cut_and_marked() -> None:
    with serving(answer(b"x" * 300_000)) as (port, _):
        fetched = get(port)
    assert fetched.truncated
    assert fetched.body == b"x" * 100_000


def test_an_endless_body_is_cut_at_the_limit() -> None:
    sent = []

    def endless(connection: socket.socket, _request: bytes) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
        while True:
            sent.append(connection.send(b"x" * 10_000))

    with serving(endless) as (port, _):
        fetched = get(port)
    assert fetched.truncated
    assert len(fetched.body) == 100_000


def test_a_gzip_bomb_is_refused() -> None:
    bomb = answer(gzip.compress(bytes(50_000_000)), headers=("Content-Encoding: gzip",))
    with serving(bomb) as (port, _), pytest.raises(FetchRefused, match="unpacks"):
        get(port)


def _drip(connection: socket.socket, _request: bytes) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
    for _ in range(100):
        connection.sendall(b"x")
        time.sleep(0.05)


def _drip_head(connection: socket.socket, _request: bytes) -> None:
    for _ in range(100):
        connection.sendall(b"H")
        time.sleep(0.05)


def _silent(connection: socket.socket, _request: bytes) -> None:
    """Takes all that comes, a body that arrives after the head too, and says nothing until the other side leaves."""
    while connection.recv(1024):
        pass


@pytest.mark.parametrize("script", [_drip, _drip_head, _silent])
def test_a_slow_answer_ends_at_the_deadline(script) -> None:
    with serving(script) as (port, _), pytest.raises(FetchFailed, match="stopped waiting") as caught:
        get(port)
    assert not caught.value.permanent


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"nonsense\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nshort",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\nabc",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab",
        b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 3\r\n\r\nabc",
        # Without the time: these bytes name the test, and every process that collects must give it the same name.
        b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n" + gzip.compress(b"whole text", mtime=0)[:-9],
        b"HTTP/1.1 200 OK\r\nContent-Encoding: br\r\nContent-Length: 3\r\n\r\nabc",
        b"HTTP/1.1 200 OK\r\nX: " + b"y" * 5_000_000 + b"\r\n\r\n",
        b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 100_000 + b"\r\n",
        b"HTTP/1.1 100 Continue\r\n\r\n" * 100_000,
        b"HTTP/1.1 302 Found\r\n\r\n",
        b"HTTP/1.1 999 What\r\n\r\n",
        b"HTTP/1.1 -1 What\r\n\r\n",
        b"HTTP/0.9 200 OK\r\n\r\nx",
    ],
)
def test_a_broken_answer_ends_with_a_sentence(data: bytes) -> None:
    with serving(raw(data)) as (port, _):
        try:
            get(port)
        except FetchFailed as failure:
            assert failure.reason.endswith(".")
        else:
            assert data.startswith(b"HTTP/0.9")


def test_a_closed_port_is_unreachable() -> None:
    with serving(raw(b"")) as (port, _):
        pass
    with pytest.raises(FetchRefused, match="could not be reached"):
        get(port)


def test_environment_proxies_are_ignored(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "ALL_PROXY", "https_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    with serving(answer(b"direct")) as (port, _):
        assert get(port).body == b"direct"


def test_plain_http_on_a_tls_port_is_a_clear_failure() -> None:
    with serving(raw(b"not tls")) as (port, _), pytest.raises(FetchFailed, match="secure connection"):
        fetch(f"https://127.0.0.1:{port}/", limits=QUICK, allow=LOOPBACK)


def test_a_post_sends_its_bytes_and_follows_no_redirect() -> None:
    with serving(answer(b"seen", status="302 Found", headers=("Location: /x", "Retry-After: 7"))) as (port, requests):
        posted = post(
            f"http://127.0.0.1:{port}/hook", body=b"{}", headers={"Content-Type": "application/json"}, allow=LOOPBACK
        )
    assert (posted.status, posted.body, posted.retry_after) == (302, b"seen", 7)
    assert requests[0].startswith(b"POST /hook HTTP/1.1\r\n")
    assert b"Content-Length: 2\r\n" in requests[0]
    assert len(requests) == 1


def test_a_post_to_a_silent_receiver_fails_in_time() -> None:
    with serving(_silent) as (port, _), pytest.raises(FetchFailed, match="stopped waiting"):
        post(f"http://127.0.0.1:{port}/", body=b"{}", headers={}, limits=QUICK, allow=LOOPBACK)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [(None, None), ("", None), ("soon", None), ("12", 12), ("9" * 20, 86_400), ("Mon, 01 Jan 2001 00:00:00 GMT", 0)],
)
def test_the_wish_to_wait_is_read_with_a_cap(value: str | None, seconds: int | None) -> None:
    assert retry_after_of(value) == seconds
