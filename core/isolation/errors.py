"""The limits of an isolated run, and the two ways in which it ends without a result."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Limit = Literal["time", "memory", "crash"]


@dataclass(frozen=True, slots=True)
class IsolationLimits:
    """Seconds (wall clock, processor), bytes (memory beyond that of the empty process, result)."""

    seconds: float = 20.0
    cpu_seconds: int = 15
    memory_bytes: int = 768 * 1024 * 1024
    result_bytes: int = 32 * 1024 * 1024


class Refusal(Exception):
    """An expected "no" of the function that ran: it crosses the process boundary. `reason`: a sentence for a person."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class LimitBreached(Exception):
    """The run was ended from outside. `reason`: a sentence for a person; `limit`: which one; `detail`: for the log."""

    def __init__(self, limit: Limit, detail: str = "") -> None:
        self.limit = limit
        self.detail = detail
        self.reason = _SENTENCES[limit]
        super().__init__(self.reason)


_SENTENCES: dict[Limit, str] = {
    "time": "Reading this document took too long, so it was stopped. Paste the text, or save the document anew and "
    "try again.",
    "memory": "Reading this document needed too much memory, so it was stopped. Paste the text, or save the document "
    "anew and try again.",
    "crash": "This document could not be read: something in it is broken. Paste the text, or save the document anew "
    "and try again.",
}
