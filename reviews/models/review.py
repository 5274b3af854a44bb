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
from reviews.models.scale import VerdictWord


class ReviewQuerySet(models.QuerySet["Review"]):
    def in_round(self, claim: Claim) -> ReviewQuerySet:
        """The verdicts of the claim's present round that stand."""
        return self.filter(claim=claim, round=claim.round, taken_back_at__isnull=True)


class Review(models.Model):
    """A verdict with its reasons. Written once, never changed: a change of mind is a new round.

    The unique keys are the four eyes: in one round a person sits once, and a seat is filled once. `claim_text` is
    the wording that was judged, `claim_version` the version the reviewer saw. `verdict` is the status that the word of
    the desk's scale stands for; `word` is None only where no scale was on record. A second or third verdict can be
    taken back once: its seat is free again, but not for the person, who has seen the other verdict by then.
    """

    ledger_fields = (
        "claim_id",
        "round",
        "seat",
        "reviewer_id",
        "verdict",
        "word_id",
        "rationale",
        "claim_text",
        "claim_version",
        "decided_at",
        "taken_back_at",
    )
    ledger_complete = True

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="reviews")
    round = models.PositiveSmallIntegerField()
    seat = models.CharField(max_length=12, choices=choices_of(Seat))
    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="reviews")
    verdict = models.CharField(max_length=12, choices=choices_of(Verdict))
    word = models.ForeignKey(VerdictWord, null=True, blank=True, on_delete=models.PROTECT, related_name="reviews")
    rationale = models.TextField()
    claim_text = models.TextField()
    claim_version = models.PositiveIntegerField()
    decided_at = models.DateTimeField()
    taken_back_at = models.DateTimeField(null=True, blank=True)

    objects = ReviewQuerySet.as_manager()

    class Meta:
        ordering = ["claim_id", "round", "decided_at"]
        constraints = [
            models.UniqueConstraint(fields=["claim", "round", "reviewer"], name="review_once_by_a_person"),
            models.UniqueConstraint(
                fields=["claim", "round", "seat"],
                condition=Q(taken_back_at__isnull=True),
                name="review_once_for_a_seat",
            ),
            # A first verdict that is taken back begins a new round.
            models.CheckConstraint(
                condition=Q(taken_back_at__isnull=True) | ~Q(seat=Seat.FIRST), name="review_first_is_not_taken_back"
            ),
            one_of("seat", Seat, name="review_seat_is_known"),
            one_of("verdict", Verdict, name="review_verdict_is_known"),
            models.CheckConstraint(condition=~Q(rationale=""), name="review_has_a_rationale"),
        ]
        indexes = [
            models.Index(fields=["reviewer", "-decided_at"], name="review_of_person"),
            models.Index(fields=["-decided_at"], name="review_newest"),
        ]
        triggers = [
            pgtrigger.Protect(name="review_is_kept", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(name="review_never_changes", exclude=["taken_back_at"]),
            pgtrigger.Protect(
                name="review_is_taken_back_once",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__taken_back_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reviewer}: {self.verdict} ({self.seat})"

    @property
    def found(self) -> str:
        """The verdict in the words of the scale it was given on."""
        return self.word.label if self.word else str(self.get_verdict_display())
