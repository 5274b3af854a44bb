"""A system check: production does not reach private networks unless somebody wrote that down on purpose."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register

from core.http.configuration import parse_networks


@register(Tags.security)
def check_fetch_allow(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Refuse a CLAIMDESK_FETCH_ALLOW that cannot be read, or that is set in production without its second key."""
    blocks = list(getattr(settings, "CLAIMDESK_FETCH_ALLOW", ()))
    try:
        parse_networks(blocks)
    except ValueError as error:
        return [Error(f"CLAIMDESK_FETCH_ALLOW: {error}.", hint="Write networks as 127.0.0.1/32.", id="core.E001")]
    confirmed = getattr(settings, "CLAIMDESK_FETCH_ALLOW_IN_PRODUCTION", False)
    if blocks and not settings.DEBUG and not confirmed:
        return [
            Error(
                "CLAIMDESK_FETCH_ALLOW opens private networks to addresses that users type.",
                hint="Leave it empty, or set CLAIMDESK_FETCH_ALLOW_IN_PRODUCTION as well if you mean it.",
                id="core.E002",
            )
        ]
    return []
