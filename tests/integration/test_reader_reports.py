"""A reader reports an error: kept within limits, listed at the desk, answered once, mailed once, on the log."""

from __future__ import annotations

import pytest
from django.core import mail
from django.test import Client
from pytest_django import Settings

from accounts.models import User
from audit.models import AuditEvent
from audit.queries import verify_chain
from claims.models import Claim
from core.errors import Conflict, InvalidInput, NotAllowed
from publication.enums import ReportOutcome
from publication.models import ErrorReport
from publication.queries import answers_to_mail
from publication.services import answer_report, correct, mail_answer, publish, report_error
from reviews.enums import Verdict
from tests.integration.test_review_loop import settle

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def published(claim: Claim, ada: User, bo: User, eve: User) -> Claim:
    settle(claim, ada, bo, Verdict.UNCONFIRMED)
    publish(by=eve, claim_id=claim.pk, expected_version=claim.version, summary="Only Witkoff says so.")
    return claim


def send(client: Client, claim: Claim | None = None, **fields: str) -> int:
    data = {"text": "The day is wrong.", "email": "reader@example.org", "name": "R.", "website": "", **fields}
    query = f"?claim={claim.pk}" if claim else ""
    return client.post(f"/report-an-error/{query}", data).status_code


def test_from_the_report_to_the_log(client: Client, published: Claim, ada: User, eve: User) -> None:
    assert send(client, published) == 302
    report = ErrorReport.objects.get()
    assert report.edition is not None
    assert report.edition.fact_check.claim_id == published.pk
    assert "127.0.0.1" not in report.sender
    client.force_login(ada)
    assert "The day is wrong." in client.get("/desk/reports/").content.decode()
    early = client.post(f"/desk/reports/{report.pk}/", {"outcome": "corrected", "answer": "You are right."})
    assert early.status_code == 422
    assert "Correct the statement first" in early.content.decode()
    assert "You are right." in early.content.decode()  # what was written is kept
    correct(by=eve, claim_id=published.pk, reason="It was Tuesday.")
    done = client.post(f"/desk/reports/{report.pk}/", {"outcome": "corrected", "answer": "You are right."})
    assert done.status_code == 302
    (sent,) = mail.outbox
    assert sent.to == ["reader@example.org"]
    assert "You are right." in sent.body
    assert "It was Tuesday." in sent.body
    assert "> The day is wrong." in sent.body
    assert "A reader told us." in client.get("/corrections/").content.decode()
    mail_answer(report_id=report.pk)
    assert len(mail.outbox) == 1
    assert not answers_to_mail().exists()
    assert list(AuditEvent.objects.filter(action__startswith="report.").values_list("action", flat=True)) == [
        "report.received",
        "report.answered",
    ]
    verify_chain()
    assert "You are right." in client.get(f"/desk/reports/{report.pk}/").content.decode()
    assert "The day is wrong." in client.get("/desk/reports/?answered").content.decode()


def test_who_may_answer_and_only_once(ada: User, rob: User) -> None:
    report = report_error(text="Wrong.", address="192.0.2.1")
    with pytest.raises(NotAllowed):
        answer_report(by=rob, report_id=report.pk, outcome=ReportOutcome.NO_CHANGE, answer="It stands.")
    with pytest.raises(InvalidInput):
        answer_report(by=ada, report_id=report.pk, outcome=ReportOutcome.NO_CHANGE)
    answer_report(by=ada, report_id=report.pk, outcome=ReportOutcome.NO_CHANGE, answer="It stands.")
    with pytest.raises(Conflict):
        answer_report(by=ada, report_id=report.pk, outcome=ReportOutcome.NO_REPORT)
    assert mail.outbox == []  # no address, no mail


def test_an_hour_has_its_limit(client: Client, settings: Settings) -> None:
    settings.LIMIT_REPORTS_AN_HOUR, settings.LIMIT_REPORTS_AN_HOUR_ALL = 2, 3
    assert [send(client) for _ in range(3)] == [302, 302, 429]
    assert send(client, text="") == 422
    report_error(text="From elsewhere.", address="192.0.2.7")
    assert ErrorReport.objects.count() == 3
    other = Client(REMOTE_ADDR="192.0.2.9")
    answer = other.post("/report-an-error/", {"text": "Kept <b>text</b>."})
    assert answer.status_code == 429
    assert "Kept &lt;b&gt;text&lt;/b&gt;." in answer.content.decode()


def test_machines_and_odd_input(client: Client, published: Claim) -> None:
    assert send(client, website="https://spam.example") == 302
    assert not ErrorReport.objects.exists()
    assert send(client, email="no address") == 422
    assert send(client, text="x" * 6000) == 422
    assert send(client, text="\x00\ud800".encode("utf-8", "replace").decode()) in (302, 422)
    assert send(client, text="Fine.", name="\u202eevil\n\nname") == 302
    assert client.get("/report-an-error/?claim=99999999999999999999").status_code == 200
    assert client.get("/report-an-error/?claim=%ED%A0%80").status_code == 200
    assert client.get("/desk/reports/").status_code == 302  # the sign-in


def test_mail_that_fails_is_sent_later(ada: User, settings: Settings) -> None:
    report = report_error(text="Wrong.", address="192.0.2.1", email="reader@example.org")
    settings.EMAIL_BACKEND = "tests.integration.no_mail.AwayBackend"
    answer_report(by=ada, report_id=report.pk, outcome=ReportOutcome.NO_CHANGE, answer="It stands.")
    report.refresh_from_db()
    assert (report.outcome, report.attempts, report.mailed_at) == ("no_change", 1, None)
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    ErrorReport.objects.update(leased_until=None)  # the lease has ended
    assert answers_to_mail().get() == report
    mail_answer(report_id=report.pk)
    assert len(mail.outbox) == 1
