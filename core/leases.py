"""Taking up due work so that one worker at a time has it, and poison ends.

A row of work has `attempts` and `leased_until`. Taking it counts the attempt before anything is tried: a row that
kills its worker three times is not tried a fourth time, whatever the broker sends again.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TypeVar

from django.db.models import F, Model, Q, QuerySet
from django.utils import timezone

MAX_ATTEMPTS = 3
M = TypeVar("M", bound=Model)


def free(queryset: QuerySet[M], *, lease: str = "leased_until") -> QuerySet[M]:
    """The rows that nobody works on now."""
    return queryset.filter(Q(**{f"{lease}__isnull": True}) | Q(**{f"{lease}__lt": timezone.now()}))


def take(
    queryset: QuerySet[M], *, seconds: int, attempts: str = "attempts", lease: str = "leased_until", **changes: object
) -> bool:
    """Take the one row of `queryset` for so many seconds, with `changes` to its columns.

    One conditional update: True if it is ours now; False if it is gone, done, held, or out of attempts.
    """
    return (
        free(queryset.filter(**{f"{attempts}__lt": MAX_ATTEMPTS}), lease=lease).update(
            **{attempts: F(attempts) + 1, lease: timezone.now() + timedelta(seconds=seconds)}, **changes
        )
        == 1
    )


def spent(queryset: QuerySet[M], *, attempts: str = "attempts", lease: str = "leased_until") -> QuerySet[M]:
    """The rows that nobody works on and that have had all their attempts: they are to be given up with a reason."""
    return free(queryset.filter(**{f"{attempts}__gte": MAX_ATTEMPTS}), lease=lease)
