"""One party's stand on one claim."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from claims.enums import RecordedBy, Stance
from claims.models.claim import Claim
from claims.models.mention import Mention
from claims.models.speaker import Speaker
from core.choices import choices_of
from core.constraints import all_or_none, offsets_in_order, one_of


class Position(models.Model):
    """Asserts, confirms, denies, has not confirmed ...: dated, with the words that say so.

    From the pipeline: `mention` and the offsets of the words in the mention's version (code points, end exclusive);
    `claim` follows when the mention is matched. From a person: `claim`, `recorded_by_user` and a note or address.
    A position taken back is withdrawn, not deleted.
    """

    claim = models.ForeignKey(Claim, null=True, blank=True, on_delete=models.PROTECT, related_name="positions")
    mention = models.ForeignKey(Mention, null=True, blank=True, on_delete=models.CASCADE, related_name="positions")
    party = models.ForeignKey(Speaker, null=True, blank=True, on_delete=models.PROTECT, related_name="positions")
    stance = models.CharField(max_length=16, choices=choices_of(Stance))
    quotation = models.TextField(blank=True, help_text="The words that say so.")
    start_offset = models.PositiveIntegerField(null=True, blank=True)
    end_offset = models.PositiveIntegerField(null=True, blank=True)
    stated_at = models.DateTimeField()
    address = models.TextField(blank=True)
    note = models.TextField(blank=True)
    recorded_by = models.CharField(max_length=8, choices=choices_of(RecordedBy), default=RecordedBy.PIPELINE)
    recorded_by_user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="recorded_positions",
    )
    created_at = models.DateTimeField(auto_now_add=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="withdrawn_positions",
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True, help_text="From then on it stands nowhere any more.")

    class Meta:
        ordering = ["stated_at", "id"]
        constraints = [
            all_or_none("withdrawn_by", "withdrawn_at", name="position_withdrawn_by_and_at"),
            one_of("stance", Stance, name="position_stance_is_known"),
            one_of("recorded_by", RecordedBy, name="position_recorder_is_known"),
            offsets_in_order(name="position_offsets_in_order"),
            models.CheckConstraint(
                condition=Q(recorded_by=RecordedBy.PIPELINE, mention__isnull=False, recorded_by_user__isnull=True)
                | Q(recorded_by=RecordedBy.PERSON, claim__isnull=False, recorded_by_user__isnull=False),
                name="position_has_its_origin",
            ),
            models.UniqueConstraint(
                fields=["mention", "party", "stance", "start_offset"],
                condition=Q(mention__isnull=False),
                name="position_of_mention",
                nulls_distinct=False,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.party or 'nobody named'}: {self.stance}"
