"""What publication announces, after commit."""

from django.dispatch import Signal

edition_published = Signal()  # edition_id: int; for cache and mail only
report_answered = Signal()  # report_id: int
