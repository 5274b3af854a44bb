"""The numbers of the desk as charts, each with the table it is drawn from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from core.agreement import wilson
from core.charts import Chart, columns, rows
from core.choices import label_of
from desk.presenters.words import nobody
from reviews.queries import numbers

SPANS = (30, 90, 365)
_TO_DRAW = 10  # rows of a chart; the table holds all


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the page: a sentence that says what is counted, a chart (or none), the table beside it."""

    id: str
    title: str
    sentence: str
    chart: Chart | None
    columns: list[dict[str, Any]]
    rows: list[list[dict[str, Any]]]


def parts_of(days: int) -> list[Part]:
    """Everything the page shows, over so many days; fourteen queries, however large the desk."""
    since = timezone.now() - timedelta(days=days)
    balance = numbers.balance(since)
    extraction = numbers.precision(since)
    return [
        _agreement(since),
        _weeks(),
        _stays(since),
        _precision("rules", _("Extraction by rule"), _("rule"), extraction.rules, cut=extraction.cut),
        _precision("outlets", _("Extraction by outlet"), _("outlet"), extraction.outlets, cut=extraction.cut),
        _selection("speakers", _("Whose claims are picked"), _("speaker"), balance.speakers, cut=balance.cut),
        _selection("kinds", _("Picked by kind of speaker"), _("kind"), balance.kinds, cut=balance.cut),
        _selection("picked-outlets", _("Picked by outlet"), _("outlet"), balance.outlets, cut=balance.cut),
        _reasons(balance.reasons),
    ]


def _agreement(since: Any) -> Part:
    found = {scale: one for scale, one in numbers.agreement(since).items() if one.units}
    return Part(
        id="agreement",
        title=_("Agreement between reviewers"),
        sentence=_(
            "First and second verdicts, given without seeing the other. Krippendorff's alpha: 1 is full agreement, 0 is"
            " what chance would give; a desk may rely on verdicts from about 0.8."
        ),
        chart=None,
        columns=_columns(_("scale"), _("alpha"), _("claims"), _("equal")),
        rows=[
            _row(scale or _("the desk's"), "–" if one.alpha is None else f"{one.alpha:.2f}", one.units, one.equal)
            for scale, one in found.items()
        ],
    )


def _weeks() -> Part:
    weeks = numbers.throughput()
    names = [f"{week.begins.day} {week.begins:%b}" for week in weeks]
    series = [
        (_("verdicts"), [float(week.verdicts) for week in weeks]),
        (_("settled"), [float(week.settled) for week in weeks]),
        (_("dismissed"), [float(week.dismissed) for week in weeks]),
    ]
    return Part(
        id="weeks",
        title=_("Week by week"),
        sentence=_("Verdicts given, claims settled by them, and claims dismissed, in the last twelve weeks."),
        chart=columns(names, series),
        columns=_columns(_("week from"), *(name for name, _values in series)),
        rows=[_row(name, week.verdicts, week.settled, week.dismissed) for name, week in zip(names, weeks, strict=True)],
    )


def _stays(since: Any) -> Part:
    found = numbers.stays(since)
    return Part(
        id="stays",
        title=_("Time in each state"),
        sentence=_("Out of the ledger: hours until a claim left the state. Half of them left sooner than the median."),
        chart=rows([(str(label_of(one.status)), [round(one.median, 2)]) for one in found]) if found else None,
        columns=_columns(_("state"), _("claims"), _("median h"), _("slowest tenth, from h")),
        rows=[
            _row(str(label_of(one.status)), one.claims, _hours(one.median), _hours(one.slowest_tenth)) for one in found
        ],
    )


def _precision(name: str, title: str, what: str, found: Sequence[numbers.Precision], *, cut: bool) -> Part:
    legend = [_("right"), _("wrong")]
    drawn = [(_name(one.name), [float(one.seen - one.wrong), float(one.wrong)]) for one in found[:_TO_DRAW]]
    table = []
    for one in found:
        low, high = wilson(one.seen - one.wrong, one.seen)
        share = f"{(one.seen - one.wrong) / one.seen:.0%}"
        table.append(_row(_name(one.name), one.seen, one.wrong, share, f"{low:.0%} – {high:.0%}"))
    return Part(
        id=name,
        title=title,
        sentence=_(
            "Claims that somebody judged, corrected or dismissed. Wrong: corrected, or dismissed as wrongly extracted."
        )
        + _newest(cut=cut),
        chart=rows(drawn, legend=legend) if drawn else None,
        columns=_columns(what, _("looked at"), _("wrong"), _("right"), _("95 % between")),
        rows=table,
    )


def _selection(name: str, title: str, what: str, found: Sequence[numbers.Selection], *, cut: bool) -> Part:
    legend = [_("picked"), _("skipped"), _("waiting")]
    drawn = [
        (_name(one.name), [float(one.picked), float(one.skipped), float(one.extracted - one.picked - one.skipped)])
        for one in found[:_TO_DRAW]
    ]
    return Part(
        id=name,
        title=title,
        sentence=_("What became of the claims that came in. Picked: taken into review; judged: with a finding.")
        + _newest(cut=cut),
        chart=rows(drawn, legend=legend) if drawn else None,
        columns=_columns(what, _("extracted"), _("picked"), _("skipped"), _("judged")),
        rows=[_row(_name(one.name), one.extracted, one.picked, one.skipped, one.judged) for one in found],
    )


def _reasons(found: dict[str, int]) -> Part:
    return Part(
        id="reasons",
        title=_("Why claims are skipped"),
        sentence=_("The reasons of dismissals that stand."),
        chart=rows([(str(label_of(reason)), [float(n)]) for reason, n in found.items()]) if found else None,
        columns=_columns(_("reason"), _("claims")),
        rows=[_row(str(label_of(reason)), n) for reason, n in found.items()],
    )


def _hours(hours: float) -> str:
    return f"{hours:.1f}" if hours >= 1 else f"{hours:.2f}"


def _newest(*, cut: bool) -> str:
    return " " + _("Only the newest %d are counted.") % numbers.MOST if cut else ""


def _name(name: str) -> str:
    return name.replace("_", " ") or nobody()


def _columns(first: str, *others: str) -> list[dict[str, Any]]:
    return [{"label": first, "number": False}, *({"label": label, "number": True} for label in others)]


def _row(first: str, *others: object) -> list[dict[str, Any]]:
    return [{"text": first}, *({"text": str(value), "number": True} for value in others)]
