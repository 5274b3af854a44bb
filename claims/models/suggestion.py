"""Two claims that may be one: a person decides."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from claims.enums import SuggestionState
from claims.models.claim import Claim
from core.choices import choices_of
from core.constraints import all_or_none, one_of, share


class MatchSuggestion(models.Model):
    """`claim` may be the same proposition as `candidate` (the older one); `reason` says why we think so.

    `score`: how alike the words are, or the cosine of the meanings, 0 to 1.
    """

    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="suggestions")
    candidate = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="suggested_for")
    score = models.FloatField()
    reason = models.CharField(max_length=200)
    state = models.CharField(max_length=8, choices=choices_of(SuggestionState), default=SuggestionState.OPEN)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="decided_suggestions",
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-score", "id"]
        constraints = [
            models.UniqueConstraint(fields=["claim", "candidate"], name="suggestion_of_pair"),
            models.CheckConstraint(condition=~Q(claim=F("candidate")), name="suggestion_of_two_claims"),
            one_of("state", SuggestionState, name="suggestion_state_is_known"),
            share("score", name="suggestion_score_is_a_share"),
            all_or_none("decided_by", "decided_at", name="suggestion_decided_by_and_at"),
        ]

    def __str__(self) -> str:
        return f"{self.claim_id} ~ {self.candidate_id} ({self.score:.2f})"
