"""Other spellings of words that stand in nothing published."""

from __future__ import annotations

from django.contrib.postgres.search import TrigramSimilarity

from publication.models import SearchWord
from publication.search.language import Name, Reading

_MOST, _SHORTEST = 4, 4
_NEAR = 0.3  # pg_trgm's own threshold


def meant(reading: Reading) -> Reading | None:
    """The reading with its unknown words as what is published spells them; None if there is nothing to offer."""
    long = [word for word in reading.words if _SHORTEST <= len(word) <= 60]
    known = set(SearchWord.objects.filter(word__in=[w.lower() for w in long]).values_list("word", flat=True))
    unknown = [word for word in long if word.lower() not in known][:_MOST]
    better = {word: near for word in unknown if (near := _nearest(word.lower()))}
    speaker = _speaker(reading.speaker)
    if not better and speaker is None:
        return None
    words = tuple(better.get(word, word) for word in reading.words)
    return reading.but(words=words, speaker=speaker or reading.speaker)


def _nearest(word: str) -> str:
    rows = (
        SearchWord.objects.filter(word__trigram_similar=word)
        .annotate(near=TrigramSimilarity("word", word))
        .filter(near__gte=_NEAR)
        .order_by("-near", "word")
    )
    return rows.values_list("word", flat=True).first() or ""


def _speaker(name: Name | None) -> Name | None:
    """The name each of whose unknown words is spelled as what is published spells it."""
    if name is None:
        return None
    words = name.text.split()
    known = set(SearchWord.objects.filter(word__in=[w.lower() for w in words]).values_list("word", flat=True))
    better = [
        (_nearest(word.lower()) or word) if word.lower() not in known and len(word) >= _SHORTEST else word
        for word in words[:_MOST]
    ]
    return Name(" ".join(word.capitalize() for word in better)) if better != words[:_MOST] else None
