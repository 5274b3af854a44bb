"""Recording where a party stands."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from claims.enums import SpeakerKind, Stance
from core.errors import DomainError
from core.errors_in_forms import show_refusal
from desk.forms.parties import PositionForm
from desk.views.access import desk_page, person
from desk.views.claims import act_on_claim, claim_or_404
from reviews import queries, services


@desk_page("GET", "HEAD", "POST")
def position_add(request: HttpRequest, claim_id: int) -> HttpResponse:
    """The form for a stand: by itself, or opened in the claim's page."""
    claim = claim_or_404(claim_id)
    form = PositionForm(request.POST or None, evidence=list(queries.evidence_of(claim)), auto_id="position_%s")
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            data = form.cleaned_data
            try:
                services.record_position(
                    by=person(request),
                    claim_id=claim_id,
                    party=data["party"],
                    party_kind=SpeakerKind(data["kind"] or SpeakerKind.ORGANISATION),
                    stance=Stance(data["stance"]),
                    quotation=data["quotation"],
                    address=data["address"],
                    evidence_id=data["evidence"],
                    note=data["note"],
                    stated_at=data["stated_at"],
                )
            except DomainError as refusal:
                status = refusal.status
                show_refusal(form, refusal)
            else:
                request.session["draft_done"] = f"position-{claim_id}"
                return redirect("desk:claim", claim_id)
    in_place = bool(request.headers.get("HX-Request")) and request.method == "GET"
    template = "desk/position_form.html" if in_place else "desk/position.html"
    return render(request, template, {"section": "queue", "form": form, "claim": claim}, status=status)


@desk_page("POST")
def position_withdraw(request: HttpRequest, claim_id: int, position_id: int) -> HttpResponse:
    by = person(request)
    return act_on_claim(
        request,
        claim_id,
        lambda: services.withdraw_position(by=by, claim_id=claim_id, position_id=position_id),
    )
