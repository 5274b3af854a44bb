"""Who works here."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import AbstractUser, UserManager
from django.db import models

from accounts.roles import Capability, Role, may
from core.choices import choices_of
from core.constraints import one_of


class PeopleManager(UserManager["User"]):
    """Makes people; whoever is made a superuser is an administrator of the desk too."""

    use_in_migrations = False

    def create_superuser(
        self, username: str, email: str | None = None, password: str | None = None, **extra: Any
    ) -> User:
        """Django's `createsuperuser`, with the role that goes with it."""
        extra.setdefault("role", Role.ADMINISTRATOR)
        return super().create_superuser(username, email, password, **extra)


class User(AbstractUser):
    """A person of the newsroom. The role says what they may do; Django's groups are not used."""

    ledger_fields = ("role", "is_active", "is_staff", "is_superuser")

    role = models.CharField(max_length=20, choices=choices_of(Role), default=Role.READER)

    keys = models.JSONField(
        default=dict, blank=True, help_text="Keys of one's own choice: the desk's key to the key that is pressed."
    )

    objects = PeopleManager()  # type: ignore[misc]

    class Meta(AbstractUser.Meta):
        constraints = [one_of("role", Role, name="user_role_is_known")]

    def __str__(self) -> str:
        return self.display_name

    @property
    def display_name(self) -> str:
        """The name on pages: first and last name, or the log-in name."""
        return self.get_full_name() or self.username

    def may(self, capability: Capability) -> bool:
        """Whether this person, switched on, has the capability."""
        return self.is_active and may(self.role, capability)
