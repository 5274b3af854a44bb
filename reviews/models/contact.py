"""Asking a party for its answer, and what came of it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from claims.enums import Stance
from claims.models import Claim, Position, Speaker
from core.choices import choices_of
from core.constraints import all_or_none, one_of
from reviews.enums import Channel


class Contact(models.Model):
    """A request to a party for a reply on one claim: whom, how, when, until when, and the answer.

    Open until it is answered, its deadline has passed unanswered (then the party stands as "asked, no answer"), or it
    is withdrawn. `position` is the stand that it led to.
    """

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="contacts")
    party = models.ForeignKey(Speaker, on_delete=models.PROTECT, related_name="contacts")
    asked_whom = models.CharField(max_length=300, help_text="The office or person who was asked.")
    channel = models.CharField(max_length=8, choices=choices_of(Channel))
    question = models.TextField(blank=True)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="contacts")
    asked_at = models.DateTimeField()
    deadline = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    answer = models.TextField(blank=True)
    stance = models.CharField(max_length=16, choices=choices_of(Stance), blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="recorded_answers"
    )
    position = models.ForeignKey(Position, null=True, blank=True, on_delete=models.PROTECT, related_name="contacts")
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="withdrawn_contacts"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["deadline", "id"]
        constraints = [
            one_of("channel", Channel, name="contact_channel_is_known"),
            all_or_none("answered_at", "recorded_by", name="contact_answered_at_and_by"),
            all_or_none("withdrawn_by", "withdrawn_at", name="contact_withdrawn_by_and_at"),
            models.CheckConstraint(condition=Q(deadline__gt=F("asked_at")), name="contact_deadline_after_asking"),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, stance="") | Q(answered_at__isnull=False) & ~Q(stance=""),
                name="contact_answer_has_a_stance",
            ),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True) | Q(answered_at__gte=F("asked_at")),
                name="contact_answered_after_asking",
            ),
        ]
        indexes = [
            models.Index(
                fields=["deadline", "id"],
                condition=Q(answered_at__isnull=True, withdrawn_at__isnull=True),
                name="contact_open",
            ),
            models.Index(fields=["claim", "asked_at"], name="contact_of_claim"),
        ]

    def __str__(self) -> str:
        return f"{self.party} asked by {self.channel}"
