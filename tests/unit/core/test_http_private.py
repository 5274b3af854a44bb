"""The one door: nothing that is not public is ever connected to. `connect` and the look-up are replaced here."""

from __future__ import annotations

import ipaddress
import socket

import pytest

from core.http import FetchLimits, FetchRefused, fetch, post
from core.http.addresses import is_public
from core.http.configuration import parse_networks
from core.web_address import UNREACHABLE
from tests.unit.core.lonely_server import answer, serving

pytestmark = pytest.mark.enable_socket
QUICK = FetchLimits(total_seconds=1, connect_seconds=0.5, unreachable_seconds=0.0)
LOOPBACK = parse_networks(["127.0.0.1/32"])

PRIVATE = [
    *("127.0.0.1", "127.9.9.9", "0.0.0.0", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1"),
    *("100.127.255.254", "168.63.129.16", "192.0.0.8", "192.0.2.1", "192.88.99.1", "198.18.0.1", "198.51.100.1"),
    *("203.0.113.1", "224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255", "::", "::1", "::127.0.0.1"),
    *("::ffff:127.0.0.1", "::ffff:8.8.8.8", "64:ff9b::7f00:1", "64:ff9b::808:808", "64:ff9b:1::1", "100::1"),
    *("2001::1", "2001:0:4136:e378:8000:63bf:3fff:fdd2", "2001:10::1", "2001:20::1", "2001:db8::1", "2002:7f00:1::"),
    *("2002:808:808::1", "3fff::1", "3ffe::1", "5f00::1", "fc00::1", "fd12:3456::1", "fe80::1", "fec0::1", "ff02::1"),
    *("2606:4700::5efe:7f00:1", "2606:4700::200:5efe:a00:1", "4000::1"),
]
PUBLIC = ["8.8.8.8", "1.1.1.1", "93.184.216.34", "2606:4700:4700::1111", "2a00:1450:4001:82a::200e"]


@pytest.fixture
def connects(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Every attempt to connect, none of which gets through."""
    seen: list[object] = []

    def refuse(_sock: socket.socket, address: object) -> None:
        seen.append(address)
        raise ConnectionRefusedError

    monkeypatch.setattr(socket.socket, "connect", refuse)
    return seen


@pytest.fixture
def names(monkeypatch: pytest.MonkeyPatch) -> dict[str, list[list[str]]]:
    """A name server: each name has a list of answers; each look-up takes the next one."""
    table: dict[str, list[list[str]]] = {}

    def look_up(host: str, port: int, **_: object) -> list[tuple[object, ...]]:
        answers = table.get(host)
        if not answers:
            raise socket.gaierror(socket.EAI_NONAME, "unknown")
        numbers = answers.pop(0) if len(answers) > 1 else answers[0]
        return [
            (socket.AF_INET6, 1, 6, "", (number, port, 0, 0))
            if ":" in number
            else (socket.AF_INET, 1, 6, "", (number, port))
            for number in numbers
        ]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    return table


@pytest.mark.parametrize("number", PRIVATE)
def test_a_private_address_is_refused_before_any_connection(number: str, connects: list[object]) -> None:
    host = f"[{number}]" if ":" in number else number
    for send in (lambda url: fetch(url, limits=QUICK), lambda url: post(url, body=b"", headers={}, limits=QUICK)):
        with pytest.raises(FetchRefused) as caught:
            send(f"http://{host}/")
        assert caught.value.reason == UNREACHABLE
    assert connects == []


@pytest.mark.parametrize("number", PRIVATE)
def test_a_name_with_one_private_record_is_refused(
    number: str, connects: list[object], names: dict[str, list[list[str]]]
) -> None:
    names["mixed.example"] = [["8.8.8.8", number]]
    with pytest.raises(FetchRefused):
        fetch("https://mixed.example/", limits=QUICK)
    assert connects == []


@pytest.mark.parametrize("number", PUBLIC)
def test_a_public_address_is_connected_to_by_its_number(
    number: str, connects: list[object], names: dict[str, list[list[str]]]
) -> None:
    names["news.example"] = [[number]]
    with pytest.raises(FetchRefused):
        fetch("https://news.example/", limits=QUICK)
    assert connects == [(number, 443)]


def test_a_name_is_looked_up_once_so_it_cannot_change_its_answer(
    connects: list[object], names: dict[str, list[list[str]]]
) -> None:
    names["rebinding.example"] = [["8.8.8.8"], ["127.0.0.1"], ["127.0.0.1"]]
    with pytest.raises(FetchRefused):
        fetch("http://rebinding.example/", limits=QUICK)
    assert connects == [("8.8.8.8", 80)]
    assert len(names["rebinding.example"]) == 2


@pytest.mark.parametrize(
    "target",
    ["http://127.0.0.2/", "http://[::1]/", "file:///etc/passwd", "http://inside.example/", "//169.254.169.254/"],
)
def test_a_redirect_is_checked_like_a_first_address(target: str, names: dict[str, list[list[str]]]) -> None:
    names["inside.example"] = [["10.0.0.1"]]
    hop = answer(status="302 Found", headers=(f"Location: {target}",))
    with serving(hop) as (port, requests):
        with pytest.raises(FetchRefused):
            fetch(f"http://127.0.0.1:{port}/", limits=QUICK, allow=LOOPBACK)
        assert len(requests) == 1


def test_private_unknown_and_closed_cannot_be_told_apart(
    connects: list[object], names: dict[str, list[list[str]]]
) -> None:
    names["closed.example"] = [["8.8.8.8"]]
    seen = set()
    for url in ("http://10.0.0.1/", "http://unknown.example/", "http://closed.example/", "http://0x7f.1/"):
        with pytest.raises(FetchRefused) as caught:
            fetch(url, limits=QUICK)
        seen.add((caught.value.reason, caught.value.permanent, caught.value.status))
    assert len(seen) == 1


def test_the_answer_that_nobody_is_there_is_never_given_early(
    connects: list[object], monkeypatch: pytest.MonkeyPatch
) -> None:
    slept: list[float] = []
    monkeypatch.setattr("time.sleep", slept.append)
    with pytest.raises(FetchRefused):
        fetch("http://10.0.0.1/", limits=FetchLimits(unreachable_seconds=2))
    assert len(slept) == 1
    assert 1 < slept[0] <= 2


def test_a_look_up_that_hangs_is_left_behind(connects: list[object], monkeypatch: pytest.MonkeyPatch) -> None:
    import threading

    release = threading.Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: release.wait(5) and [])
    with pytest.raises(FetchRefused):
        fetch("http://slow.example/", limits=FetchLimits(resolve_seconds=0.05, unreachable_seconds=0))
    release.set()


@pytest.mark.parametrize("port", [22, 25, 5432, 6379])
def test_ports_of_other_services_are_not_spoken_to(port: int, connects: list[object]) -> None:
    with pytest.raises(FetchRefused):
        fetch(f"http://8.8.8.8:{port}/", limits=QUICK)
    assert connects == []


def test_the_definition_of_public_matches_both_lists() -> None:
    assert [number for number in PRIVATE if is_public(ipaddress.ip_address(number))] == []
    assert [number for number in PUBLIC if not is_public(ipaddress.ip_address(number))] == []


def test_an_allowed_network_opens_nothing_else(connects: list[object]) -> None:
    with pytest.raises(FetchRefused):
        fetch("http://127.0.0.2/", limits=QUICK, allow=LOOPBACK)
    assert connects == []
    with pytest.raises(FetchRefused):
        fetch("http://127.0.0.1/", limits=QUICK, allow=LOOPBACK)
    assert connects == [("127.0.0.1", 80)]
