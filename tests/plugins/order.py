"""The journeys and what is marked slow come first: then processes that share the tests end at about the same time."""

from __future__ import annotations

import pytest


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Move them to the front; the rest keeps its (random) order."""
    items.sort(key=lambda item: not any(item.get_closest_marker(mark) for mark in ("journey", "slow")))
