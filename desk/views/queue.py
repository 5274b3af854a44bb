"""The queue: what waits for somebody, most check-worthy first."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from claims.enums import Presentation
from core.choices import label_of
from core.errors import DomainError
from core.pagination import keyset_page
from desk.presenters.rows import claim_rows
from desk.views.access import desk_page, person
from reviews import queries, services
from reviews.queries import Facets, QueueFilters

_TABS = ("to_review", "mine", "second_review", "adjudication", "decided", "candidates", "dismissed")


@desk_page()
def queue(request: HttpRequest) -> HttpResponse:
    filters = filters_of(request.GET)
    viewer = person(request)
    page = keyset_page(
        queries.queue(filters, viewer=viewer),
        order=("-score", "-pk"),
        size=settings.QUEUE_PAGE_SIZE,
        cursor=request.GET.get("cursor", ""),
    )
    counts = queries.facets(filters, viewer=viewer)
    context: dict[str, Any] = {
        "section": "queue",
        "query": filters.words,
        "title": _stage_label(filters.stage),
        "rows": claim_rows(page.rows, viewer=viewer),
        "groups": _groups(request.GET, filters, counts),
        "active": _active(request.GET, filters, counts),
        "note": _("%(shown)s of %(all)s")
        % {"shown": len(page.rows), "all": _at_most(counts.stages.get(filters.stage, 0))}
        if not _narrowed(filters)
        else "",
        "next_url": _with(request.GET, cursor=page.next_cursor) if page.next_cursor else "",
        "previous_url": _with(request.GET, cursor=page.previous_cursor) if page.previous_cursor else "",
        "narrowed": _narrowed(filters),
    }
    return render(request, "desk/queue.html", context)


@desk_page("POST")
def take(request: HttpRequest, claim_id: int) -> HttpResponse:
    """Take a claim: from the queue the row changes in place, from elsewhere the claim opens."""
    try:
        claim = services.take(by=person(request), claim_id=claim_id)
    except DomainError as refusal:
        messages.error(request, refusal.message)
        if request.headers.get("HX-Request"):
            return _row(request, claim_id)
        return redirect("desk:claim", claim_id)
    if request.headers.get("HX-Request"):
        return _row(request, claim.pk)
    return redirect("desk:claim", claim.pk)


def _row(request: HttpRequest, claim_id: int) -> HttpResponse:
    viewer = person(request)
    rows = claim_rows(list(queries.claims_by_id([claim_id])), viewer=viewer)
    return render(request, "desk/queue_row.html", {"claim": rows[0], "selected": True})


def filters_of(query: QueryDict) -> QueueFilters:
    """The filters of an address. What is not understood is no filter."""
    return QueueFilters(
        stage=query.get("stage", "to_review") if query.get("stage") in _TABS else "to_review",
        presentation=query.get("presentation", "") if query.get("presentation") in set(Presentation) else "",
        speaker=_number(query.get("speaker")),
        outlet=_number(query.get("outlet")),
        words=query.get("q", "")[:300],
        has_position=query.get("has_position") == "1",
    )


def _number(value: str | None) -> int | None:
    return int(value) if value and value.isascii() and value.isdigit() and len(value) < 16 else None


def _narrowed(filters: QueueFilters) -> bool:
    return replace(filters, stage="to_review") != QueueFilters()


def _with(query: QueryDict, **changes: str) -> str:
    changed = query.copy()
    changed.pop("cursor", None)
    for name, value in changes.items():
        if value:
            changed[name] = value
        else:
            changed.pop(name, None)
    return f"{reverse('desk:queue')}?{changed.urlencode()}" if changed else reverse("desk:queue")


def _groups(query: QueryDict, filters: QueueFilters, counts: Facets) -> list[dict[str, Any]]:
    stages = [
        {
            "label": _stage_label(name),
            "count": _at_most(counts.stages.get(name, 0)),
            "url": reverse("desk:queue") + (f"?stage={name}" if name != "to_review" else ""),
            "selected": filters.stage == name,
        }
        for name in _TABS
    ]
    presentations = [
        _choice(
            query,
            "presentation",
            how.value,
            str(label_of(how.value)),
            _at_least(counts.presentations.get(how.value, 0), counts),
            filters.presentation,
        )
        for how in Presentation
    ]
    speakers = [
        _choice(query, "speaker", str(pk), name, _at_least(n, counts), str(filters.speaker or ""))
        for pk, name, n in counts.speakers
    ]
    outlets = [
        _choice(query, "outlet", str(pk), name, _at_least(n, counts), str(filters.outlet or ""))
        for pk, name, n in counts.outlets
    ]
    other = [_choice(query, "has_position", "1", _("a party took a stand"), None, "1" if filters.has_position else "")]
    return [
        {"title": _("Stage"), "choices": stages},
        {"title": _("How it is put"), "choices": presentations},
        {"title": _("Positions"), "choices": other},
        {"title": _("Speaker"), "choices": speakers},
        {"title": _("Outlet"), "choices": outlets},
    ]


def _at_most(count: int) -> str:
    """A count that stopped at the limit, as "1000+"."""
    return f"{queries.COUNT_LIMIT}+" if count > queries.COUNT_LIMIT else str(count)


def _at_least(count: int, counts: Facets) -> str | None:
    """A count within the part of the list that was looked at; nothing where the rest may hold all of them."""
    if not counts.cut:
        return str(count)
    return f"{count}+" if count else None


def _choice(query: QueryDict, name: str, value: str, label: str, count: str | None, chosen: str) -> dict[str, Any]:
    selected = chosen == value
    return {
        "label": label,
        "count": count,
        "selected": selected,
        "url": _with(query, **{name: "" if selected else value}),
    }


def _active(query: QueryDict, filters: QueueFilters, counts: Facets) -> list[dict[str, str]]:
    active = []
    if filters.words:
        active.append({"label": f"“{filters.words}”", "url": _with(query, q="")})
    if filters.presentation:
        active.append({"label": str(label_of(filters.presentation)), "url": _with(query, presentation="")})
    for name, chosen, rows in (
        ("speaker", filters.speaker, counts.speakers),
        ("outlet", filters.outlet, counts.outlets),
    ):
        if chosen:
            label = next((title for pk, title, _n in rows if pk == chosen), f"{name} {chosen}")
            active.append({"label": label, "url": _with(query, **{name: ""})})
    if filters.has_position:
        active.append({"label": _("a party took a stand"), "url": _with(query, has_position="")})
    return active


def _stage_label(stage: str) -> str:
    return {
        "to_review": _("To review"),
        "mine": _("Mine"),
        "second_review": _("Second review"),
        "adjudication": _("Adjudication"),
        "decided": _("Decided"),
        "candidates": _("Candidates"),
        "dismissed": _("Dismissed"),
    }[stage]
