"""Speakers out of what a text calls them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from claims.enums import SpeakerKind
from claims.models import Office, Speaker, SpeakerAlias

_TITLES = re.compile(r"^(?:mr|mrs|ms|miss|mx|dr|sir|dame|lord|lady|the)\.?\s+", re.IGNORECASE)


def speaker_key(name: str, *, kind: SpeakerKind, article_id: int | None = None) -> str:
    """What makes two names one speaker: case, accents, punctuation and a leading title do not matter.

    A nameless speaker is one of its article only: "two officials" here are not "two officials" there.
    """
    plain = unicodedata.normalize("NFKD", _TITLES.sub("", name)).casefold()
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    words = " ".join(re.findall(r"[^\W_]+", plain))[:300] or "nobody"
    return f"unnamed:{article_id or 0}:{words}" if kind == SpeakerKind.UNNAMED else words


def find_or_add_speaker(
    *,
    name: str,
    kind: SpeakerKind,
    article_id: int | None = None,
    description: str = "",
    aliases: Iterable[str] = (),
) -> Speaker:
    """The speaker of that name, followed to whom it was merged into; a new one if there is none.

    Aliases and the described office are added, never taken away. Safe side by side: the key is unique.
    """
    key = speaker_key(name, kind=kind, article_id=article_id)
    speaker, _ = Speaker.objects.get_or_create(
        key=key, defaults={"name": name[:300], "kind": kind, "description": description[:300]}
    )
    for _step in range(10):
        if speaker.merged_into is None:
            break
        speaker = speaker.merged_into
    for alias in aliases:
        alias_key = speaker_key(alias, kind=SpeakerKind.PERSON)
        if alias_key not in ("nobody", key):
            SpeakerAlias.objects.get_or_create(speaker=speaker, key=alias_key[:300], defaults={"text": alias[:300]})
    if description and kind != SpeakerKind.UNNAMED:
        Office.objects.get_or_create(speaker=speaker, title=description[:300], starts_on=None)
    return speaker
