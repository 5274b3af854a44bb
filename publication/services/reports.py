"""Readers' reports of errors: taken in, answered, the answer mailed."""

from __future__ import annotations

import hashlib
import hmac
from datetime import timedelta

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from audit.services import record
from core import leases
from core.announce import announce
from core.errors import InvalidInput
from core.text import one_line, written
from publication import policies
from publication.addresses import absolute, page_of
from publication.enums import EditionKind, ReportOutcome
from publication.models import Edition, ErrorReport
from publication.signals import report_answered

_MAIL_SECONDS = 120


@transaction.atomic
def report_error(
    *, text: str, address: str, name: str = "", email: str = "", claim_id: int | None = None
) -> ErrorReport:
    """Keep what a reader reports. `address`: their network address, of which only a keyed hash is kept.

    Raises InvalidInput for an empty text, TooMany past the limits of an hour.
    """
    text = written(text, limit=settings.LIMIT_REPORT_LENGTH)
    if not text:
        raise InvalidInput("Say what is wrong, and where you saw it.", field="text")
    sender = hmac.new(settings.SECRET_KEY.encode(), address.encode(), hashlib.sha256).hexdigest()
    with connection.cursor() as cursor:  # one at a time, so that the limit holds for many at once too
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('publication.report_error'))")
    recent = ErrorReport.objects.filter(created_at__gt=timezone.now() - timedelta(hours=1))
    policies.check_can_report(of_sender=recent.filter(sender=sender).count(), of_all=recent.count())
    edition = Edition.objects.filter(current_of__claim=claim_id).first() if claim_id else None
    report = ErrorReport.objects.create(
        edition=edition, text=text, name=one_line(name, limit=100), email=email.strip(), sender=sender
    )
    record(by=None, action="report.received", target=report, data={"edition": edition.pk if edition else None})
    return report


@transaction.atomic
def answer_report(*, by: User, report_id: int, outcome: ReportOutcome, answer: str = "") -> ErrorReport:
    """Answer a report, once. With CORRECTED, the correction that followed stands beside it in the corrections log.

    Raises NotAllowed, Conflict if it was answered, InvalidInput without an answer or without a correction since.
    """
    answer = written(answer)
    report = ErrorReport.objects.select_for_update(of=("self",)).select_related("edition").get(pk=report_id)
    policies.check_can_answer_report(by, waits=not report.outcome, answer=answer, outcome=outcome)
    correction = _correction_after(report) if outcome == ReportOutcome.CORRECTED else None
    if outcome == ReportOutcome.CORRECTED and correction is None:
        raise InvalidInput("No correction or retraction followed yet. Correct the statement first.", field="outcome")
    report.outcome, report.answer, report.correction = outcome.value, answer, correction
    report.answered_by, report.answered_at = by, timezone.now()
    report.save()
    record(
        by=by,
        action="report.answered",
        target=report,
        data={"outcome": outcome.value, "correction": correction.pk if correction else None},
    )
    announce(report_answered, report_id=report.pk)
    return report


def mail_answer(*, report_id: int) -> None:
    """Mail the answer of a report that has an address and whose answer was not mailed. Doing it twice mails once."""
    due = ErrorReport.objects.filter(pk=report_id, mailed_at__isnull=True, answered_at__isnull=False).exclude(email="")
    if not leases.take(due, seconds=_MAIL_SECONDS):
        return
    report = ErrorReport.objects.select_related("edition__fact_check", "correction__fact_check").get(pk=report_id)
    if report.outcome != ReportOutcome.NO_REPORT:
        _mail(report).send()
    ErrorReport.objects.filter(pk=report_id).update(mailed_at=timezone.now(), leased_until=None)


def _correction_after(report: ErrorReport) -> Edition | None:
    if report.edition is None:
        return None
    return (
        Edition.objects.filter(fact_check=report.edition.fact_check_id, published_at__gt=report.created_at)
        .exclude(kind=EditionKind.PUBLICATION)
        .order_by("-number")
        .first()
    )


def _mail(report: ErrorReport) -> EmailMessage:
    lines = [_("You told us about an error. Thank you. This is our answer:"), report.answer]
    if report.edition:
        lines.append(absolute(page_of(report.edition)))
    if report.correction:
        lines.append(_("Our correction says: %s") % report.correction.reason)
    lines.append(_("What you wrote:") + "\n" + "\n".join(f"> {line}" for line in report.text.splitlines()))
    subject = _("%s: your report of an error") % settings.DESK_NAME
    return EmailMessage(subject, "\n\n".join(lines), to=[report.email])
