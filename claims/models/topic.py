"""What claims are about, in the desk's own words."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from claims.models.claim import Claim


class Topic(models.Model):
    """A subject under which people file claims: "Elections", "Energy prices".

    `key` makes one name one row (`claims.services.topic_key`). A topic that is retired is not offered any more and
    stays on the claims that have it.
    """

    name = models.CharField(max_length=80)
    key = models.CharField(max_length=80, unique=True, editable=False)
    slug = models.SlugField(max_length=80, unique=True)
    description = models.CharField(max_length=300, blank=True, help_text="What belongs here, for readers too.")
    retired = models.BooleanField(default=False, help_text="Not offered any more; claims that have it keep it.")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["name"]
        constraints = [models.CheckConstraint(condition=~Q(name="") & ~Q(key=""), name="topic_has_a_name")]

    def __str__(self) -> str:
        return self.name


class ClaimTopic(models.Model):
    """One claim under one topic, and who put it there."""

    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="topic_rows", db_index=False)
    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, related_name="claim_rows", db_index=False)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="claim_topics")
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["topic__name"]
        constraints = [models.UniqueConstraint(fields=["claim", "topic"], name="topic_once_on_a_claim")]
        indexes = [models.Index(fields=["topic", "claim"], name="claims_of_topic")]

    def __str__(self) -> str:
        return f"{self.topic}: {self.claim_id}"
