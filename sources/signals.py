"""What sources announces, after commit."""

from django.dispatch import Signal

article_submitted = Signal()  # article_id: int
version_stored = Signal()  # version_id: int
