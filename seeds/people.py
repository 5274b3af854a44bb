"""The demo newsroom's people, one or more for each role. Their passwords stand here for everybody to read."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction

from accounts.models import User
from accounts.roles import Role
from audit.services import record


@dataclass(frozen=True, slots=True)
class Login:
    """One person: how they sign in, and what they may do."""

    username: str
    password: str
    first_name: str
    last_name: str
    role: Role


LOGINS: tuple[Login, ...] = (
    Login("rae", "rae-reads-2026", "Rae", "Dunmore", Role.READER),
    Login("ada", "ada-reports-2026", "Ada", "Osei", Role.REPORTER),
    Login("bo", "bo-reviews-2026", "Bo", "Lindqvist", Role.REVIEWER),
    Login("cy", "cy-reviews-2026", "Cy", "Marlow", Role.REVIEWER),
    Login("dee", "dee-reviews-2026", "Dee", "Okafor", Role.REVIEWER),
    Login("eve", "eve-edits-2026", "Eve", "Sandoval", Role.EDITOR),
    Login("max", "max-administers-2026", "Max", "Thorne", Role.ADMINISTRATOR),
)


def add_people() -> dict[str, User]:
    """Every person of LOGINS by username; who is missing is added, who is there is left as they are."""
    there = {user.username: user for user in demo_people()}
    return {login.username: there.get(login.username) or _add(login) for login in LOGINS}


def demo_people() -> list[User]:
    """Those of LOGINS that this database has."""
    return list(User.objects.filter(username__in=[login.username for login in LOGINS]))


def has_people_of_its_own() -> bool:
    """Whether somebody works here who is not of the demo: then its open passwords have no place here."""
    return User.objects.exclude(username__in=[login.username for login in LOGINS]).exists()


@transaction.atomic
def _add(login: Login) -> User:
    user = User.objects.create_user(
        login.username,
        password=login.password,
        first_name=login.first_name,
        last_name=login.last_name,
        role=login.role,
        is_staff=login.role in (Role.EDITOR, Role.ADMINISTRATOR),
        is_superuser=login.role == Role.ADMINISTRATOR,
    )
    record(by=None, action="user.added", target=user, data={"username": login.username, "role": login.role})
    return user
