"""What publication refuses, beside the refusals of core."""

from __future__ import annotations

from core.errors import DomainError


class TooMany(DomainError):
    """More within a time than is taken."""

    status = 429
    code = "too_many"
