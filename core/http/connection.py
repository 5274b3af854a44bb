"""One connection for one request: to a checked address, under a deadline, counting every byte that comes in."""

from __future__ import annotations

import http.client
import io
import socket
import ssl
from collections.abc import Sequence
from functools import lru_cache
from typing import Any, Final

import certifi

from core.http.addresses import Endpoint, Network, UnreachableError, resolve
from core.http.errors import FetchFailed
from core.http.limits import Deadline, FetchLimits
from core.web_address import WebAddress

_ADDRESSES_TRIED: Final = 4
_READ_AHEAD: Final = 16 * 1024


class Wire(io.RawIOBase):
    """The incoming side of a socket. Each wait ends at the deadline; each byte counts against `allowance`."""

    def __init__(self, sock: socket.socket, deadline: Deadline, limits: FetchLimits) -> None:
        """Read from `sock`; the first bytes are the head of the answer, so its limit holds first."""
        self._sock = sock
        self._deadline = deadline
        self._idle_seconds = limits.idle_seconds
        self.allowance = limits.header_bytes + _READ_AHEAD

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Wait for bytes, at most until the deadline."""
        if self.allowance <= 0:
            raise FetchFailed("The site sent far more than an article holds. Paste the text instead.", permanent=True)
        self._sock.settimeout(self._deadline.remaining(self._idle_seconds))
        try:
            count = self._sock.recv_into(buffer)
        except TimeoutError:
            raise self._deadline.failure() from None
        self.allowance -= count
        return count


class _Plug:
    """What `http.client` gets instead of a socket."""

    def __init__(self, sock: socket.socket, wire: Wire) -> None:
        self._sock = sock
        self._reader = io.BufferedReader(wire, _READ_AHEAD)

    def sendall(self, data: Any) -> None:
        self._sock.sendall(data)

    def makefile(self, _mode: str) -> io.BufferedReader[Wire]:
        return self._reader

    def close(self) -> None:
        """The connection owns the socket and closes it itself."""


class Connection:
    """A request to one address and its answer, as a context manager. Raises `FetchError`s and `UnreachableError`."""

    def __init__(
        self, address: WebAddress, *, limits: FetchLimits, deadline: Deadline, allowed: Sequence[Network]
    ) -> None:
        """Resolve, check, connect and, for https, shake hands under the host's own name."""
        self._address = address
        endpoints = resolve(address, limits=limits, deadline=deadline, allowed=allowed)
        self._sock = _connected(endpoints, limits, deadline)
        try:
            if address.scheme == "https":
                self._sock = _secured(self._sock, address.host, deadline)
        except BaseException:
            self._sock.close()
            raise
        self._deadline = deadline
        self._wire = Wire(self._sock, deadline, limits)

    def __enter__(self) -> Connection:
        """Stay open inside the block."""
        return self

    def __exit__(self, *_: object) -> None:
        """Leave nothing open."""
        self._sock.close()

    def request(
        self, method: str, *, headers: dict[str, str], body: bytes | None = None, wire_bytes: int
    ) -> http.client.HTTPResponse:
        """Send, and read the head of the answer. After it, `wire_bytes` may still come in."""
        client = http.client.HTTPConnection(self._address.host, self._address.port)
        client.sock = _Plug(self._sock, self._wire)  # all that it asks of a socket
        self._sock.settimeout(self._deadline.remaining(30))
        try:
            client.putrequest(method, self._address.target, skip_host=True, skip_accept_encoding=True)
            for name, value in {"Host": self._address.authority, **headers, "Connection": "close"}.items():
                client.putheader(name, value)
            client.endheaders(body)
            response = client.getresponse()
        except TimeoutError:
            raise self._deadline.failure() from None
        except (http.client.HTTPException, OSError, ValueError) as error:
            raise broken_answer() from error
        self._wire.allowance = wire_bytes
        return response


def broken_answer() -> FetchFailed:
    """The error for an answer that ends early or breaks the rules of HTTP."""
    return FetchFailed(
        "The site broke off its answer or sent one that cannot be understood. Try again later, or paste the text.",
        permanent=False,
    )


def _connected(endpoints: Sequence[Endpoint], limits: FetchLimits, deadline: Deadline) -> socket.socket:
    """A socket to the first endpoint that answers: the checked number itself is connected to, nothing is looked up."""
    for endpoint in endpoints[:_ADDRESSES_TRIED]:
        family = socket.AF_INET if endpoint.address.version == 4 else socket.AF_INET6
        seconds = deadline.remaining(limits.connect_seconds)
        sock: socket.socket | None = None
        try:
            sock = socket.socket(family, socket.SOCK_STREAM)
            sock.settimeout(seconds)
            sock.connect((str(endpoint.address), endpoint.port))
        except OSError:
            if sock is not None:
                sock.close()
            continue
        return sock
    raise UnreachableError("nobody answers")


def _secured(sock: socket.socket, host: str, deadline: Deadline) -> socket.socket:
    sock.settimeout(deadline.remaining(10))
    try:
        return _tls_context().wrap_socket(sock, server_hostname=host)
    except TimeoutError:
        raise deadline.failure() from None
    except ssl.SSLCertVerificationError as error:
        raise FetchFailed(
            "The site's certificate does not prove that it is this site. Check the address, or paste the text.",
            permanent=True,
        ) from error
    except (OSError, ValueError) as error:
        raise FetchFailed(
            "A secure connection to this site could not be made. Check the address, or try again later.",
            permanent=False,
        ) from error


@lru_cache(maxsize=1)
def _tls_context() -> ssl.SSLContext:
    """The system's certificates and the bundled ones: a machine may have no store of its own."""
    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())
    return context
