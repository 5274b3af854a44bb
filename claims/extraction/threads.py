"""One thread for the products of matrices: those of the networks are small.

More threads gain nothing here: they wait for one another, and where other work has the cores they spin, at many times
the cost. The numbers come out the same.
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from functools import cache

from threadpoolctl import ThreadpoolController


def one_thread() -> AbstractContextManager[object]:
    """While it is open, numpy's products run in the thread that asks for them; then as before."""
    limit: AbstractContextManager[object] = _libraries().limit(limits=1, user_api="blas")
    return limit


@cache
def _libraries() -> ThreadpoolController:
    """Found once: the search goes through everything that the process has loaded."""
    return ThreadpoolController()
