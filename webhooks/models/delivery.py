"""One message to one endpoint, and each try to bring it there."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from core.choices import choices_of
from core.constraints import one_of
from publication.models import Change
from webhooks.enums import DeliveryState, EventType
from webhooks.models.endpoint import Endpoint


class Delivery(models.Model):
    """A message. Its id and its bytes are the same in each try and in each replay, so that a receiver can tell."""

    endpoint = models.ForeignKey(Endpoint, on_delete=models.CASCADE, related_name="deliveries")
    change = models.ForeignKey(Change, null=True, blank=True, on_delete=models.PROTECT, related_name="deliveries")
    message_id = models.CharField(max_length=40, unique=True)
    event_type = models.CharField(max_length=20, choices=choices_of(EventType))
    body = models.TextField()
    state = models.CharField(max_length=10, choices=choices_of(DeliveryState), default=DeliveryState.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField()
    leased_until = models.DateTimeField(null=True, blank=True)
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        verbose_name_plural = "deliveries"
        constraints = [
            models.UniqueConstraint(
                fields=["endpoint", "change"], condition=Q(change__isnull=False), name="delivery_once_for_a_change"
            ),
            one_of("state", DeliveryState, name="delivery_state_is_known"),
            one_of("event_type", EventType, name="delivery_type_is_known"),
            models.CheckConstraint(
                condition=Q(state=DeliveryState.WAITING, ended_at__isnull=True)
                | (~Q(state=DeliveryState.WAITING) & Q(ended_at__isnull=False)),
                name="delivery_end_has_a_time",
            ),
        ]
        indexes = [
            models.Index(
                fields=["next_try_at", "id"], condition=Q(state=DeliveryState.WAITING), name="delivery_waiting"
            ),
            models.Index(fields=["endpoint", "-id"], name="delivery_of_endpoint"),
        ]

    def __str__(self) -> str:
        return f"{self.message_id} ({self.state})"


class Attempt(models.Model):
    """One try: when, and what came of it. `status` is empty when no answer came; `problem` says why."""

    delivery = models.ForeignKey(Delivery, on_delete=models.CASCADE, related_name="tries")
    at = models.DateTimeField()
    seconds = models.FloatField()
    status = models.PositiveSmallIntegerField(null=True, blank=True)
    problem = models.TextField(blank=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M:%S} {self.status or self.problem}"
