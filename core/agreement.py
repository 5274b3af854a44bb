"""How far people agree beyond chance. Pure: no framework, no database.

Krippendorff's alpha for nominal data, with any number of coders and missing values, after K. Krippendorff, "Computing
Krippendorff's Alpha-Reliability" (2011), https://repository.upenn.edu/asc_papers/43, whose worked examples are tests.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Agreement:
    """`alpha`: 1 for full agreement, 0 for what chance would give, below 0 for less; None where nothing varies.

    `units`: things that two or more people judged. `values`: judgements of those. `equal`: units on which all agree.
    """

    alpha: float | None
    units: int
    values: int
    equal: int


def nominal_alpha(judgements: Iterable[Sequence[Hashable]]) -> Agreement:
    """The agreement over units, each given as the values that people chose for it; a missing one is left out.

    A unit with fewer than two values says nothing about agreement and is not counted.
    """
    units = [unit for unit in judgements if len(unit) > 1]
    coincidences: dict[tuple[Hashable, Hashable], float] = defaultdict(float)
    for unit in units:
        counts = Counter(unit)
        for one, n in counts.items():
            for other, m in counts.items():
                pairs = n * (n - 1) if one == other else n * m
                coincidences[one, other] += pairs / (len(unit) - 1)
    totals: dict[Hashable, float] = defaultdict(float)
    for (one, _other), share in coincidences.items():
        totals[one] += share
    n_all = sum(totals.values())
    observed = sum(share for (one, other), share in coincidences.items() if one != other)
    expected = n_all**2 - sum(total**2 for total in totals.values())
    return Agreement(
        alpha=1 - (n_all - 1) * observed / expected if expected else None,
        units=len(units),
        values=sum(len(unit) for unit in units),
        equal=sum(len(set(unit)) == 1 for unit in units),
    )


def wilson(part: int, whole: int, z: float = 1.96) -> tuple[float, float]:
    """The 95 % interval of a share (E. B. Wilson, 1927): (lowest, highest), both in 0..1; (0, 1) for nothing."""
    if whole == 0:
        return 0.0, 1.0
    share = part / whole
    middle = share + z * z / (2 * whole)
    spread = z * (share * (1 - share) / whole + z * z / (4 * whole * whole)) ** 0.5
    below = 1 + z * z / whole
    return max(0.0, (middle - spread) / below), min(1.0, (middle + spread) / below)
