"""Why a request did not bring what was asked for."""

from __future__ import annotations


class FetchError(Exception):
    """`reason`: a sentence for a person, with what to do next. `permanent`: trying again later is no use.

    `status` is the HTTP status where the site gave one; `retry_after` are the seconds the site asked us to wait.
    """

    def __init__(
        self, reason: str, *, permanent: bool, status: int | None = None, retry_after: int | None = None
    ) -> None:
        super().__init__(reason)
        self.reason = reason
        self.permanent = permanent
        self.status = status
        self.retry_after = retry_after


class FetchRefused(FetchError):
    """We would not ask, or would not take the answer.

    Private addresses, unknown names and closed ports all end here, with the same text, flag and delay: what an
    address inside the network does cannot be told from outside.
    """


class FetchFailed(FetchError):
    """The site was asked and did not give a whole, usable answer."""
