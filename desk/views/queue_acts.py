"""What is done from the queue to several claims, to views and to the order of the list."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from claims.enums import PriorityLevel
from claims.queries import claim_with_people
from claims.services import set_priority
from core.errors import DomainError, InvalidInput
from core.errors_in_forms import show_refusal
from desk.forms.queue import BulkForm, PriorityForm, SaveViewForm, TakeOverForm
from desk.presenters.bulk import said
from desk.presenters.words import quoted
from desk.views.access import desk_page, person
from reviews import services
from reviews.enums import BulkKind, SkipReason
from reviews.services import BulkDone

_MOST_TOLD = 5  # refusals that are told one by one


@desk_page("POST")
def bulk(request: HttpRequest) -> HttpResponse:
    """Do one thing to the chosen claims, say for which it was refused and why, and come back to the list."""
    form = BulkForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("This cannot be done to claims. Choose an act from the bar below the list."))
        return _back(request)
    try:
        _tell(request, _bulk(request, form.cleaned_data))
    except DomainError as refusal:
        messages.error(request, refusal.message)
    return _back(request)


def _bulk(request: HttpRequest, data: dict[str, Any]) -> BulkDone:
    by, claims = person(request), _chosen(request.POST.getlist("claim"))
    kind = BulkKind(data["act"])
    if kind == BulkKind.ASSIGN:
        return services.bulk_assign(by=by, claims=claims, assignee_id=_assignee(by.pk, data["assignee"]))
    if kind == BulkKind.TOPIC:
        return services.bulk_topic(by=by, claims=claims, name=data["topic"])
    if kind == BulkKind.TAKE:
        return services.bulk_take(by=by, claims=claims)
    if not data["reason"]:
        raise InvalidInput("Choose why: the reason is counted in the numbers of the desk.", field="reason")
    return services.bulk_dismiss(by=by, claims=claims, reason=SkipReason(data["reason"]), words=data["words"])


def _chosen(values: list[str]) -> dict[int, int]:
    pairs = [value.partition(".") for value in values[:1000]]
    return {
        int(pk): int(version)
        for pk, _dot, version in pairs
        if pk.isascii() and pk.isdigit() and version.isascii() and version.isdigit() and len(pk + version) < 20
    }


def _assignee(me: int, value: str) -> int | None:
    if value == "me":
        return me
    if value == "none":
        return None
    if value.isascii() and value.isdigit():
        return int(value)
    raise InvalidInput("Choose a person.", field="assignee")


def _tell(request: HttpRequest, done: BulkDone) -> None:
    if done.done:
        messages.success(request, said(done))
    for text, why in done.refused[:_MOST_TOLD]:
        messages.warning(request, f"{quoted(text, most=60)}: {why}")
    if len(done.refused) > _MOST_TOLD:
        messages.warning(request, _("%d more were refused.") % (len(done.refused) - _MOST_TOLD))


@desk_page("POST")
def undo_bulk(request: HttpRequest, bulk_id: int) -> HttpResponse:
    """Take back the whole of it."""
    try:
        done = services.undo_bulk(by=person(request), bulk_id=bulk_id)
    except DomainError as refusal:
        messages.error(request, refusal.message)
        return _back(request)
    if done.done:
        messages.success(request, _("Undone for %d claims.") % done.done)
    for text, why in done.refused[:_MOST_TOLD]:
        messages.warning(request, f"{quoted(text, most=60)}: {why}")
    return _back(request)


@desk_page("POST")
def save_view(request: HttpRequest) -> HttpResponse:
    form = SaveViewForm(request.POST)
    data: dict[str, Any] = form.cleaned_data if form.is_valid() else {"name": "", "shared": False}
    return _act(
        request,
        lambda: services.save_view(
            by=person(request), name=data["name"], query=request.POST.get("query", ""), shared=data["shared"]
        ),
        done=_("The view is saved."),
    )


@desk_page("POST")
def remove_view(request: HttpRequest, view_id: int) -> HttpResponse:
    try:
        services.remove_view(by=person(request), view_id=view_id)
    except DomainError as refusal:
        messages.error(request, refusal.message)
        return _back(request)
    messages.success(request, _("The view is gone."))
    return redirect("desk:queue")


@desk_page("GET", "HEAD", "POST")
def take_over(request: HttpRequest, claim_id: int) -> HttpResponse:
    """Take over a claim that another person holds, with a note for them."""
    claim = claim_with_people(claim_id)
    if claim is None:
        raise Http404
    form = TakeOverForm(request.POST or None)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                services.take_over(by=person(request), claim_id=claim_id, note=form.cleaned_data["note"])
            except DomainError as refusal:
                status = refusal.status
                show_refusal(form, refusal)
            else:
                return redirect("desk:claim", claim_id)
    return render(request, "desk/take_over.html", {"section": "queue", "claim": claim, "form": form}, status=status)


@desk_page("POST")
def priority(request: HttpRequest) -> HttpResponse:
    """An editor says what comes first."""
    form = PriorityForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Choose how urgent it is."))
        return _back(request)
    data = form.cleaned_data
    return _act(
        request,
        lambda: set_priority(
            by=person(request),
            kind=data["kind"],
            target_id=data["target"],
            level=PriorityLevel(data["level"]),
            note=data["note"],
        ),
        done=_("The queue follows in a moment."),
    )


@desk_page("POST")
def assign(request: HttpRequest, claim_id: int) -> HttpResponse:
    """Give one claim to a person, or to nobody."""
    by, value = person(request), request.POST.get("assignee", "")
    return _act(
        request,
        lambda: services.assign(
            by=by, claim_id=claim_id, assignee_id=_assignee(by.pk, value), note=request.POST.get("note", "")
        ),
        done=_("Assigned.") if value != "none" else _("Assigned to nobody."),
    )


@desk_page("POST")
def topics(request: HttpRequest, claim_id: int) -> HttpResponse:
    """Put topics on one claim, or take one off."""
    remove = [int(pk) for pk in request.POST.getlist("remove")[:20] if pk.isascii() and pk.isdigit() and len(pk) < 16]
    return _act(
        request,
        lambda: services.change_claim_topics(
            by=person(request), claim_id=claim_id, add=request.POST.getlist("topic")[:20], remove=remove
        ),
        done="",
    )


def _act(request: HttpRequest, act: Callable[[], object], *, done: str) -> HttpResponse:
    try:
        act()
    except DomainError as refusal:
        messages.error(request, refusal.message)
    else:
        if done:
            messages.success(request, done)
    return _back(request)


def _back(request: HttpRequest) -> HttpResponse:
    """To where the form stood."""
    place = request.POST.get("next", "")
    if place.startswith("/desk/") and url_has_allowed_host_and_scheme(place, allowed_hosts=None):
        return redirect(place)
    return redirect(reverse("desk:queue"))
