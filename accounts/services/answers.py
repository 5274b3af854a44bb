"""Keep what a request was answered, so that its repetition is answered the same and does nothing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from accounts.models import KeptAnswer, User
from core.sealing import opened, sealed


def begin_answer(*, by: User, key: str, request_sha256: str) -> KeptAnswer:
    """The row of this key; `status` is 0 if the caller is the first and is to act now, in this very transaction.

    Inserting waits for another transaction that has just inserted the same key: after it, its answer is there.
    """
    row, _ = KeptAnswer.objects.get_or_create(
        user=by, key=key, defaults={"request_sha256": request_sha256, "made_at": timezone.now()}
    )
    return row


def keep_answer(*, answer: KeptAnswer, status: int, headers: Mapping[str, str], body: str) -> None:
    """Write the answer beside the act, in its transaction; sealed, as some answers show a secret once."""
    KeptAnswer.objects.filter(pk=answer.pk).update(status=status, headers=dict(headers), body=sealed(body))


def kept_body(*, answer: KeptAnswer) -> str:
    """The body that was answered."""
    return opened(answer.body)


def drop_old_answers() -> int:
    """Forget answers past their time: how many."""
    before = timezone.now() - timedelta(days=settings.LIMIT_IDEMPOTENCY_DAYS)
    return KeptAnswer.objects.filter(made_at__lt=before).delete()[0]
