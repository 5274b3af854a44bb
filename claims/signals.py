"""What claims announces, after commit."""

from django.dispatch import Signal

mentions_extracted = Signal()  # run_id: int
priority_set = Signal()  # priority_id: int
claims_matched = Signal()  # run_id: int
