"""Where the parts of a chart stand: plain numbers for an SVG, drawn by `components/chart.html`. Pure.

Coordinates are those of the drawing (its viewBox), y downward. Charts come with the table they are drawn from; they
are pictures of it and say nothing that it does not.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its place, the number of its series (from 1) and what it says when pointed at."""

    x: float
    y: float
    width: float
    height: float
    series: int
    title: str


@dataclass(frozen=True, slots=True)
class Label:
    """Words at a place; `anchor` is SVG's text-anchor: start, middle, end."""

    x: float
    y: float
    text: str
    anchor: str = "middle"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the grid."""

    x1: float
    y1: float
    x2: float
    y2: float


@dataclass(frozen=True, slots=True)
class Chart:
    """`legend`: the names of the series in their order; empty where there is one only."""

    width: float
    height: float
    bars: list[Bar]
    labels: list[Label] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    legend: list[str] = field(default_factory=list)


def ticks(highest: float, most: int = 5) -> list[float]:
    """Round steps from 0 to at least the highest value, `most` steps at the most: of 1, 2 or 5 times a power of ten."""
    if highest < 1e-6:
        return [0.0, 1.0]
    power = 10.0 ** (math.floor(math.log10(highest)) - 1)
    step = next(size for size in (power * part for part in (1, 2, 5, 10, 20, 50, 100)) if highest / size <= most)
    return [round(step * n, 10) for n in range(math.ceil(highest / step - 1e-9) + 1)]


def columns(
    names: Sequence[str], series: Sequence[tuple[str, Sequence[float]]], *, width: float = 640, height: float = 220
) -> Chart:
    """Upright bars side by side: one group for each name, in it one bar for each series (name, values).

    Raises ValueError for a series that has not one value, not below 0, for each name.
    """
    for name, values in series:
        if len(values) != len(names) or any(value < 0 for value in values):
            raise ValueError(f"{name} needs {len(names)} values of 0 or more")
    left, bottom, top = 40.0, height - 22, 8.0
    marks = ticks(max((value for _name, values in series for value in values), default=0))
    scale = (bottom - top) / marks[-1]
    step = (width - left) / max(1, len(names))
    thick = step * 0.75 / max(1, len(series))
    bars = [
        Bar(
            x=round(left + step * at + step * 0.125 + thick * number, 2),
            y=round(bottom - value * scale, 2),
            width=round(thick, 2),
            height=round(value * scale, 2),
            series=number + 1,
            title=f"{names[at]}, {name}: {plain(value)}",
        )
        for number, (name, values) in enumerate(series)
        for at, value in enumerate(values)
        if value
    ]
    every = max(1, -(-len(names) * 52 // int(width - left)))
    labels = [
        Label(round(left + step * (at + 0.5), 2), height - 6, name) for at, name in enumerate(names) if at % every == 0
    ]
    labels += [Label(left - 6, round(bottom - mark * scale + 4, 2), plain(mark), "end") for mark in marks]
    lines = [Line(left, round(bottom - mark * scale, 2), width, round(bottom - mark * scale, 2)) for mark in marks]
    legend = [name for name, _values in series] if len(series) > 1 else []
    return Chart(width, height, bars, labels, lines, legend)


def rows(
    values: Sequence[tuple[str, Sequence[float]]], *, legend: Sequence[str] = (), width: float = 640, label: float = 170
) -> Chart:
    """Lying bars, one row for each (name, parts); the parts stand one after the other, one series each.

    Raises ValueError for a part below 0.
    """
    if any(part < 0 for _name, parts in values for part in parts):
        raise ValueError("parts are 0 or more")
    high, gap = 18.0, 10.0
    longest = max((sum(parts) for _name, parts in values), default=0) or 1
    scale = (width - label - 60) / longest
    bars: list[Bar] = []
    labels: list[Label] = []
    for at, (name, parts) in enumerate(values):
        y, x = at * (high + gap) + gap / 2, label
        for number, part in enumerate(parts):
            if part:
                series = legend[number] if number < len(legend) else ""
                title = f"{name}{', ' + series if series else ''}: {plain(part)}"
                bars.append(Bar(round(x, 2), y, round(part * scale, 2), high, number + 1, title))
                x += part * scale
        labels.append(Label(label - 8, y + 13, _cut(name, 26), "end"))
        labels.append(Label(round(x + 6, 2), y + 13, plain(sum(parts)), "start"))
    return Chart(width, max(1, len(values)) * (high + gap), bars, labels, legend=list(legend))


def plain(value: float) -> str:
    """3 for 3.0, 0.25 for 0.25, 12,000 for 12000."""
    return f"{value:,.0f}" if value == int(value) else f"{value:,.2f}".rstrip("0")


def _cut(name: str, most: int) -> str:
    return name if len(name) <= most else name[: most - 1].rstrip() + "…"
