"""An address that readers are sent to."""

from __future__ import annotations

from core.errors import InvalidInput
from core.http.addresses import is_closed
from core.http.configuration import allowed_networks
from core.web_address import AddressError, canonical_url, parse_address


def public_address(typed: str, *, field: str) -> str:
    """The canonical form of a typed address; "" for none. Raises InvalidInput on `field`: no address, or a private one.

    A name is not looked up: what it leads to is found when the page is captured.
    """
    if not typed.strip():
        return ""
    try:
        address = canonical_url(typed)
    except AddressError as refusal:
        raise InvalidInput(refusal.reason, field=field) from refusal
    if is_closed(parse_address(address).host, allowed=allowed_networks()):
        raise InvalidInput(
            "This address lies in a private network, where readers cannot follow it. Give the public one, or upload"
            " the page as a file.",
            field=field,
        )
    return address
