"""Fetch a page, a feed or a file: every rule again at every redirect, one deadline over all of it."""

from __future__ import annotations

import http.client
import re
import time
from collections.abc import Collection, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from core.http.addresses import Network, UnreachableError
from core.http.body import read_body
from core.http.configuration import allowed_networks, user_agent
from core.http.connection import Connection
from core.http.errors import FetchError, FetchFailed, FetchRefused
from core.http.limits import Deadline, FetchLimits
from core.http.statuses import check_status, retry_after_of
from core.web_address import UNREACHABLE, AddressError, WebAddress, join_address, parse_address

_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
_NOT_MODIFIED: Final = 304
_CONTENT_TYPE = re.compile(r"\s*([a-z0-9!#$&^_.+-]{1,64}/[a-z0-9!#$&^_.+-]{1,100})")
_CHARSET = re.compile(r"""charset\s{0,9}=\s{0,9}["']?([a-z0-9_.:-]{1,40})""")
_HEADER_VALUE = re.compile(r"[\x20-\x7e]{1,500}")


@dataclass(frozen=True, slots=True)
class Fetched:
    """An answer. `body` is unpacked; `truncated` says that it was cut at the limit; `status` is 2xx or 304.

    `content_type` is lower case without parameters, "" where the site gave none. `charset` is what the site claims
    (see `core.text.decode`, which trusts only names it knows). `redirects` are the addresses passed on the way.
    """

    final_url: str
    status: int
    content_type: str
    charset: str | None
    body: bytes
    fetched_at: datetime
    truncated: bool
    redirects: tuple[str, ...] = ()
    etag: str | None = None
    last_modified: str | None = None


def fetch(
    url: str,
    *,
    limits: FetchLimits | None = None,
    accept: Collection[str] | None = None,
    if_none_match: str | None = None,
    if_modified_since: str | None = None,
    allow: Sequence[Network] | None = None,
) -> Fetched:
    """GET `url`. `accept`: the content types that are wanted; others are refused before their body is read.

    `if_none_match` and `if_modified_since` repeat what an earlier answer carried; a 304 then comes back with an empty
    body. `allow`: networks that may be reached though not public; by default what CLAIMDESK_FETCH_ALLOW says.
    Blocks for at most `limits.total_seconds`. Never call it inside a database transaction or in the web process.

    Raises `FetchRefused` or `FetchFailed`, each with a sentence for a person.
    """
    limits = limits or FetchLimits()
    deadline = Deadline(limits.total_seconds)
    headers = _headers(accept, if_none_match, if_modified_since)
    networks = allowed_networks() if allow is None else allow
    passed: list[str] = []
    try:
        address = parse_address(url)
        while True:
            with Connection(address, limits=limits, deadline=deadline, allowed=networks) as connection:
                response = connection.request("GET", headers=headers, wire_bytes=2 * limits.max_bytes + 65_536)
                onward = _onward(response, address)
                if onward is None:
                    return _fetched(response, address, passed, accept, limits)
            passed.append(address.url)
            if len(passed) > limits.redirects or onward.url in passed:
                raise FetchFailed(
                    "This address sends us from page to page without an end. Open it yourself and use the address "
                    "of the page where you arrive.",
                    permanent=True,
                )
            address = onward
    except AddressError as error:
        if error.reason == UNREACHABLE:
            raise unreachable(deadline, limits) from None
        raise FetchRefused(error.reason, permanent=True) from None
    except UnreachableError:
        raise unreachable(deadline, limits) from None


def unreachable(deadline: Deadline, limits: FetchLimits) -> FetchError:
    """The one error for private, unknown and closed addresses, after the one delay."""
    time.sleep(max(0.0, limits.unreachable_seconds - deadline.elapsed))
    return FetchRefused(UNREACHABLE, permanent=False)


def _headers(accept: Collection[str] | None, etag: str | None, modified: str | None) -> dict[str, str]:
    wanted = ", ".join(accept) + ", */*;q=0.1" if accept else "*/*"
    headers = {"User-Agent": user_agent(), "Accept": wanted, "Accept-Encoding": "gzip"}
    for name, value in (("If-None-Match", etag), ("If-Modified-Since", modified)):
        if value and _HEADER_VALUE.fullmatch(value):
            headers[name] = value
    return headers


def _onward(response: http.client.HTTPResponse, address: WebAddress) -> WebAddress | None:
    if response.status not in _REDIRECTS:
        return None
    location = response.getheader("Location")
    if not location:
        raise FetchFailed("The site sends us on but does not say where to. Open the page yourself.", permanent=True)
    with suppress(UnicodeError):  # header bytes arrive as Latin-1; addresses in them are UTF-8 if anything
        location = location.encode("latin-1").decode("utf-8")
    return join_address(address, location)


def _fetched(
    response: http.client.HTTPResponse,
    address: WebAddress,
    passed: list[str],
    accept: Collection[str] | None,
    limits: FetchLimits,
) -> Fetched:
    check_status(response.status, retry_after=retry_after_of(response.getheader("Retry-After")))
    declared = (response.getheader("Content-Type") or "")[:500].lower()
    matched = _CONTENT_TYPE.match(declared)
    content_type = matched[1] if matched else ""
    charset = _CHARSET.search(declared)
    body, truncated = b"", False
    if response.status != _NOT_MODIFIED:
        if accept and content_type and content_type not in accept:
            raise FetchRefused(
                f"This address gives {content_type}, which is not read here. Use the address of the article itself, "
                "or paste its text.",
                permanent=True,
            )
        body, truncated = read_body(response, max_bytes=limits.max_bytes)
    return Fetched(
        final_url=address.url,
        status=response.status,
        content_type=content_type,
        charset=charset[1] if charset else None,
        body=body,
        fetched_at=datetime.now(UTC),
        truncated=truncated,
        redirects=tuple(passed),
        etag=_kept(response.getheader("ETag")),
        last_modified=_kept(response.getheader("Last-Modified")),
    )


def _kept(value: str | None) -> str | None:
    return value if value and _HEADER_VALUE.fullmatch(value) else None
