"""One person's verdict on one claim."""

from __future__ import annotations

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q

from claims.models import Claim
from core.choices import choices_of
from core.constraints import one_of
from reviews.enums import Seat, Verdict


class Review(models.Model):
    """A verdict with its reasons. Written once, never changed: a change of mind is a new round.

    The unique keys are the four eyes: in one round a person sits once, and a seat is filled once. `claim_text` is
    the wording that was judged, `claim_version` the version the reviewer saw.
    """

    ledger_fields = (
        "claim_id",
        "round",
        "seat",
        "reviewer_id",
        "verdict",
        "rationale",
        "claim_text",
        "claim_version",
        "decided_at",
    )
    ledger_complete = True

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="reviews")
    round = models.PositiveSmallIntegerField()
    seat = models.CharField(max_length=12, choices=choices_of(Seat))
    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="reviews")
    verdict = models.CharField(max_length=12, choices=choices_of(Verdict))
    rationale = models.TextField()
    claim_text = models.TextField()
    claim_version = models.PositiveIntegerField()
    decided_at = models.DateTimeField()

    class Meta:
        ordering = ["claim_id", "round", "decided_at"]
        constraints = [
            models.UniqueConstraint(fields=["claim", "round", "reviewer"], name="review_once_by_a_person"),
            models.UniqueConstraint(fields=["claim", "round", "seat"], name="review_once_for_a_seat"),
            one_of("seat", Seat, name="review_seat_is_known"),
            one_of("verdict", Verdict, name="review_verdict_is_known"),
            models.CheckConstraint(condition=~Q(rationale=""), name="review_has_a_rationale"),
        ]
        indexes = [models.Index(fields=["reviewer", "-decided_at"], name="review_of_person")]
        triggers = [pgtrigger.Protect(name="review_never_changes", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.reviewer}: {self.verdict} ({self.seat})"
