"""What the installation says about outgoing requests. Works without Django's settings too (defaults)."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable

from django.conf import settings

from core.http.addresses import Network

USER_AGENT = "Claimdesk/0.1 (newsroom fact-checking; reads pages that an editor names)"


def parse_networks(blocks: Iterable[str]) -> tuple[Network, ...]:
    """Networks from their written form (`127.0.0.1/32`). Raises `ValueError` for anything else."""
    return tuple(ipaddress.ip_network(block.strip()) for block in blocks if block.strip())


def allowed_networks() -> tuple[Network, ...]:
    """Networks that may be reached although they are not public: setting CLAIMDESK_FETCH_ALLOW, empty by default."""
    return parse_networks(getattr(settings, "CLAIMDESK_FETCH_ALLOW", ())) if settings.configured else ()


def user_agent() -> str:
    """How we name ourselves: setting CLAIMDESK_USER_AGENT, so that an operator can add a contact."""
    named = getattr(settings, "CLAIMDESK_USER_AGENT", "") if settings.configured else ""
    return str(named) or USER_AGENT
