"""Announcements: said after commit, heard by later rooms, never a reason to fail."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.dispatch import Signal


def announce(signal: Signal, **facts: Any) -> None:
    """Send `signal` once the transaction is committed. A listener's error is logged, not raised."""
    transaction.on_commit(lambda: _send(signal, facts), robust=True)


def _send(signal: Signal, facts: dict[str, Any]) -> None:
    signal.send_robust(sender=None, **facts)
