"""The filters of the queue: out of an address, into addresses, and as the choices beside the list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from claims.enums import Presentation, VerificationStatus
from core.choices import label_of
from reviews.queries import COUNT_LIMIT, STAGES, Facets, QueueFilters

TABS = ("to_review", "mine", "second_review", "adjudication", "decided", "candidates", "dismissed")
FIELDS = (
    "stage",
    "status",
    "presentation",
    "speaker",
    "outlet",
    "topic",
    "language",
    "assignee",
    "q",
    "has_position",
    "from",
    "to",
)


def filters_of(query: QueryDict) -> QueueFilters:
    """The filters of an address. What is not understood is no filter."""
    stage = query.get("stage", "")
    assignee = query.get("assignee", "")
    return QueueFilters(
        stage=stage if stage in TABS else "to_review",
        status=_one_of(query.get("status"), set(VerificationStatus)),
        presentation=_one_of(query.get("presentation"), set(Presentation)),
        speaker=_number(query.get("speaker")),
        outlet=_number(query.get("outlet")),
        topic=_number(query.get("topic")),
        language=query.get("language", "")[:8] if query.get("language", "").isalnum() else "",
        assignee=assignee if assignee in ("me", "none") or _number(assignee) else "",
        words=query.get("q", "")[:300],
        has_position=query.get("has_position") == "1",
        said_from=_day(query.get("from")),
        said_to=_day(query.get("to")),
    )


def _one_of(value: str | None, known: set[Any]) -> str:
    return value if value and value in known else ""


def _number(value: str | None) -> int | None:
    return int(value) if value and value.isascii() and value.isdigit() and len(value) < 16 else None


def _day(value: str | None) -> date | None:
    try:
        return date.fromisoformat(value) if value and len(value) == 10 else None
    except ValueError:
        return None


def narrowed(filters: QueueFilters) -> bool:
    return replace(filters, stage="to_review") != QueueFilters()


def canonical(query: QueryDict) -> str:
    """The filters of an address as a view keeps them: known fields only, in one order, without empty ones."""
    kept = QueryDict(mutable=True)
    for name in FIELDS:
        value = query.get(name)
        if value:
            kept[name] = str(value)
    return kept.urlencode()


def address(query: QueryDict, **changes: str) -> str:
    """The queue with these filters changed; an empty value takes the filter away. The first page of it."""
    changed = query.copy()
    changed.pop("cursor", None)
    for name, value in changes.items():
        key = name.rstrip("_")
        if value:
            changed[key] = value
        else:
            changed.pop(key, None)
    return f"{reverse('desk:queue')}?{changed.urlencode()}" if changed else reverse("desk:queue")


@dataclass(frozen=True, slots=True)
class _Group:
    """One group of choices: the field in the address, its title, and (value, label, count)."""

    name: str
    title: str
    choices: Sequence[tuple[str, str, int | None]]


def groups(query: QueryDict, filters: QueueFilters, counts: Facets, *, me: int) -> list[dict[str, Any]]:
    """The choices beside the list: stages first, then what narrows it. Counts hold for the list as it is."""
    stages = [
        {
            "label": stage_label(name),
            "count": at_most(counts.stages.get(name, 0)),
            "url": reverse("desk:queue") + (f"?stage={name}" if name != "to_review" else ""),
            "selected": filters.stage == name,
            "id": f"facet-stage-{name}",
        }
        for name in TABS
    ]
    return [
        {"title": _("Stage"), "choices": stages},
        *(_group(group, query, counts) for group in _narrowing(filters, counts, me) if group.choices),
    ]


def _narrowing(filters: QueueFilters, counts: Facets, me: int) -> list[_Group]:
    people: list[tuple[str, str, int | None]] = [("me", _("me"), None), ("none", _("nobody"), None)]
    people += [(str(pk), name, n) for pk, name, n in counts.assignees if pk != me]
    several = len(STAGES.get(filters.stage, ())) > 1 or filters.stage == "mine"
    statuses = [(value, str(label_of(value)), n) for value, n in counts.statuses.items()] if several else []
    return [
        _Group("status", _("Status"), statuses),
        _Group(
            "presentation",
            _("How it is put"),
            [
                (how.value, str(label_of(how.value)), counts.presentations.get(how.value, 0))
                for how in Presentation
                if counts.presentations.get(how.value) or filters.presentation == how.value
            ],
        ),
        _Group("has_position", _("Positions"), [("1", _("a party took a stand"), None)]),
        _Group("assignee", _("Assigned to"), people),
        _Group("topic", _("Topic"), _named(counts.topics)),
        _Group("speaker", _("Speaker"), _named(counts.speakers)),
        _Group("outlet", _("Outlet"), _named(counts.outlets)),
        _Group("language", _("Language"), [(code, language_name(code), n) for code, n in counts.languages.items()]),
    ]


def _named(rows: list[tuple[int, str, int]]) -> list[tuple[str, str, int | None]]:
    return [(str(pk), name, n) for pk, name, n in rows]


def _group(group: _Group, query: QueryDict, counts: Facets) -> dict[str, Any]:
    chosen = query.get(group.name, "")
    return {
        "title": group.title,
        "choices": [
            {
                "label": label,
                "count": None if count is None else at_least(count, counts),
                "selected": chosen == value,
                "url": address(query, **{group.name: "" if chosen == value else value}),
                "id": f"facet-{group.name}-{value}",
            }
            for value, label, count in group.choices
        ],
    }


def at_most(count: int) -> str:
    """A count that stopped at the limit, as "1000+"."""
    return f"{COUNT_LIMIT}+" if count > COUNT_LIMIT else str(count)


def at_least(count: int, counts: Facets) -> str | None:
    """A count within the part of the list that was looked at; nothing where the rest may hold all of them."""
    if not counts.cut:
        return str(count)
    return f"{count}+" if count else None


def active(query: QueryDict, filters: QueueFilters, names: dict[str, str]) -> list[dict[str, str]]:
    """The filters that are on, in words, each with the address without it."""
    people = {"me": _("assigned to me"), "none": _("assigned to nobody")}
    on: list[tuple[str, str]] = [
        ("q", f"“{filters.words}”" if filters.words else ""),
        ("status", str(label_of(filters.status)) if filters.status else ""),
        ("presentation", str(label_of(filters.presentation)) if filters.presentation else ""),
        ("speaker", names.get("speaker", _("unknown speaker")) if filters.speaker else ""),
        ("outlet", names.get("outlet", _("unknown outlet")) if filters.outlet else ""),
        ("topic", names.get("topic", _("unknown topic")) if filters.topic else ""),
        ("language", language_name(filters.language) if filters.language else ""),
        ("assignee", people.get(filters.assignee, _("assigned to %s") % names.get("assignee", filters.assignee))),
        ("has_position", _("a party took a stand") if filters.has_position else ""),
        ("from", _("said from %s") % filters.said_from.isoformat() if filters.said_from else ""),
        ("to", _("said up to %s") % filters.said_to.isoformat() if filters.said_to else ""),
    ]
    if not filters.assignee:
        on = [row for row in on if row[0] != "assignee"]
    return [{"label": label, "url": address(query, **{name: ""})} for name, label in on if label]


def language_name(code: str) -> str:
    """ "German" for "de"; the code itself where the name is not known."""
    try:
        return str(get_language_info(code)["name"])
    except KeyError:
        return code


def stage_label(stage: str) -> str:
    return {
        "to_review": _("To review"),
        "mine": _("Mine"),
        "second_review": _("Second review"),
        "adjudication": _("Adjudication"),
        "decided": _("Decided"),
        "candidates": _("Candidates"),
        "dismissed": _("Dismissed"),
    }[stage]
