"""Evidence: adding it, withdrawing it, and what was captured of it."""

from __future__ import annotations

from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render

from accounts.models import User
from core.errors import DomainError
from core.errors_in_forms import show_refusal
from desk.forms.review import EvidenceForm
from desk.presenters.evidence import evidence_row
from desk.views.access import desk_page, person
from desk.views.claims import act_on_claim, claim_or_404
from reviews import services
from reviews.enums import EvidenceStance
from reviews.models import Evidence


@desk_page("GET", "HEAD", "POST")
def evidence_add(request: HttpRequest, claim_id: int) -> HttpResponse:
    """The form for evidence: by itself, or opened in the claim's page."""
    form = EvidenceForm(request.POST or None, request.FILES or None)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                _add(person(request), claim_id, form.cleaned_data)
            except DomainError as refusal:
                status = refusal.status
                show_refusal(form, refusal)
            else:
                request.session["draft_done"] = f"evidence-{claim_id}"
                return redirect("desk:claim", claim_id)
    opened_in_place = bool(request.headers.get("HX-Request")) and request.method == "GET"
    template = "desk/evidence_form.html" if opened_in_place else "desk/evidence.html"
    context = {"section": "queue", "form": form, "claim": claim_or_404(claim_id)}
    return render(request, template, context, status=status)


@desk_page("POST")
def evidence_withdraw(request: HttpRequest, claim_id: int, evidence_id: int) -> HttpResponse:
    by = person(request)
    return act_on_claim(
        request,
        claim_id,
        lambda: services.withdraw_evidence(by=by, claim_id=claim_id, evidence_id=evidence_id),
    )


@desk_page()
def evidence_page(request: HttpRequest, evidence_id: int) -> HttpResponse:
    """What was captured: its text, times, hashes, picture, and how the page has done since."""
    row = _evidence(evidence_id)
    context = {"section": "queue", "row": row, "item": evidence_row(row, viewer=person(request))}
    return render(request, "desk/evidence_page.html", context)


@desk_page()
def evidence_picture(request: HttpRequest, evidence_id: int) -> HttpResponseBase:
    row = _evidence(evidence_id)
    if not row.picture_file:
        raise Http404
    return FileResponse(row.picture_file.open("rb"), content_type="image/png")


@desk_page()
def evidence_bytes(request: HttpRequest, evidence_id: int) -> HttpResponseBase:
    """The kept bytes, to save and not to open: foreign markup is never shown by this site."""
    row = _evidence(evidence_id)
    if not row.capture_file:
        raise Http404
    return FileResponse(
        row.capture_file.open("rb"),
        content_type="application/octet-stream",
        as_attachment=True,
        filename=f"{row.capture_sha256}.bin",
    )


def _add(by: User, claim_id: int, data: dict[str, Any]) -> Evidence:
    stance = EvidenceStance(data["stance"])
    upload = data.get("file")
    if upload is not None:
        return services.add_file_evidence(
            by=by,
            claim_id=claim_id,
            quotation=data["quotation"],
            stance=stance,
            title=data["title"],
            name=upload.name or "",
            content=upload.read(),
            primary=data["primary"],
        )
    return services.add_evidence(
        by=by,
        claim_id=claim_id,
        quotation=data["quotation"],
        stance=stance,
        url=data["url"],
        title=data["title"],
        primary=data["primary"],
    )


def _evidence(evidence_id: int) -> Evidence:
    found = Evidence.objects.select_related("claim", "added_by").filter(pk=evidence_id).first()
    if found is None:
        raise Http404
    return found
