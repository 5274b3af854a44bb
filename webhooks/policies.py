"""May it be done? Each check raises with a sentence for the person."""

from __future__ import annotations

from collections.abc import Collection

from accounts.models import User
from accounts.policies import check_may
from accounts.roles import Capability
from core.errors import InvalidInput
from core.web_address import AddressError, parse_address
from webhooks.enums import EventType


def check_may_manage(user: User) -> None:
    """Raise NotAllowed unless the person manages the desk."""
    check_may(user, Capability.MANAGE_DESK)


def checked_address(url: str) -> str:
    """The address in its one form. Raises InvalidInput. Where it leads is checked at each try, not once."""
    try:
        return parse_address(url.strip()).url
    except AddressError as refusal:
        raise InvalidInput(refusal.reason, field="url") from refusal


def checked_types(types: Collection[str]) -> list[str]:
    """The types that are asked for, each once. Raises InvalidInput for an unknown one."""
    known = {kind.value for kind in EventType} - {EventType.TEST.value}
    unknown = set(types) - known
    if unknown:
        raise InvalidInput(f"Choose from: {', '.join(sorted(known))}.", field="event_types")
    return sorted(set(types))
