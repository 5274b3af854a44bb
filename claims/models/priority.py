"""What the desk wants first, and the number by which the queue is walked."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from claims.enums import PriorityLevel
from claims.models.claim import Claim
from claims.models.speaker import Speaker
from claims.models.topic import Topic
from sources.models import Source


class DeskPriority(models.Model):
    """An editor's word on a claim, a speaker, a topic or an outlet: urgent, high, later.

    Claims carry the outcome (`Claim.desk_level`). `applied_at` is when they last got it; what is due is a query
    (`claims.queries.due_priorities`). Taking a priority away sets its level to normal: the row stays until its
    claims have heard of it.
    """

    claim = models.OneToOneField(Claim, null=True, blank=True, on_delete=models.CASCADE, related_name="desk_priority")
    speaker = models.OneToOneField(
        Speaker, null=True, blank=True, on_delete=models.CASCADE, related_name="desk_priority"
    )
    topic = models.OneToOneField(Topic, null=True, blank=True, on_delete=models.CASCADE, related_name="desk_priority")
    source = models.OneToOneField(Source, null=True, blank=True, on_delete=models.CASCADE, related_name="desk_priority")
    level = models.SmallIntegerField(choices=PriorityLevel.choices())
    note = models.CharField(max_length=300, blank=True, help_text="Why, for colleagues.")
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="desk_priorities")
    set_at = models.DateTimeField()
    applied_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-set_at"]
        verbose_name_plural = "desk priorities"
        constraints = [
            models.CheckConstraint(
                condition=Q(claim__isnull=False, speaker__isnull=True, topic__isnull=True, source__isnull=True)
                | Q(claim__isnull=True, speaker__isnull=False, topic__isnull=True, source__isnull=True)
                | Q(claim__isnull=True, speaker__isnull=True, topic__isnull=False, source__isnull=True)
                | Q(claim__isnull=True, speaker__isnull=True, topic__isnull=True, source__isnull=False),
                name="priority_is_for_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(level__in=[level.value for level in PriorityLevel]), name="priority_level_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.target}: {PriorityLevel(self.level).name.lower()}"

    @property
    def target(self) -> models.Model:
        """What it is for."""
        found = self.claim or self.speaker or self.topic or self.source
        assert found is not None
        return found
