"""Where messages go."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from core.choices import choices_of
from webhooks.enums import EventType


class Endpoint(models.Model):
    """An address that is told of public changes.

    `told_up_to` is the number of the last change that became a delivery (or was not wanted). While the receiver fails,
    `failures` counts in a row, since `failing_since`, and nothing goes there before `paused_until`. Off: nothing
    goes out, and what happens meanwhile is delivered when it is on again.
    """

    url = models.TextField()
    description = models.CharField(max_length=200, blank=True)
    event_types = ArrayField(
        models.CharField(max_length=20, choices=choices_of(EventType)), default=list, blank=True, help_text="None: all."
    )
    told_up_to = models.BigIntegerField(default=0)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="webhook_endpoints")
    added_at = models.DateTimeField()
    failures = models.PositiveIntegerField(default=0)
    failing_since = models.DateTimeField(null=True, blank=True)
    paused_until = models.DateTimeField(null=True, blank=True)
    off_at = models.DateTimeField(null=True, blank=True)
    off_reason = models.TextField(blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(event_types__contained_by=[kind.value for kind in EventType]),
                name="endpoint_types_are_known",
            ),
            models.CheckConstraint(
                condition=Q(off_at__isnull=True, off_reason="") | (Q(off_at__isnull=False) & ~Q(off_reason="")),
                name="endpoint_off_has_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(failures=0, failing_since__isnull=True) | Q(failures__gt=0, failing_since__isnull=False),
                name="endpoint_failures_since",
            ),
            models.CheckConstraint(condition=~Q(url=""), name="endpoint_has_an_address"),
        ]

    def __str__(self) -> str:
        return self.description or self.url


class Secret(models.Model):
    """A key that messages are signed with. Sealed with the installation's key; two are right while one is replaced."""

    endpoint = models.ForeignKey(Endpoint, on_delete=models.CASCADE, related_name="secrets")
    sealed = models.TextField()
    made_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-made_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["endpoint"], condition=Q(ends_at__isnull=True), name="secret_one_is_current"
            ),
            models.CheckConstraint(
                condition=Q(ends_at__isnull=True) | Q(ends_at__gte=F("made_at")), name="secret_times_in_order"
            ),
        ]

    def __str__(self) -> str:
        return f"secret {self.pk}"
