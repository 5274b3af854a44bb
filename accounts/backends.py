"""What a role may do in the Django admin."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.backends import BaseBackend

from accounts.models import User
from accounts.roles import Capability

_ROOMS = {"accounts", "audit", "sources", "claims", "reviews", "publication", "webhooks"}
_WRITABLE = {
    "sources.source": Capability.MANAGE_DESK,
    "webhooks.endpoint": Capability.MANAGE_DESK,
    "claims.speaker": Capability.MANAGE_SPEAKERS,
    "claims.speakeralias": Capability.MANAGE_SPEAKERS,
    "claims.office": Capability.MANAGE_SPEAKERS,
    "claims.topic": Capability.MANAGE_DESK,
    "reviews.verdictscale": Capability.MANAGE_DESK,
    "reviews.verdictword": Capability.MANAGE_DESK,
    "publication.gaterule": Capability.MANAGE_DESK,
    "accounts.user": Capability.MANAGE_USERS,
}


class RoleBackend(BaseBackend):
    """Permissions out of the role: Django's own tables of permissions and groups are not used."""

    def has_perm(self, user_obj: Any, perm: str, obj: Any = None) -> bool:
        """`perm` is "room.verb_model", as the admin asks."""
        if not isinstance(user_obj, User) or not user_obj.is_active or "." not in perm:
            return False
        room, _, rest = perm.partition(".")
        verb, _, model = rest.partition("_")
        if room == "axes":
            return user_obj.may(Capability.MANAGE_USERS) and verb in ("view", "delete")
        if room not in _ROOMS:
            return False
        if room == "accounts":
            return user_obj.may(Capability.MANAGE_USERS) and verb in ("view", "add", "change")
        if verb == "view":
            return user_obj.may(Capability.MANAGE_DESK)
        needed = _WRITABLE.get(f"{room}.{model}")
        inline = model in ("speakeralias", "office")
        return (
            needed is not None and user_obj.may(needed) and (verb in ("add", "change") or (inline and verb == "delete"))
        )

    def has_module_perms(self, user_obj: Any, app_label: str) -> bool:
        return self.has_perm(user_obj, f"{app_label}.view_any")
