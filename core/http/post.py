"""Send a body to an address: webhooks. The same door as `fetch`, without redirects."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from core.http.addresses import Network, UnreachableError
from core.http.body import read_body
from core.http.configuration import allowed_networks, user_agent
from core.http.connection import Connection
from core.http.errors import FetchError, FetchRefused
from core.http.fetch import unreachable
from core.http.limits import Deadline, FetchLimits
from core.http.statuses import retry_after_of
from core.web_address import UNREACHABLE, AddressError, parse_address

POST_LIMITS: Final = FetchLimits(max_bytes=16 * 1024, total_seconds=15, connect_seconds=5, redirects=0)


@dataclass(frozen=True, slots=True)
class Posted:
    """What the receiver answered: any status from 200 up, a redirect included. `body` holds the first bytes only."""

    status: int
    body: bytes
    retry_after: int | None
    seconds: float


def post(
    url: str,
    *,
    body: bytes,
    headers: Mapping[str, str],
    limits: FetchLimits = POST_LIMITS,
    allow: Sequence[Network] | None = None,
) -> Posted:
    """POST `body` with `headers` (Content-Type and signature are the caller's). The address is checked at each call.

    A status of any kind is an answer, not an error; what it means is the caller's to decide. No redirect is followed.
    Raises `FetchRefused` or `FetchFailed` when no answer came.
    """
    deadline = Deadline(limits.total_seconds)
    networks = allowed_networks() if allow is None else allow
    sent = {"User-Agent": user_agent(), "Accept-Encoding": "identity", **headers, "Content-Length": str(len(body))}
    try:
        address = parse_address(url)
        with Connection(address, limits=limits, deadline=deadline, allowed=networks) as connection:
            response = connection.request("POST", headers=sent, body=body, wire_bytes=2 * limits.max_bytes + 65_536)
            try:
                answer, _ = read_body(response, max_bytes=limits.max_bytes)
            except FetchError:
                answer = b""  # the status has arrived: the receiver has taken the body
            return Posted(response.status, answer, retry_after_of(response.getheader("Retry-After")), deadline.elapsed)
    except AddressError as error:
        if error.reason == UNREACHABLE:
            raise unreachable(deadline, limits) from None
        raise FetchRefused(error.reason, permanent=True) from None
    except UnreachableError:
        raise unreachable(deadline, limits) from None
