"""Topics as search knows them: by slug, and their names."""

from __future__ import annotations

from collections.abc import Collection

from claims.models import Topic


def topic_of(slug: str) -> int | None:
    """The id of the topic with this slug."""
    return Topic.objects.filter(slug=slug).values_list("pk", flat=True).first()


def topics_named(ids: Collection[int]) -> dict[int, tuple[str, str]]:
    """Slug and name of each. No query where there is none."""
    if not ids:
        return {}
    return {pk: (slug, name) for pk, slug, name in Topic.objects.filter(pk__in=ids).values_list("pk", "slug", "name")}
