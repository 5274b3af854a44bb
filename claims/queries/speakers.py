"""Reads of speakers."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from claims.models import Claim, Position, Speaker, SpeakerAlias


def speakers(words: str = "") -> QuerySet[Speaker]:
    """Speakers by name; with words, those whose name or alias has them."""
    spoke = Exists(Claim.objects.filter(speaker=OuterRef("pk")))
    stood = Exists(Position.objects.filter(party=OuterRef("pk")))
    merged = Exists(Speaker.objects.filter(merged_into=OuterRef("pk")))
    found = Speaker.objects.filter(spoke | stood | merged, merged_into__isnull=True)
    if words.strip():
        named = Q(name__icontains=words.strip())
        called = Exists(SpeakerAlias.objects.filter(speaker=OuterRef("pk"), text__icontains=words.strip()))
        found = found.filter(named | called)
    return found.order_by("name", "pk")


def speakers_with_counts(found: Sequence[Speaker]) -> list[tuple[Speaker, int]]:
    """Each speaker with how many claims they asserted, those merged into them too: one query for all."""
    ids = [speaker.pk for speaker in found]
    people = Speaker.objects.filter(Q(pk__in=ids) | Q(merged_into__in=ids)).values("pk")
    counts = dict(
        Claim.objects.filter(speaker__in=people, merged_into__isnull=True)
        .annotate(whose=Coalesce("speaker__merged_into", "speaker"))
        .values_list("whose")
        .annotate(n=Count("pk"))
        .order_by()
    )
    return [(speaker, counts.get(speaker.pk, 0)) for speaker in found]


def speaker_with_names(speaker_id: int) -> Speaker | None:
    """A speaker with aliases and offices."""
    return Speaker.objects.prefetch_related("aliases", "offices").filter(pk=speaker_id).first()


def final_speaker(speaker: Speaker) -> Speaker:
    """Whom this speaker was merged into in the end; itself if it was not."""
    for _step in range(10):
        if speaker.merged_into is None:
            break
        speaker = speaker.merged_into
    return speaker


def speaker_ids(speaker_id: int) -> list[int]:
    """The speaker's id and those of the speakers that were merged into it."""
    return [speaker_id, *Speaker.objects.filter(merged_into=speaker_id).values_list("pk", flat=True)]
