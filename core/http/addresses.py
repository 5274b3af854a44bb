"""Which numeric addresses may be connected to, and the look-up of names that checks all of them."""

from __future__ import annotations

import ipaddress
import queue
import socket
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from core.http.limits import Deadline, FetchLimits
from core.web_address import WebAddress

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network

_GLOBAL_UNICAST: Final = ipaddress.ip_network("2000::/3")
_NEVER: Final = tuple(
    ipaddress.ip_network(block)
    for block in (
        "100.64.0.0/10",  # carrier-grade NAT
        "168.63.129.16/32",  # a cloud's inner service address, public by number
        "192.0.0.0/24",  # protocol assignments
        "192.88.99.0/24",  # 6to4 relays
        "64:ff9b::/32",  # NAT64, both prefixes and their surroundings
        "2001::/23",  # Teredo, ORCHID, benchmarking
        "2002::/16",  # 6to4: an IPv4 address in disguise
        "3ffe::/16",  # the 6bone, given back
        "3fff::/20",  # documentation
        "fec0::/10",  # site-local
    )
)
_ISATAP: Final = frozenset({0x00005EFE, 0x02005EFE})
_BAD_PORTS: Final = frozenset(
    {1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95, 101, 102, 103, 104, 109}
    | {110, 111, 113, 115, 117, 119, 123, 135, 137, 139, 143, 161, 179, 389, 427, 465, 512, 513, 514, 515, 526, 530}
    | {531, 532, 540, 548, 554, 556, 563, 587, 601, 636, 989, 990, 993, 995, 1719, 1720, 1723, 2049, 3306, 3659, 4045}
    | {4190, 5060, 5061, 5432, 6000, 6379, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 10080, 11211}
)


_LOOPBACK = (ipaddress.ip_address("127.0.0.1"), ipaddress.ip_address("::1"))


class UnreachableError(Exception):
    """No address that we may connect to. The cause is not told to anybody outside."""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """A checked numeric address and port."""

    address: Address
    port: int


def is_public(address: Address) -> bool:
    """Whether an address belongs to the public Internet, by the strictest reading of all registries.

    IPv4 inside IPv6 (mapped, compatible, NAT64, 6to4, Teredo, ISATAP) is never public: the plain form must be used.
    """
    if not address.is_global or address.is_multicast or address.is_reserved or address.is_unspecified:
        return False
    if any(address in block for block in _NEVER if block.version == address.version):
        return False
    if isinstance(address, ipaddress.IPv6Address):
        return address in _GLOBAL_UNICAST and (int(address) >> 32 & 0xFFFFFFFF) not in _ISATAP
    return True


def is_closed(host: str, *, allowed: Sequence[Network] = ()) -> bool:
    """Whether a host, by its written form alone, can never be reached: a private number, or a name of this machine.

    Tells nothing that the person who wrote it does not know; no name is looked up.
    """
    if host == "localhost" or host.endswith(".localhost"):
        return not any(number in network for network in allowed for number in _LOOPBACK)
    return any(not is_public(number) and not any(number in network for network in allowed) for number in _numeric(host))


def resolve(
    address: WebAddress, *, limits: FetchLimits, deadline: Deadline, allowed: Sequence[Network] = ()
) -> tuple[Endpoint, ...]:
    """All numeric addresses of the host, looked up once. Raises `UnreachableError` unless **every** one is public.

    `allowed` are further networks that may be reached (tests and development; the setting CLAIMDESK_FETCH_ALLOW).
    """
    if address.port in _BAD_PORTS:
        raise UnreachableError(f"port {address.port}")
    found = _numeric(address.host) or _looked_up(address, deadline.remaining(limits.resolve_seconds))
    for number in found:
        if not is_public(number) and not any(number in network for network in allowed):
            raise UnreachableError(f"{number} is not public")
    if not found:
        raise UnreachableError("no address")
    return tuple(Endpoint(number, address.port) for number in found)


def _numeric(host: str) -> tuple[Address, ...]:
    try:
        return (ipaddress.ip_address(host),)
    except ValueError:
        return ()


def _looked_up(address: WebAddress, seconds: float) -> tuple[Address, ...]:
    """`getaddrinfo` knows no time limit, so it runs in a thread that is left behind when it is late."""
    answers: queue.SimpleQueue[list[str]] = queue.SimpleQueue()

    def look_up() -> None:
        try:
            rows = socket.getaddrinfo(address.host, address.port, type=socket.SOCK_STREAM)
            answers.put([str(row[4][0]) for row in rows if row[0] in (socket.AF_INET, socket.AF_INET6)])
        except (OSError, UnicodeError):
            answers.put([])

    threading.Thread(target=look_up, name="core.http look-up", daemon=True).start()
    try:
        found = answers.get(timeout=seconds)
    except queue.Empty:
        raise UnreachableError("the look-up took too long") from None
    if any("%" in number for number in found):
        raise UnreachableError("an address with a zone is never public")
    return tuple(dict.fromkeys(ipaddress.ip_address(number) for number in found))
