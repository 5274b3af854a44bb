"""What was done to one thing."""

from __future__ import annotations

from django.db.models import QuerySet

from audit.models import AuditEvent


def history_of(target_type: str, target_id: int) -> QuerySet[AuditEvent]:
    """All that was done to one thing, oldest first."""
    return AuditEvent.objects.filter(target_type=target_type, target_id=target_id).order_by("sequence")
