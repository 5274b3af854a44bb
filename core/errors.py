"""What a domain call raises when it will not do what was asked. Each carries a sentence for a person."""

from __future__ import annotations

from typing import Any


class DomainError(Exception):
    """`message` says what is wrong and what to do next; doors turn `status` into an HTTP answer."""

    status = 400
    code = "refused"

    def __init__(self, message: str, *, field: str | None = None, details: dict[str, Any] | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.field = field
        self.details = details or {}


class InvalidInput(DomainError):
    """The input itself cannot be used."""

    status = 422
    code = "invalid"


class NotAllowed(DomainError):
    """This person may not do this; the message says who may."""

    status = 403
    code = "not_allowed"


class Conflict(DomainError):
    """Somebody else was faster, or the thing is not in a state that allows it. `details` says what changed."""

    status = 409
    code = "conflict"
