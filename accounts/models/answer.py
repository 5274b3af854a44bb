"""Answers kept so that a repeated request does nothing twice."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class KeptAnswer(models.Model):
    """What a request with an `Idempotency-Key` was answered. Written in the transaction of the act itself.

    `request_sha256` covers method, address, preconditions and body: the same key with another request is refused.
    `status` is 0 only inside the transaction that is at work. Kept for `LIMIT_IDEMPOTENCY_DAYS`.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="kept_answers")
    key = models.CharField(max_length=200)
    request_sha256 = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(default=0)
    headers = models.JSONField(default=dict)
    body = models.TextField(blank=True)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "key"], name="answer_of_user_by_key")]
        indexes = [models.Index(fields=["made_at"], name="answer_by_age")]

    def __str__(self) -> str:
        return f"{self.key}: {self.status}"
