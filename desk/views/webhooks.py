"""Webhooks: who is told of what is published, whether it arrives, and what to do when it does not."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from accounts.roles import Capability
from core.errors import DomainError, InvalidInput
from core.errors_in_forms import show_refusal
from core.pagination import Page, keyset_page
from core.sealing import opened, sealed
from desk.forms.webhooks import EndpointForm
from desk.presenters import webhooks as present
from desk.views.access import desk_page, person
from webhooks import queries, services
from webhooks.enums import DeliveryState
from webhooks.models import Delivery, Endpoint

PAGE_SIZE = 40
_SECRET = "webhook_secret"
_page = partial(desk_page, needs=Capability.MANAGE_DESK)


@_page()
def webhooks(request: HttpRequest) -> HttpResponse:
    """All addresses, the newest first, with how each is doing."""
    page = keyset_page(queries.endpoints(), order=("-pk",), size=PAGE_SIZE, cursor=request.GET.get("cursor", ""))
    newest = queries.newest_deliveries([row.pk for row in page.rows])
    tries = queries.last_tries([row.pk for row in newest.values()])
    context = {
        "section": "webhooks",
        "rows": present.addresses(page.rows, newest, tries),
        "next_url": f"?cursor={page.next_cursor}" if page.next_cursor else "",
        "previous_url": f"?cursor={page.previous_cursor}" if page.previous_cursor else "",
    }
    return render(request, "desk/webhooks.html", context)


@_page("GET", "HEAD", "POST")
def webhook_add(request: HttpRequest) -> HttpResponse:
    """Add an address; its secret is on the page that follows."""
    form = EndpointForm(request.POST or None)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                endpoint, secret = services.add_endpoint(by=person(request), **form.cleaned_data)
            except DomainError as refusal:
                status = refusal.status
                show_refusal(form, refusal)
            else:
                return _with_secret(request, endpoint.pk, secret)
    return render(request, "desk/webhook_add.html", {"section": "webhooks", "form": form}, status=status)


@_page("GET", "HEAD", "POST")
def webhook_change(request: HttpRequest, endpoint_id: int) -> HttpResponse:
    """Change where messages go, whose address it is and what it is told of."""
    endpoint = _endpoint(endpoint_id)
    now = {"url": endpoint.url, "description": endpoint.description, "event_types": endpoint.event_types}
    form = EndpointForm(request.POST or None, initial=now)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                services.change_endpoint(by=person(request), endpoint_id=endpoint_id, **form.cleaned_data)
            except DomainError as refusal:
                status = refusal.status
                show_refusal(form, refusal)
            else:
                messages.success(request, _("It is changed."))
                return redirect("desk:webhook", endpoint_id)
    context = {"section": "webhooks", "form": form, "name": str(endpoint), "endpoint_id": endpoint_id}
    return render(request, "desk/webhook_change.html", context, status=status)


@_page()
def webhook(request: HttpRequest, endpoint_id: int) -> HttpResponse:
    """One address with its messages, the newest first; with `state` those in that state. A new secret shows once."""
    endpoint = _endpoint(endpoint_id)
    state = request.GET.get("state", "")
    state = state if state in set(DeliveryState) else ""
    page, notice = _messages(endpoint, state, request.GET.get("cursor", ""))
    mark = f"?state={state}&" if state else "?"
    context = {
        "section": "webhooks",
        "address": present.address(endpoint, None, {}),
        "secret": _secret_once(request, endpoint_id),
        "rows": present.messages_of(page.rows, queries.last_tries([row.pk for row in page.rows])),
        "tabs": present.tabs(endpoint, state),
        "notice": notice,
        "next_url": f"{mark}cursor={page.next_cursor}" if page.next_cursor else "",
        "previous_url": f"{mark}cursor={page.previous_cursor}" if page.previous_cursor else "",
    }
    return render(request, "desk/webhook.html", context)


@_page("POST")
def webhook_secret(request: HttpRequest, endpoint_id: int) -> HttpResponse:
    _endpoint(endpoint_id)
    return _with_secret(request, endpoint_id, services.rotate_secret(by=person(request), endpoint_id=endpoint_id))


@_page("POST")
def webhook_off(request: HttpRequest, endpoint_id: int) -> HttpResponse:
    _endpoint(endpoint_id)
    services.switch_off(by=person(request), endpoint_id=endpoint_id)
    messages.success(request, _("Nothing is sent there until it is on again."))
    return redirect("desk:webhook", endpoint_id)


@_page("POST")
def webhook_on(request: HttpRequest, endpoint_id: int) -> HttpResponse:
    _endpoint(endpoint_id)
    services.switch_on(by=person(request), endpoint_id=endpoint_id)
    messages.success(request, _("It is on. What waits is sent now, with what happened meanwhile."))
    return redirect("desk:webhook", endpoint_id)


@_page("POST")
def webhook_test(request: HttpRequest, endpoint_id: int) -> HttpResponse:
    _endpoint(endpoint_id)
    services.send_test(by=person(request), endpoint_id=endpoint_id)
    messages.success(request, _("A test message is on its way. Open this page again to see whether it arrived."))
    return redirect("desk:webhook", endpoint_id)


@_page("POST")
def webhook_again(request: HttpRequest, endpoint_id: int, delivery_id: int) -> HttpResponse:
    """The same message once more, with the same id and the same bytes."""
    endpoint = _endpoint(endpoint_id)
    if not queries.deliveries_of(endpoint).filter(pk=delivery_id).exists():
        raise Http404
    services.replay(by=person(request), delivery_id=delivery_id)
    said = _("It goes once more, as soon as the address is on.") if endpoint.off_at else _("It goes once more.")
    messages.success(request, said)
    return redirect("desk:webhook", endpoint_id)


def _endpoint(endpoint_id: int) -> Endpoint:
    found = queries.endpoints().filter(pk=endpoint_id).first()
    if found is None:
        raise Http404
    return found


def _messages(endpoint: Endpoint, state: str, cursor: str) -> tuple[Page[Delivery], str]:
    rows = queries.deliveries_of(endpoint, state=state)
    try:
        return keyset_page(rows, order=("-pk",), size=PAGE_SIZE, cursor=cursor), ""
    except InvalidInput as refusal:
        return keyset_page(rows, order=("-pk",), size=PAGE_SIZE), refusal.message


def _with_secret(request: HttpRequest, endpoint_id: int, secret: str) -> HttpResponse:
    """On to the page of the address, which shows the secret; until then the session keeps it sealed."""
    request.session[_SECRET] = [endpoint_id, sealed(secret)]
    return redirect("desk:webhook", endpoint_id)


def _secret_once(request: HttpRequest, endpoint_id: int) -> str:
    kept = request.session.get(_SECRET)
    if request.method != "GET" or kept is None or kept[0] != endpoint_id:
        return ""
    return opened(request.session.pop(_SECRET)[1])
