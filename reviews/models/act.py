"""What a person did a moment ago, so that they can take it back."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from claims.models import Claim
from core.constraints import all_or_none
from reviews.models.bulk import Bulk
from reviews.models.review import Review

# Acts that do not step the claim's version, so that what others did to the claim since is no hindrance to undoing them.
BESIDE_THE_CLAIM = (
    "evidence.added",
    "evidence.withdrawn",
    "position.recorded",
    "position.withdrawn",
    "contact.asked",
    "contact.answered",
    "contact.withdrawn",
    "claim.topics",
    "claim.commented",
    "comment.withdrawn",
    "claim.assigned",
    "claim.taken_over",
)


class Act(models.Model):
    """One act of one person on one claim, with what it takes to reverse it.

    `event` is the number of its audit event, `undo_event` that of the event which took it back: history is added to,
    never deleted. `before` holds what was so before (ids and words). `claim_version` is the claim's version after the
    act: where it has gone on since, there is nothing simple to take back.
    """

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="acts")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="acts")
    action = models.CharField(max_length=60)
    event = models.BigIntegerField(unique=True)
    before = models.JSONField(default=dict)
    claim_version = models.PositiveIntegerField()
    review = models.ForeignKey(Review, null=True, blank=True, on_delete=models.PROTECT, related_name="acts")
    bulk = models.ForeignKey(Bulk, null=True, blank=True, on_delete=models.PROTECT, related_name="acts")
    at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True, blank=True)
    undo_event = models.BigIntegerField(null=True, blank=True, unique=True)

    class Meta:
        ordering = ["-id"]
        constraints = [all_or_none("undone_at", "undo_event", name="act_undone_at_and_event")]
        indexes = [
            models.Index(fields=["by", "-id"], name="act_of_person"),
            models.Index(fields=["claim", "-id"], name="act_on_claim"),
        ]

    def __str__(self) -> str:
        return f"{self.by} {self.action} {self.claim_id}"
