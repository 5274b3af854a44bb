"""How much and how long: the limits of one request."""

from __future__ import annotations

import time
from dataclasses import dataclass

from core.http.errors import FetchFailed


@dataclass(frozen=True, slots=True)
class FetchLimits:
    """Bytes after unpacking, seconds of wall-clock time, counts. The defaults are those of articles and feeds."""

    max_bytes: int = 10 * 1024 * 1024
    total_seconds: float = 30.0  # from the first look-up to the last byte, redirects included
    resolve_seconds: float = 5.0
    connect_seconds: float = 5.0  # per address
    idle_seconds: float = 10.0  # without a single byte
    redirects: int = 5
    header_bytes: int = 64 * 1024
    unreachable_seconds: float = 1.0  # "could not be reached" is never said sooner, whatever the cause


class Deadline:
    """The end of a request, and what is left until then."""

    def __init__(self, seconds: float) -> None:
        """Start the clock."""
        self.started = time.monotonic()
        self._seconds = seconds

    @property
    def elapsed(self) -> float:
        """Seconds since the start."""
        return time.monotonic() - self.started

    def remaining(self, at_most: float) -> float:
        """Seconds that may be waited now: what is left, but no more than `at_most`. Raises `FetchFailed` at the end."""
        left = self._seconds - self.elapsed
        if left <= 0:
            raise took_too_long(self._seconds)
        return min(left, at_most)

    def failure(self) -> FetchFailed:
        """The error for an answer that did not come, or not in time."""
        return took_too_long(min(self.elapsed, self._seconds))


def took_too_long(seconds: float) -> FetchFailed:
    """The error for a site that does not answer in time."""
    return FetchFailed(
        f"The site did not finish its answer: we stopped waiting after {seconds:.0f} s. Try again later, "
        "or paste the text.",
        permanent=False,
    )
