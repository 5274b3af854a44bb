"""Notices that were read, and how a person wants to be told."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from audit.services import record
from reviews.enums import MailChoice
from reviews.models import MailPreference, Notice


def mark_read(*, by: User, notice_id: int | None = None, up_to: int | None = None) -> int:
    """Mark one notice of one's own as read, or all up to one; how many. No act on a claim: not in the ledger."""
    mine = Notice.objects.filter(person=by, read_at__isnull=True)
    chosen = mine.filter(pk=notice_id) if notice_id is not None else mine.filter(pk__lte=up_to or 0)
    return chosen.update(read_at=timezone.now())


@transaction.atomic
def choose_mail(*, by: User, choice: MailChoice) -> None:
    """From now on, notices come by mail like this. Those that wait for a digest follow."""
    MailPreference.objects.update_or_create(person=by, defaults={"choice": choice})
    wanted = choice if by.email else MailChoice.NONE
    waiting = Notice.objects.filter(person=by, mail__isnull=True, mail_wanted=MailChoice.DAILY)
    if wanted != MailChoice.DAILY:
        waiting.update(mail_wanted=MailChoice.NONE)
    record(by=by, action="mail.chosen", target=by, data={"choice": choice.value})
