"""The queue: what waits for somebody, in the order of the desk."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.roles import Capability
from claims.enums import PriorityLevel
from claims.queries import all_topics, priority_for
from core.choices import choices_of
from core.errors import DomainError
from core.pagination import keyset_page
from desk.forms.queue import SaveViewForm
from desk.presenters.queue_filters import (
    active,
    address,
    at_most,
    canonical,
    filters_of,
    groups,
    narrowed,
    stage_label,
)
from desk.presenters.rows import claim_rows
from desk.views.access import desk_page, person
from reviews import queries, services
from reviews.enums import SkipReason
from reviews.models import SavedView

ROWS = (30, 100, 200)


@desk_page()
def queue(request: HttpRequest) -> HttpResponse:
    return _page(request, request.GET)


@desk_page()
def saved_view(request: HttpRequest, view_id: int) -> HttpResponse:
    """The queue as somebody saved it, at an address of its own."""
    view = queries.view_for(person(request), view_id)
    if view is None:
        raise Http404
    query = QueryDict(view.query, mutable=True)
    for name in ("cursor", "rows"):
        if name in request.GET:
            query[name] = request.GET[name]
    return _page(request, query, view)


def _page(request: HttpRequest, query: QueryDict, view: SavedView | None = None) -> HttpResponse:
    filters = filters_of(query)
    viewer = person(request)
    size = next((n for n in ROWS if query.get("rows") == str(n)), settings.QUEUE_PAGE_SIZE)
    cursor = query.get("cursor", "")
    counts = queries.facets(filters, viewer=viewer, rows=size)
    # What was counted begins with the first page, so that the list is walked once.
    first = queries.claims_by_id(counts.top[: size + 1])
    listed = queries.queue(filters, viewer=viewer) if cursor else first
    page = keyset_page(listed, order=queries.ORDER, size=size, cursor=cursor)
    names = _names(filters, counts)
    here = request.path if view else reverse("desk:queue")
    reviewer = viewer.may(Capability.REVIEW_CLAIM)
    context: dict[str, Any] = {
        "section": "queue",
        "query": filters.words,
        "filters": filters,
        "title": view.name if view else stage_label(filters.stage),
        "view": view,
        "views": list(queries.views_for(viewer)),
        "may_remove": view is not None and (view.owner_id == viewer.pk or viewer.may(Capability.MANAGE_DESK)),
        "rows": claim_rows(page.rows, viewer=viewer),
        "groups": groups(query, filters, counts, me=viewer.pk),
        "active": active(query, filters, names),
        "note": "" if narrowed(filters) else _shown(len(page.rows), counts.stages.get(filters.stage, 0)),
        "next_url": _cursor(here, query, page.next_cursor, view),
        "previous_url": _cursor(here, query, page.previous_cursor, view),
        "narrowed": narrowed(filters),
        "kept": [(name, value) for name, value in query.items() if name not in ("cursor", "from", "to", "rows")],
        "sizes": [
            {"label": str(n), "url": address(query, rows="" if n == ROWS[0] else str(n)), "selected": n == size}
            for n in ROWS
        ],
        "view_query": canonical(query),
        "view_form": SaveViewForm(),
        "here": request.get_full_path(),
        "reviewer": reviewer,
        "people": list(queries.reviewers()) if reviewer else [],
        "topics": list(all_topics()) if reviewer else [],
        "reasons": choices_of(SkipReason),
        "wanted": _wanted(filters, names) if viewer.may(Capability.MANAGE_DESK) else [],
        "levels": PriorityLevel.choices(),
    }
    return render(request, "desk/queue.html", context)


def _names(filters: queries.QueueFilters, counts: queries.Facets) -> dict[str, str]:
    names = queries.names_of(filters)
    assignee = next((name for pk, name, _n in counts.assignees if str(pk) == filters.assignee), "")
    return names | ({"assignee": assignee} if assignee else {})


def _wanted(filters: queries.QueueFilters, names: dict[str, str]) -> list[dict[str, Any]]:
    """What an editor may put first from here: the speaker, outlet and topic that the list is narrowed to."""
    chosen = (
        ("speaker", filters.speaker, names.get("speaker")),
        ("source", filters.outlet, names.get("outlet")),
        ("topic", filters.topic, names.get("topic")),
    )
    found = []
    for kind, pk, name in chosen:
        if pk and name:
            priority = priority_for(kind, pk)
            found.append({"kind": kind, "id": pk, "name": name, "level": priority.level if priority else 0})
    return found


def _shown(shown: int, everything: int) -> str:
    return _("%(shown)s of %(all)s") % {"shown": shown, "all": at_most(everything)}


def _cursor(here: str, query: QueryDict, cursor: str, view: SavedView | None) -> str:
    if not cursor:
        return ""
    if view is None:
        return f"{address(query)}{'&' if '?' in address(query) else '?'}cursor={cursor}"
    rows = f"&rows={query['rows']}" if query.get("rows") else ""
    return f"{here}?cursor={cursor}{rows}"


@desk_page()
def counts(request: HttpRequest) -> HttpResponse:
    """The choices beside the list with their counts of this moment: asked for twice a minute by the page."""
    filters, viewer = filters_of(request.GET), person(request)
    found = queries.facets(filters, viewer=viewer)
    return render(
        request,
        "desk/queue_counts.html",
        {"groups": groups(request.GET, filters, found, me=viewer.pk), "poll": request.get_full_path()},
    )


@desk_page()
def view_counts(request: HttpRequest) -> HttpResponse:
    """The saved views with how much is in each now."""
    viewer = person(request)
    views = list(queries.views_for(viewer))
    found = queries.view_counts({view.pk: filters_of(QueryDict(view.query)) for view in views}, viewer=viewer)
    for view in views:
        view.count = at_most(found[view.pk])  # type: ignore[attr-defined]
    here = request.headers.get("HX-Current-URL", "")
    return render(request, "desk/queue_views.html", {"views": views, "here": here, "counted": True})


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
    if not rows:
        raise Http404
    context = {"claim": rows[0], "selected": True, "selectable": viewer.may(Capability.REVIEW_CLAIM)}
    return render(request, "desk/queue_row.html", context)
