"""Topics as search knows them. The claims have none yet, so no topic is found."""

from __future__ import annotations


def topic_of(slug: str) -> int | None:
    """The id of the topic with this slug."""
    return None


def topics_named(ids: list[int]) -> dict[int, tuple[str, str]]:
    """Slug and name of each."""
    return {}
