"""Statements on a line of time, as numbers for an SVG."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from core.choices import label_of
from publication.models import Listing

TONES = {"confirmed": "good", "disputed": "bad", "unconfirmed": "warn"}
_WIDTH, _EDGE, _STEP, _MOST_HIGH = 800, 24, 12, 10
_LEAST_BETWEEN_TICKS = 70


def statements_line(rows: Sequence[Listing]) -> dict[str, Any] | None:
    """The line for these statements: at most 10 of one place stand above each other. None for fewer than two."""
    if len(rows) < 2:
        return None
    begin, end = min(row.said_at for row in rows), max(row.said_at for row in rows)
    span = (end - begin).total_seconds() or 1.0
    inner = _WIDTH - 2 * _EDGE
    high: dict[int, int] = {}
    points = []
    for row in sorted(rows, key=lambda row: row.said_at):
        place = round(inner * (row.said_at - begin).total_seconds() / span / _STEP)
        high[place] = min(high.get(place, 0) + 1, _MOST_HIGH)
        title = f"{row.said_at.day} {row.said_at:%b %Y}: {row.edition.claim_text}"
        points.append(
            {"x": _EDGE + place * _STEP, "level": high[place], "tone": TONES.get(row.status, "plain"), "title": title}
        )
    base = 8 + _STEP * max(high.values())
    for point in points:
        point["y"] = base - 6 - _STEP * (int(str(point["level"])) - 1)
    return {
        "width": _WIDTH,
        "height": base + 28,
        "base": base,
        "points": points,
        "ticks": [{**tick, "y": base + 5, "label_y": base + 20} for tick in _ticks(begin, end, inner)],
        "legend": [
            {"tone": TONES.get(status, "plain"), "label": label_of(status)}
            for status in sorted({row.status for row in rows})
        ],
    }


def _ticks(begin: datetime, end: datetime, inner: int) -> list[dict[str, Any]]:
    """Years where there are several, else months, thinned so that their words do not touch; the ends where neither."""
    span = (end - begin).total_seconds() or 1.0
    if end.year > begin.year + 1:
        moments = [(datetime(year, 1, 1, tzinfo=UTC), str(year)) for year in range(begin.year + 1, end.year + 1)]
    else:
        months = range(begin.year * 12 + begin.month, end.year * 12 + end.month)
        days = [datetime(month // 12, month % 12 + 1, 1, tzinfo=UTC) for month in months]
        moments = [(day, f"{day:%b %Y}") for day in days]
    if len(moments) < 2:
        moments = [(begin, f"{begin.day} {begin:%b %Y}"), (end, f"{end.day} {end:%b %Y}")]
    ticks: list[dict[str, Any]] = []
    for moment, text in moments:
        x = round(_EDGE + inner * (moment - begin).total_seconds() / span)
        if not ticks or x - ticks[-1]["x"] >= _LEAST_BETWEEN_TICKS:
            ticks.append({"x": min(max(x, 36), _WIDTH - 36), "text": text})
    return ticks
