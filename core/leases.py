"""Taking up due work so that one worker at a time has it, and poison ends.

A row of work has `attempts` and `leased_until`. Taking it counts the attempt before anything is tried: a row that
kills its worker three times is not tried a fourth time, whatever the broker sends again.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import TypeVar

import structlog
from django.db import DatabaseError, connection
from django.db.models import F, Model, Q, QuerySet
from django.utils import timezone

logger = structlog.get_logger(__name__)

MAX_ATTEMPTS = 3
M = TypeVar("M", bound=Model)


def free(queryset: QuerySet[M], *, lease: str = "leased_until") -> QuerySet[M]:
    """The rows that nobody works on now."""
    return queryset.filter(Q(**{f"{lease}__isnull": True}) | Q(**{f"{lease}__lt": timezone.now()}))


def held(queryset: QuerySet[M], *, lease: str = "leased_until") -> QuerySet[M]:
    """The rows that somebody works on now."""
    return queryset.filter(**{f"{lease}__gte": timezone.now()})


def take(
    queryset: QuerySet[M],
    *,
    seconds: int,
    attempts: str = "attempts",
    lease: str = "leased_until",
    most: int = MAX_ATTEMPTS,
    **changes: object,
) -> bool:
    """Take the one row of `queryset` for so many seconds, with `changes` to its columns. `most`: attempts in all.

    One conditional update: True if it is ours now; False if it is gone, done, held, or out of attempts.
    """
    return (
        free(queryset.filter(**{f"{attempts}__lt": most}), lease=lease).update(
            **{attempts: F(attempts) + 1, lease: timezone.now() + timedelta(seconds=seconds)}, **changes
        )
        == 1
    )


def spent(queryset: QuerySet[M], *, attempts: str = "attempts", lease: str = "leased_until") -> QuerySet[M]:
    """The rows that nobody works on and that have had all their attempts: they are to be given up with a reason."""
    return free(queryset.filter(**{f"{attempts}__gte": MAX_ATTEMPTS}), lease=lease)


@contextmanager
def kept(queryset: QuerySet[M], *, seconds: int, lease: str = "leased_until") -> Iterator[None]:
    """Keep a row that was taken for as long as the block runs, however long that is.

    A thread renews the lease every third of its time. So leases can be short, and the work of a worker that was
    killed is free again soon, while long work is never taken from a living one. A block shorter than a third of
    the lease costs nothing.
    """
    ended = threading.Event()
    thread = threading.Thread(target=_renew, args=(queryset.all(), seconds, lease, ended), daemon=True, name="lease")
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()


def _renew(queryset: QuerySet[M], seconds: int, lease: str, ended: threading.Event) -> None:
    try:
        while not ended.wait(seconds / 3):
            try:
                queryset.update(**{lease: timezone.now() + timedelta(seconds=seconds)})
            except DatabaseError as error:  # away for a moment: the next turn tries again
                logger.warning("lease_not_renewed", error=type(error).__name__)
                connection.close()
    finally:
        connection.close()  # this thread's own
