"""Reads for the pages of speakers, topics and outlets."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import connection
from django.db.models import Count

from claims.models import Office, Speaker, Topic
from publication.search import Filters, find, listings
from sources.models import Source


def with_page(speaker_ids: Collection[int], as_of: datetime | None = None) -> set[int]:
    """Those of the speakers who have a public page."""
    found = listings(as_of).filter(speaker__in=speaker_ids).order_by().values_list("speaker", flat=True).distinct()
    return {speaker_id for speaker_id in found if speaker_id is not None}


def offices_of(speaker: Speaker) -> list[Office]:
    """The offices a speaker holds or held, the latest first."""
    return list(speaker.offices.all())


def other_names(speaker: Speaker) -> list[str]:
    """By which other names a speaker is known."""
    return [alias.text for alias in speaker.aliases.all()[:12] if alias.text != speaker.name]


def by_finding(filters: Filters) -> list[tuple[str, int]]:
    """How many statements of each finding: counts of statements, no grade of anybody."""
    return list(find(filters).order_by("status").values_list("status").annotate(n=Count("pk")))


def published_topics(as_of: datetime | None = None) -> list[tuple[Topic, int]]:
    """Topics with published statements and how many, by name."""
    with connection.cursor() as cursor:
        cursor.execute(_TOPICS, {"at": as_of})
        counted: dict[int, int] = dict(cursor.fetchall())
    return [(topic, counted[topic.pk]) for topic in Topic.objects.filter(pk__in=counted).order_by("name")]


_TOPICS = """
SELECT topic, count(*) FROM publication_listing, unnest(topics) AS topic
 WHERE replaced_at IS NULL AND %(at)s::timestamptz IS NULL
    OR published_at <= %(at)s AND coalesce(replaced_at, 'infinity') > %(at)s
 GROUP BY topic
"""


def topic_with(slug: str) -> Topic | None:
    """The topic with this slug."""
    return Topic.objects.filter(slug=slug).first()


def published_outlet(outlet_id: int, as_of: datetime | None = None) -> Source | None:
    """An outlet that was the first to report at least one statement that stands (or stood) published."""
    if not find(Filters(outlet_id=outlet_id, as_of=as_of)).exists():
        return None
    return Source.objects.filter(pk=outlet_id).first()
