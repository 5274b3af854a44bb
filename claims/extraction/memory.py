"""Memory that a batch has done with goes back to the system.

The networks' tables come and go in pieces of many sizes, and the C library keeps the holes between them: without this
a worker grows with the longest articles that it has met.
"""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Callable
from functools import cache


def give_back() -> None:
    """Hand freed memory back, where the C library can (glibc); elsewhere nothing happens. Costs less than 1 ms."""
    _trim()(0)


@cache
def _trim() -> Callable[[int], object]:
    if not sys.platform.startswith("linux"):
        return lambda kept: None
    trim: Callable[[int], object] = getattr(ctypes.CDLL(None), "malloc_trim", lambda kept: None)
    return trim
