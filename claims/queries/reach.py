"""In how many articles a claim stands, and of how many origins they are."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from claims.models import Mention


@dataclass(frozen=True, slots=True)
class Reach:
    """In how many articles a claim stands, and of how many origins they are."""

    links: int = 0
    origins: int = 0


def reach_of(claim_ids: Collection[int]) -> dict[int, Reach]:
    """Links and origins of claims, in one query.

    Articles of one source or one owner are one origin, and so are copies of one text (three or more of the twelve
    MinHash bands equal): a press release that two outlets print is said once.
    """
    rows = (
        Mention.objects.filter(claim__in=claim_ids)
        .values_list(
            "claim",
            "version__article",
            "version__article__source",
            "version__article__source__owner",
            "version__fingerprint",
        )
        .distinct()
    )
    articles: dict[int, dict[int, tuple[str, set[int]]]] = {}
    for claim, article, source, owner, fingerprint in rows:
        house = f"owner:{owner.casefold()}" if owner else f"source:{source}" if source else f"article:{article}"
        articles.setdefault(claim, {})[article] = (house, set(fingerprint))
    return {claim: Reach(len(found), _origins(list(found.values()))) for claim, found in articles.items()}


_COPIED_BANDS = 3


def _origins(reports: list[tuple[str, set[int]]]) -> int:
    groups: list[tuple[set[str], list[set[int]]]] = []
    for house, bands in reports:
        joined = [
            group
            for group in groups
            if house in group[0] or any(len(bands & other) >= _COPIED_BANDS for other in group[1])
        ]
        merged = ({house}.union(*(group[0] for group in joined)), [bands, *(b for group in joined for b in group[1])])
        groups = [group for group in groups if group not in joined] + [merged]
    return len(groups)
