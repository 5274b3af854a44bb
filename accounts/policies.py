"""May this person do it, by role?"""

from __future__ import annotations

from accounts.models import User
from accounts.roles import Capability, roles_with
from core.errors import NotAllowed

_ACTS: dict[Capability, str] = {
    Capability.READ_DESK: "see the newsroom's pages",
    Capability.SUBMIT_ARTICLE: "add articles",
    Capability.REVIEW_CLAIM: "review claims",
    Capability.CORRECT_EXTRACTION: "correct what was extracted",
    Capability.PUBLISH: "publish",
    Capability.MANAGE_SPEAKERS: "manage speakers",
    Capability.MANAGE_DESK: "manage the desk",
    Capability.MANAGE_USERS: "manage users",
}


def check_may(user: User, capability: Capability) -> None:
    """Raise NotAllowed, with who may, unless the person has the capability.

    Reads the person again from the database: a role taken away between opening a page and sending it counts.
    """
    current = User.objects.filter(pk=user.pk).only("role", "is_active").first()
    if current is not None and current.may(capability):
        return
    roles = roles_with(capability)
    who = " or ".join([", ".join(roles[:-1]), roles[-1]]) if len(roles) > 1 else roles[0]
    raise NotAllowed(f"Your role does not allow you to {_ACTS[capability]}. Ask a person who is {who}.")


def check_may_have_tokens(user: User, owner: User) -> None:
    """Raise NotAllowed unless the tokens are one's own, or one manages users."""
    if user.pk != owner.pk:
        check_may(user, Capability.MANAGE_USERS)
