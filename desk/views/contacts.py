"""The right of reply: whom we asked, how long they have been silent, and what they answered."""

from __future__ import annotations

from datetime import timedelta

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from claims.enums import SpeakerKind, Stance
from core.errors import DomainError
from core.errors_in_forms import show_refusal
from core.pagination import keyset_page
from desk.forms.parties import AnswerForm, AskForm
from desk.presenters.contacts import requests_of
from desk.views.access import desk_page, person
from desk.views.claims import claim_or_404
from reviews import queries, services
from reviews.enums import Channel
from reviews.models import Contact

_PAGE = 50


@desk_page()
def requests(request: HttpRequest) -> HttpResponse:
    """Open requests, the nearest deadline first; those whose time is over are on top and marked."""
    page = keyset_page(
        queries.open_contacts(), order=("deadline", "pk"), size=_PAGE, cursor=request.GET.get("cursor", "")
    )
    context = {
        "section": "requests",
        "rows": requests_of(page.rows),
        "next_url": f"?cursor={page.next_cursor}" if page.next_cursor else "",
        "previous_url": f"?cursor={page.previous_cursor}" if page.previous_cursor else "",
    }
    return render(request, "desk/requests.html", context)


@desk_page("GET", "HEAD", "POST")
def ask(request: HttpRequest, claim_id: int) -> HttpResponse:
    """Record that a party was asked: by itself, or opened in the claim's page."""
    claim = claim_or_404(claim_id)
    soon = timezone.localtime(timezone.now() + timedelta(days=2)).replace(minute=0)
    initial = {"party": claim.speaker.name if claim.speaker else "", "deadline": soon}
    form = AskForm(request.POST or None, initial=initial, auto_id="ask_%s")
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            data = form.cleaned_data
            try:
                services.ask_party(
                    by=person(request),
                    claim_id=claim_id,
                    party=data["party"],
                    party_kind=SpeakerKind(data["kind"] or SpeakerKind.ORGANISATION),
                    asked_whom=data["asked_whom"],
                    channel=Channel(data["channel"]),
                    asked_at=data["asked_at"],
                    deadline=data["deadline"],
                    question=data["question"],
                )
            except DomainError as refusal:
                status = refusal.status
                show_refusal(form, refusal)
            else:
                request.session["draft_done"] = f"ask-{claim_id}"
                return redirect("desk:claim", claim_id)
    in_place = bool(request.headers.get("HX-Request")) and request.method == "GET"
    template = "desk/ask_form.html" if in_place else "desk/ask.html"
    return render(request, template, {"section": "queue", "form": form, "claim": claim}, status=status)


@desk_page("GET", "HEAD", "POST")
def answer(request: HttpRequest, contact_id: int) -> HttpResponse:
    """One request, and the form for what came back."""
    contact = _contact(contact_id)
    form = AnswerForm(request.POST or None)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            data = form.cleaned_data
            try:
                services.record_answer(
                    by=person(request),
                    contact_id=contact_id,
                    stance=Stance(data["stance"]),
                    answer=data["answer"],
                    answered_at=data["answered_at"],
                )
            except DomainError as refusal:
                status = refusal.status
                show_refusal(form, refusal)
            else:
                messages.success(request, _("The answer is recorded, and stands among the positions."))
                request.session["draft_done"] = f"answer-{contact_id}"
                return redirect("desk:claim", contact.claim_id)
    context = {"section": "requests", "form": form, "contact": contact, "row": requests_of([contact])[0]}
    return render(request, "desk/answer.html", context, status=status)


@desk_page("POST")
def contact_withdraw(request: HttpRequest, contact_id: int) -> HttpResponse:
    services.withdraw_contact(by=person(request), contact_id=contact_id)
    messages.success(request, _("The request is withdrawn."))
    return redirect("desk:requests")


def _contact(contact_id: int) -> Contact:
    found = Contact.objects.select_related("claim", "party", "asked_by", "recorded_by").filter(pk=contact_id).first()
    if found is None:
        raise Http404
    return found
