"""Letters: written once, sent by a worker, tried again until they are gone."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import F
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from accounts.policies import check_may
from accounts.roles import Capability
from audit.services import record
from core import leases
from core.text import one_line
from reviews import queries
from reviews.enums import MailState
from reviews.models import Mail, Notice

LEASE_SECONDS = 120
_MOST_IN_DIGEST = 200


def write_at_once(*, notice: Notice, person: User) -> Mail:
    """The letter of one notice, in the transaction that makes the notice."""
    subject = notice.sentence
    mail, _created = Mail.objects.get_or_create(
        key=f"notice:{notice.pk}",
        defaults={
            "person": person,
            "address": person.email,
            "subject": one_line(subject, limit=200),
            "body": "\n\n".join([_line(notice), _why()]),
        },
    )
    Notice.objects.filter(pk=notice.pk).update(mail=mail)
    return mail


def write_digests(*, now: datetime | None = None) -> int:
    """The digest of the day for everybody who wants one and has something in it; how many were written.

    One for a person and day, by its key. What comes after it is in the next day's.
    """
    now = timezone.localtime(now or timezone.now())
    written = 0
    for person in queries.digests_due(now):
        written += _write_digest(person, now)
    return written


@transaction.atomic
def _write_digest(person: User, now: datetime) -> int:
    notices = list(queries.notices_for_digest(person).select_for_update(of=("self",))[:_MOST_IN_DIGEST])
    if not notices:
        return 0
    mail, created = Mail.objects.get_or_create(
        key=f"digest:{person.pk}:{now:%Y-%m-%d}",
        defaults={
            "person": person,
            "address": person.email,
            "subject": one_line(f"{settings.DESK_NAME}: {len(notices)} notices of {now:%d %b %Y}", limit=200),
            "body": "\n\n".join([*(_line(notice) for notice in notices), _why()]),
        },
    )
    if created:
        Notice.objects.filter(pk__in=[notice.pk for notice in notices]).update(mail=mail)
    return int(created)


def send(*, mail_id: int) -> bool:
    """Send one letter that is due; True if it is gone. Outside a transaction: a mail server may be slow.

    A failed try is repeated after one minute, two, four and so on up to six hours, for about three days.
    """
    due = leases.free(Mail.objects.filter(pk=mail_id, state=MailState.DUE))
    taken = due.update(attempts=F("attempts") + 1, leased_until=timezone.now() + timedelta(seconds=LEASE_SECONDS))
    if not taken:
        return False
    mail = Mail.objects.get(pk=mail_id)
    host = settings.PUBLIC_URL.partition("://")[2].partition("/")[0].partition(":")[0] or "localhost"
    letter = EmailMessage(
        subject=mail.subject,
        body=mail.body,
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[mail.address],
        headers={
            "Message-ID": f"<{hashlib.sha256(mail.key.encode()).hexdigest()[:32]}@{host}>",
            "Auto-Submitted": "auto-generated",
        },
    )
    try:
        letter.send()
    except (OSError, SMTPException, ValueError) as error:
        _failed(mail, error)
        return False
    Mail.objects.filter(pk=mail.pk).update(state=MailState.SENT, sent_at=timezone.now(), leased_until=None, reason="")
    return True


def _failed(mail: Mail, error: Exception) -> None:
    given_up = mail.attempts >= settings.LIMIT_MAIL_ATTEMPTS or isinstance(error, ValueError)
    wait = timedelta(minutes=min(2 ** (mail.attempts - 1), 360))
    Mail.objects.filter(pk=mail.pk).update(
        state=MailState.FAILED if given_up else MailState.DUE,
        leased_until=None if given_up else timezone.now() + wait,
        reason=one_line(f"{type(error).__name__}: {error}", limit=300),
    )


@transaction.atomic
def retry_mail(*, by: User, mail_ids: list[int]) -> int:
    """Try letters again that were given up; how many. Raises NotAllowed."""
    check_may(by, Capability.MANAGE_DESK)
    failed = list(Mail.objects.select_for_update(of=("self",)).filter(pk__in=mail_ids, state=MailState.FAILED))
    Mail.objects.filter(pk__in=[mail.pk for mail in failed]).update(state=MailState.DUE, attempts=0, leased_until=None)
    for mail in failed:
        record(by=by, action="mail.retried", target=mail, data={"key": mail.key})
    return len(failed)


def _line(notice: Notice) -> str:
    address = f"{settings.PUBLIC_URL}{reverse('desk:claim', args=[notice.claim_id])}"
    words = f"\n  {notice.words}" if notice.kind in ("mentioned", "comment", "assigned", "taken_over") else ""
    return f"{notice.sentence}{words if notice.words else ''}\n  {address}"


def _why() -> str:
    return f"How you are told: {settings.PUBLIC_URL}{reverse('desk:notices')}"
