"""What reviews announces, after commit."""

from django.dispatch import Signal

evidence_added = Signal()  # evidence_id: int
evidence_captured = Signal()  # evidence_id: int; only where a picture is to be drawn
review_decided = Signal()  # claim_id: int; for cache and mail only
notices_due = Signal()  # something that others are told of was done
