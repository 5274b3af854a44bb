"""The ledger: what was done, by whom, to what. Rows are added, never changed."""

from __future__ import annotations

import json
from typing import Any

import pgtrigger
from django.db import models
from django.db.models import Q

from audit.canonical import event_hash, event_record


class AuditEvent(models.Model):
    """One act. No foreign keys: the ledger outlives what it speaks of and never blocks anything.

    `sequence` has no gaps; `hash` covers the row and the hash before it (`audit.canonical`). `body` is canonical
    JSON as text, since a jsonb column would not give back the same bytes.
    """

    sequence = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    actor_id = models.BigIntegerField(null=True)
    actor = models.CharField(max_length=200)
    action = models.CharField(max_length=60)
    target_type = models.CharField(max_length=40)
    target_id = models.BigIntegerField(null=True)
    body = models.TextField()
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ["sequence"]
        constraints = [models.CheckConstraint(condition=Q(sequence__gt=0), name="audit_sequence_is_positive")]
        indexes = [
            models.Index(fields=["target_type", "target_id", "sequence"], name="audit_of_target"),
            models.Index(fields=["action", "sequence"], name="audit_of_action"),
        ]
        triggers = [
            pgtrigger.Protect(
                name="audit_is_append_only",
                operation=pgtrigger.Update | pgtrigger.Delete,
            ),
            pgtrigger.Trigger(
                name="audit_is_never_emptied",
                level=pgtrigger.Statement,
                when=pgtrigger.Before,
                operation=pgtrigger.Truncate,
                func="RAISE EXCEPTION 'the audit ledger cannot be emptied';",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sequence} {self.actor} {self.action} {self.target_type} {self.target_id}"

    @property
    def data(self) -> dict[str, Any]:
        """What the act changed, as written."""
        loaded: dict[str, Any] = json.loads(self.body)
        return loaded

    def record(self) -> dict[str, Any]:
        """All that the hash covers, beside the hash before: what somebody else needs to compute it."""
        names = ("sequence", "at", "actor_id", "actor", "action", "target_type", "target_id", "body")
        return event_record(**{name: getattr(self, name) for name in names})

    def expected_hash(self) -> str:
        """The hash this row must have, given the one it names as its predecessor's."""
        return event_hash(
            previous_hash=self.previous_hash,
            sequence=self.sequence,
            at=self.at,
            actor_id=self.actor_id,
            actor=self.actor,
            action=self.action,
            target_type=self.target_type,
            target_id=self.target_id,
            body=self.body,
        )
