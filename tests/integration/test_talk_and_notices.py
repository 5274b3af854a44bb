"""Comments with @names, watching, notices out of the ledger, letters that are neither lost nor doubled."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from smtplib import SMTPServerDisconnected
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core import mail as outbox
from django.core.mail.backends.base import BaseEmailBackend
from django.db.models import F
from django.test import Client
from django.urls import reverse

from accounts.models import User
from audit.models import AuditEvent
from claims.models import Claim
from core.errors import Conflict, InvalidInput, NotAllowed
from publication.services import publish
from reviews.enums import MailChoice, NoticeKind, Verdict
from reviews.models import Comment, Mail, Notice, NoticeCursor, Watch
from reviews.queries import digests_due, due_mails, unread
from reviews.services import (
    assign,
    choose_mail,
    comment,
    decide,
    dismiss,
    notify,
    retry_mail,
    send,
    take,
    take_over,
    watch,
    withdraw_comment,
    write_digests,
)
from reviews.tasks import sweep
from sources.models import Article

pytestmark = pytest.mark.django_db
MORNING = datetime(2026, 12, 1, 8, tzinfo=ZoneInfo("UTC"))


@pytest.fixture(autouse=True)
def addresses(ada: User, bo: User, eve: User, rae: User) -> None:
    for person in (ada, bo, eve, rae):
        User.objects.filter(pk=person.pk).update(email=f"{person.username}@desk.example")
        person.refresh_from_db()


def told(person: User) -> list[tuple[str, str]]:
    return list(Notice.objects.filter(person=person).order_by("pk").values_list("kind", "words"))


def test_who_is_called_by_name_is_told_once(claim: Claim, ada: User, bo: User, rae: User) -> None:
    comment(by=ada, claim_id=claim.pk, text="@bo and @BO. (@rae), see this; not a@bo.example nor @nobody nor @ada")
    notify()
    notify()
    assert told(bo)[0][0] == NoticeKind.MENTIONED
    assert len(told(bo)) == len(told(rae)) == 1
    assert told(ada) == []


def test_who_watches_is_told_what_happens(
    claim: Claim, ada: User, bo: User, eve: User, rae: User, read_text: Callable[..., Article]
) -> None:
    watch(by=rae, claim_id=claim.pk)
    watch(by=rae, speaker_id=claim.speaker_id)
    take(by=ada, claim_id=claim.pk)
    for person in (ada, bo):
        claim.refresh_from_db()
        decide(
            by=person,
            claim_id=claim.pk,
            expected_version=claim.version,
            verdict=Verdict.UNCONFIRMED,
            rationale="A secret reason.",
        )
    claim.refresh_from_db()
    comment(by=bo, claim_id=claim.pk, text="Ready to publish.")
    publish(by=eve, claim_id=claim.pk, expected_version=claim.version)
    read_text(
        "US special envoy Steve Witkoff said on Friday that 40 ships had left the port of Odesa in 2025.",
        source_name="Harbour Wire",
    )
    notify()
    assert told(rae) == [
        (NoticeKind.STATUS, "second_review"),
        (NoticeKind.STATUS, "unconfirmed"),
        (NoticeKind.COMMENT, "Ready to publish."),
        (NoticeKind.EDITION, "publication"),
        (NoticeKind.NEW_CLAIM, ""),
    ]
    assert "secret" not in " ".join(notice.sentence + notice.words for notice in Notice.objects.all())
    watch(by=rae, claim_id=claim.pk, on=False)
    watch(by=rae, speaker_id=claim.speaker_id, on=False)
    comment(by=ada, claim_id=claim.pk, text="More.")
    notify()
    assert len(told(rae)) == 5


def test_a_watched_claim_that_is_said_again_is_told(claim: Claim, rae: User, read_text: Callable[..., Article]) -> None:
    watch(by=rae, claim_id=claim.pk)
    read_text(
        "The talks went on.\n\nUS special envoy Steve Witkoff noted that Vladimir Putin had agreed on security"
        " guarantees for Ukraine, although Moscow has yet to confirm this aspect.",
        source_name="Northern Ledger",
    )
    notify()
    if claim.mentions.count() > 1:
        assert told(rae) == [(NoticeKind.MENTION, "")]
    else:
        pytest.fail("the second text was matched to another claim")


def test_work_given_and_taken_is_told(claim: Claim, ada: User, bo: User) -> None:
    assign(by=ada, claim_id=claim.pk, assignee_id=bo.pk, note="You know Moscow.")
    take(by=bo, claim_id=claim.pk)
    take_over(by=ada, claim_id=claim.pk, note="Bo is ill.")
    notify()
    assert told(bo) == [(NoticeKind.ASSIGNED, "You know Moscow."), (NoticeKind.TAKEN_OVER, "Bo is ill.")]


def test_nothing_is_told_twice_or_left_out_when_a_worker_dies(claim: Claim, ada: User, bo: User) -> None:
    for n in range(3):
        comment(by=ada, claim_id=claim.pk, text=f"@bo {n}")
    notify()
    NoticeCursor.objects.update(sequence=0)
    notify()
    assert [words for _kind, words in told(bo)] == ["@bo 0", "@bo 1", "@bo 2"]
    last = AuditEvent.objects.order_by("-sequence").values_list("sequence", flat=True).first()
    assert NoticeCursor.objects.get().sequence == last


def test_a_letter_at_once_is_written_and_sent_once(claim: Claim, ada: User, bo: User) -> None:
    choose_mail(by=bo, choice=MailChoice.AT_ONCE)
    comment(by=ada, claim_id=claim.pk, text="@bo look\r\nBcc: evil@example.org")
    notify()
    letter = Mail.objects.get()
    assert send(mail_id=letter.pk)
    assert not send(mail_id=letter.pk)
    sweep()
    assert len(outbox.outbox) == 1
    sent = outbox.outbox[0]
    assert sent.to == ["bo@desk.example"]
    assert sent.bcc == []
    assert f"/desk/claims/{claim.pk}/" in sent.body
    assert re.fullmatch(r"<[0-9a-f]{32}@testserver>", sent.extra_headers["Message-ID"])


def test_a_digest_is_one_letter_a_day(claim: Claim, ada: User, bo: User) -> None:
    comment(by=ada, claim_id=claim.pk, text="@bo one")
    comment(by=ada, claim_id=claim.pk, text="@bo two")
    notify()
    assert write_digests(now=MORNING.replace(hour=3)) == 0
    assert write_digests(now=MORNING) == 1
    assert write_digests(now=MORNING) == 0
    comment(by=ada, claim_id=claim.pk, text="@bo three")
    notify()
    assert write_digests(now=MORNING + timedelta(hours=3)) == 0
    assert write_digests(now=MORNING + timedelta(days=1)) == 1
    bodies = list(Mail.objects.order_by("pk").values_list("body", flat=True))
    assert ("one" in bodies[0], "two" in bodies[0], "three" in bodies[0]) == (True, True, False)
    assert "three" in bodies[1]
    assert "@bo one" not in bodies[1]


def test_what_was_read_is_in_no_digest(claim: Claim, ada: User, bo: User, client: Client) -> None:
    comment(by=ada, claim_id=claim.pk, text="@bo one")
    notify()
    client.force_login(bo)
    notice = Notice.objects.get()
    assert client.get(reverse("desk:notice", args=[notice.pk]))["Location"] == reverse("desk:claim", args=[claim.pk])
    assert unread(bo) == 0
    assert not digests_due(MORNING).exists()


class Broken(BaseEmailBackend):
    """A mail server that hangs up."""

    def send_messages(self, messages: object) -> int:
        raise SMTPServerDisconnected("gone away")


def test_a_letter_that_fails_is_tried_again_until_it_is_gone(
    claim: Claim, ada: User, bo: User, eve: User, settings: Any
) -> None:
    choose_mail(by=bo, choice=MailChoice.AT_ONCE)
    comment(by=ada, claim_id=claim.pk, text="@bo look")
    notify()
    letter = Mail.objects.get()
    works, settings.EMAIL_BACKEND = settings.EMAIL_BACKEND, f"{__name__}.Broken"
    assert not send(mail_id=letter.pk)
    letter.refresh_from_db()
    assert (letter.state, letter.attempts, "gone away" in letter.reason) == ("due", 1, True)
    assert not due_mails().exists()
    Mail.objects.update(leased_until=F("leased_until") - timedelta(hours=1))
    assert due_mails().get() == letter
    settings.EMAIL_BACKEND = works
    assert send(mail_id=letter.pk)
    settings.EMAIL_BACKEND, settings.LIMIT_MAIL_ATTEMPTS = f"{__name__}.Broken", 1
    comment(by=ada, claim_id=claim.pk, text="@bo again")
    notify()
    newest = Mail.objects.order_by("-pk")[0]
    send(mail_id=newest.pk)
    newest.refresh_from_db()
    assert newest.state == "failed"
    with pytest.raises(NotAllowed):
        retry_mail(by=ada, mail_ids=[newest.pk])
    assert retry_mail(by=eve, mail_ids=[newest.pk, letter.pk]) == 1
    settings.EMAIL_BACKEND = works
    assert send(mail_id=newest.pk)
    assert len(outbox.outbox) == 2


@pytest.mark.parametrize("choice", list(MailChoice))
def test_everybody_chooses_how_they_are_told(
    choice: MailChoice, claim: Claim, ada: User, bo: User, client: Client
) -> None:
    client.force_login(bo)
    client.post(reverse("desk:notices"), {"choice": choice.value})
    comment(by=ada, claim_id=claim.pk, text="@bo look")
    notify()
    write_digests(now=MORNING)
    keys = [key.partition(":")[0] for key in Mail.objects.values_list("key", flat=True)]
    assert keys == {"at_once": ["notice"], "daily": ["digest"], "none": []}[choice.value]
    assert unread(bo) == 1


def test_without_an_address_nothing_is_mailed(claim: Claim, ada: User, bo: User) -> None:
    User.objects.filter(pk=bo.pk).update(email="")
    comment(by=ada, claim_id=claim.pk, text="@bo look")
    notify()
    assert write_digests(now=MORNING) == 0
    assert unread(bo) == 1


@pytest.mark.parametrize(("text", "says"), [("  \n", "Write something"), ("x" * 5001, "5000 fit")])
def test_a_comment_that_is_none_is_refused_and_kept(
    text: str, says: str, claim: Claim, ada: User, client: Client
) -> None:
    client.force_login(ada)
    page = client.post(reverse("desk:comment", args=[claim.pk]), {"text": text})
    assert page.status_code == 422
    assert says in page.content.decode()
    assert text.strip() in page.content.decode()
    assert not Comment.objects.exists()


def test_markup_in_a_comment_is_shown_as_text(claim: Claim, ada: User, bo: User, client: Client) -> None:
    comment(by=ada, claim_id=claim.pk, text="<script>alert(1)</script> @bo")
    client.force_login(bo)
    for page in (reverse("desk:talk", args=[claim.pk]), reverse("desk:notices")):
        notify()
        shown = client.get(page).content.decode()
        assert "<script>alert(1)" not in shown
        assert "&lt;script&gt;" in shown


def test_a_comment_is_taken_back_by_its_writer_or_an_editor(claim: Claim, ada: User, bo: User, eve: User) -> None:
    first, second = (comment(by=ada, claim_id=claim.pk, text=text) for text in ("One.", "Two."))
    with pytest.raises(NotAllowed):
        withdraw_comment(by=bo, comment_id=first.pk)
    withdraw_comment(by=ada, comment_id=first.pk)
    withdraw_comment(by=eve, comment_id=second.pk)
    with pytest.raises(Conflict):
        withdraw_comment(by=ada, comment_id=first.pk)
    assert Comment.objects.filter(withdrawn_at__isnull=False).count() == 2


def test_a_speaker_is_watched_from_their_page(claim: Claim, rae: User, client: Client) -> None:
    client.force_login(rae)
    page = reverse("desk:speaker", args=[claim.speaker_id])
    assert 'aria-pressed="false"' in client.get(page).content.decode()
    client.post(reverse("desk:watch"), {"speaker": claim.speaker_id, "on": "1"})
    assert 'aria-pressed="true"' in client.get(page).content.decode()


def test_a_reader_reads_and_does_not_talk(claim: Claim, rae: User, client: Client) -> None:
    with pytest.raises(NotAllowed):
        comment(by=rae, claim_id=claim.pk, text="Hello.")
    client.force_login(rae)
    assert client.get(reverse("desk:talk", args=[claim.pk])).status_code == 200


def test_the_bell_counts_and_all_is_read_up_to_what_was_seen(claim: Claim, ada: User, bo: User, client: Client) -> None:
    for n in range(3):
        comment(by=ada, claim_id=claim.pk, text=f"@bo {n}")
    notify()
    client.force_login(bo)
    page = client.get(reverse("desk:notices")).content.decode()
    assert "Notices: 3 not read" in page
    seen = Notice.objects.order_by("-pk")[1].pk
    client.post(reverse("desk:notices-read"), {"newest": seen})
    assert unread(bo) == 1
    client.force_login(ada)
    assert client.get(reverse("desk:notice", args=[seen])).status_code == 404


@pytest.mark.parametrize("sent", [{}, {"claim": "x"}, {"claim": "999999999"}, {"speaker": "999999999", "on": "0"}])
def test_watching_what_is_not_there_is_refused(sent: dict[str, str], ada: User, client: Client) -> None:
    client.force_login(ada)
    assert client.post(reverse("desk:watch"), {"on": "1", **sent}).status_code == 422
    with pytest.raises(InvalidInput):
        watch(by=ada, claim_id=999_999_999)
    assert not Watch.objects.exists()


def test_a_dismissal_is_told_with_where_the_claim_stands(claim: Claim, ada: User, rae: User) -> None:
    watch(by=rae, claim_id=claim.pk)
    dismiss(by=ada, claim_id=claim.pk, expected_version=claim.version, rationale="Not ours.")
    notify()
    assert told(rae) == [(NoticeKind.STATUS, "dismissed")]
