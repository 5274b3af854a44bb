"""Evidence bundles of editions."""

from __future__ import annotations

from django.db.models import QuerySet

from audit.models import AuditEvent
from publication.models import Bundle, Edition


def publication_event(edition: Edition) -> AuditEvent | None:
    """The event of the ledger that tells of this edition."""
    events = AuditEvent.objects.filter(
        target_type="claim", target_id=edition.fact_check.claim_id, action=f"edition.{edition.kind}"
    ).order_by("-sequence")
    return next((event for event in events if event.data.get("edition") == edition.pk), None)


def bundle_of(claim_id: int) -> Bundle | None:
    """The bundle of the edition that is public now."""
    return Bundle.objects.select_related("edition").filter(edition__current_of__claim=claim_id).first()


def due_bundles() -> QuerySet[Edition]:
    """Current editions without a bundle, oldest first."""
    return Edition.objects.filter(current_of__isnull=False, bundle__isnull=True).order_by("pk")
