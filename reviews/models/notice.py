"""What a person is told, on the page and by mail."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from claims.models import Claim
from core.choices import choices_of, label_of
from core.constraints import one_of
from reviews.enums import MailChoice, MailState, NoticeKind


class MailPreference(models.Model):
    """How a person wants notices by mail. Without a row: a daily digest."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, primary_key=True, on_delete=models.CASCADE, related_name="mail_preference"
    )
    choice = models.CharField(max_length=8, choices=choices_of(MailChoice), default=MailChoice.DAILY)

    class Meta:
        constraints = [one_of("choice", MailChoice, name="mail_choice_is_known")]

    def __str__(self) -> str:
        return f"{self.person}: {self.choice}"


class Mail(models.Model):
    """One letter to one person: written once (`key`), sent by a worker, tried again until it is gone.

    `key` is "notice:<number>" or "digest:<person>:<day>", so that whatever runs twice writes one letter. The same key
    makes the letter's Message-ID: a letter that a dying worker sent twice is one to the receiver's program.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="mails")
    key = models.CharField(max_length=80, unique=True)
    address = models.EmailField()
    subject = models.CharField(max_length=300)
    body = models.TextField()
    state = models.CharField(max_length=6, choices=choices_of(MailState), default=MailState.DUE)
    attempts = models.PositiveSmallIntegerField(default=0)
    leased_until = models.DateTimeField(null=True, blank=True)
    reason = models.TextField(blank=True, help_text="Why the last try failed.")
    written_at = models.DateTimeField(auto_now_add=True)
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            one_of("state", MailState, name="mail_state_is_known"),
            models.CheckConstraint(
                condition=Q(state=MailState.SENT, sent_at__isnull=False)
                | (~Q(state=MailState.SENT) & Q(sent_at__isnull=True)),
                name="mail_sent_has_a_time",
            ),
        ]
        indexes = [models.Index(fields=["leased_until", "id"], condition=Q(state=MailState.DUE), name="mail_due")]

    def __str__(self) -> str:
        return f"{self.subject} ({self.state})"


class Notice(models.Model):
    """One thing one person is told. Made from one event of the ledger: `event` and `kind` make it single."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=12, choices=choices_of(NoticeKind))
    event = models.BigIntegerField()
    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="notices")
    actor = models.CharField(max_length=200)
    words = models.TextField(blank=True)
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)
    mail = models.ForeignKey(Mail, null=True, blank=True, on_delete=models.SET_NULL, related_name="notices")
    mail_wanted = models.CharField(max_length=8, choices=choices_of(MailChoice))

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["person", "event", "claim"], name="notice_once_of_an_event"),
            one_of("kind", NoticeKind, name="notice_kind_is_known"),
            one_of("mail_wanted", MailChoice, name="notice_mail_is_known"),
        ]
        indexes = [
            models.Index(fields=["person", "-id"], name="notice_of_person"),
            models.Index(fields=["person"], condition=Q(read_at__isnull=True), name="notice_unread"),
            models.Index(
                fields=["person", "id"],
                condition=Q(mail__isnull=True, mail_wanted="daily"),
                name="notice_for_digest",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.kind} {self.claim_id}"

    @property
    def sentence(self) -> str:
        """What happened, with the claim's words: for the page and the subject of a letter."""
        claim = Truncator(self.claim.text).chars(90)
        said = {
            NoticeKind.MENTIONED: _("%(actor)s wrote to you about “%(claim)s”"),
            NoticeKind.ASSIGNED: _("%(actor)s gave you “%(claim)s”"),
            NoticeKind.TAKEN_OVER: _("%(actor)s took “%(claim)s” over from you"),
            NoticeKind.COMMENT: _("%(actor)s commented on “%(claim)s”"),
            NoticeKind.STATUS: _("“%(claim)s” is now %(status)s"),
            NoticeKind.MENTION: _("“%(claim)s” stands in another text"),
            NoticeKind.NEW_CLAIM: _("New: “%(claim)s”"),
            NoticeKind.EDITION: _("%(actor)s published “%(claim)s” (%(status)s)"),
        }[NoticeKind(self.kind)]
        return said % {"actor": self.actor, "claim": claim, "status": label_of(self.words)}


class NoticeCursor(models.Model):
    """How far the ledger has been read for notices: one row."""

    sequence = models.BigIntegerField(default=0)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(id=1), name="notice_cursor_is_one")]

    def __str__(self) -> str:
        return str(self.sequence)
