"""What audit announces, after commit."""

from django.dispatch import Signal

event_recorded = Signal()  # sequence: int
