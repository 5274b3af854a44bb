"""Reads of accounts."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import ApiToken, User
from accounts.roles import Role


def tokens() -> QuerySet[ApiToken]:
    """All tokens with their owners, newest first."""
    return ApiToken.objects.select_related("owner", "made_by").order_by("-made_at", "-pk")


def token_with(secret_sha256: str) -> ApiToken | None:
    """The token of this hash, if it can be used now: not revoked, not past its end, its owner switched on."""
    return (
        ApiToken.objects.select_related("owner")
        .filter(
            secret_sha256=secret_sha256,
            revoked_at__isnull=True,
            expires_at__gt=timezone.now(),
            owner__is_active=True,
        )
        .first()
    )


def is_last_administrator(person_id: int | None) -> bool:
    """Whether nobody else who is switched on could manage users. The rows are locked: of two at once one waits."""
    administrators = User.objects.select_for_update().filter(role=Role.ADMINISTRATOR, is_active=True)
    return list(administrators.order_by("pk").values_list("pk", flat=True)) == [person_id]
