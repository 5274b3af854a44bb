"""Comments, topics and watching, beside a claim's review; a page of their own, and a part of the claim's page."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from claims.queries import claim_with_people
from core.errors import DomainError
from desk.forms.talk import CommentForm
from desk.presenters.talk import talk_of
from desk.views.access import desk_page, person
from reviews import services


@desk_page()
def talk(request: HttpRequest, claim_id: int) -> HttpResponse:
    return _talk(request, claim_id, CommentForm())


@desk_page("POST")
def comment(request: HttpRequest, claim_id: int) -> HttpResponse:
    """Say something. Refused, what was written stays in the field."""
    form = CommentForm(request.POST)
    text = form.cleaned_data["text"] if form.is_valid() else ""
    try:
        services.comment(by=person(request), claim_id=claim_id, text=text)
    except DomainError as refusal:
        form.add_error("text", refusal.message)
        return _talk(request, claim_id, form, status=refusal.status)
    return _talk(request, claim_id, CommentForm()) if _in_place(request) else redirect("desk:talk", claim_id)


@desk_page("POST")
def comment_withdraw(request: HttpRequest, claim_id: int, comment_id: int) -> HttpResponse:
    try:
        services.withdraw_comment(by=person(request), comment_id=comment_id)
    except DomainError as refusal:
        messages.error(request, refusal.message)
    return _talk(request, claim_id, CommentForm()) if _in_place(request) else redirect("desk:talk", claim_id)


@desk_page("POST")
def watch(request: HttpRequest) -> HttpResponse:
    """Follow a claim or a speaker, or follow it no more."""
    on, where = request.POST.get("on") == "1", request.POST
    claim, speaker = _number(where.get("claim")), _number(where.get("speaker"))
    services.watch(by=person(request), claim_id=claim, speaker_id=speaker, on=on)
    if _in_place(request) and _number(where.get("talk")):
        return _talk(request, _number(where.get("talk")) or 0, CommentForm())
    messages.success(request, _("You are told what happens here.") if on else _("You are not told any more."))
    if claim:
        return redirect("desk:claim", claim)
    return redirect("desk:speaker", speaker) if speaker else redirect("desk:notices")


def _number(value: str | None) -> int | None:
    return int(value) if value and value.isascii() and value.isdigit() and len(value) < 16 else None


def _in_place(request: HttpRequest) -> bool:
    return bool(request.headers.get("HX-Request"))


def _talk(request: HttpRequest, claim_id: int, form: CommentForm, *, status: int = 200) -> HttpResponse:
    claim = claim_with_people(claim_id)
    if claim is None:
        raise Http404
    template = "desk/talk_part.html" if _in_place(request) else "desk/talk.html"
    here = reverse("desk:claim" if _in_place(request) else "desk:talk", args=[claim.pk])
    context = {"section": "queue", "form": form, "here": here, **talk_of(claim, viewer=person(request))}
    return render(request, template, context, status=status)
