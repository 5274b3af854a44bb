"""The page of a claim, and what can be done there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from claims.enums import FOUND_STATUSES
from claims.models import Claim
from claims.queries import claim_with_people
from core.errors import Conflict, DomainError
from desk.forms.review import DISMISSED, PublishForm, ReasonForm, VerdictForm
from desk.presenters.claim_page import claim_page
from desk.presenters.gate import gate, verdict_options
from desk.presenters.history import changed_since
from desk.presenters.reasons import kept_words, reason_forms, seen_edition, sent_reason, written
from desk.views.access import desk_page, person
from publication import services as publication
from reviews import services

Errors = dict[str, list[str]]


@desk_page()
def claim(request: HttpRequest, claim_id: int) -> HttpResponse:
    return show_claim(request, claim_id)


@desk_page("POST")
def decide(request: HttpRequest, claim_id: int) -> HttpResponse:
    """Give a verdict, or dismiss. What was written comes back with any refusal."""
    form = VerdictForm(request.POST)
    if not form.is_valid():
        return show_claim(request, claim_id, verdict=form.data, errors=_errors(form), status=422)
    data = form.cleaned_data
    try:
        _decide(request, claim_id, data)
    except DomainError as refusal:
        errors = {refusal.field if refusal.field in form.fields else "all": [_with_change(refusal, data["version"])]}
        return show_claim(request, claim_id, verdict=form.data, errors=errors, status=refusal.status)
    messages.success(request, _("Your verdict is in."), extra_tags=f"draft-claim-{claim_id}")
    request.session["draft_done"] = f"claim-{claim_id}"
    return redirect("desk:claim", claim_id)


def _decide(request: HttpRequest, claim_id: int, data: dict[str, Any]) -> None:
    by, version = person(request), data["version"]
    if data["verdict"] == DISMISSED:
        services.dismiss(by=by, claim_id=claim_id, expected_version=version, rationale=data["rationale"])
        return
    services.decide(
        by=by,
        claim_id=claim_id,
        expected_version=version,
        verdict=data["verdict"],
        rationale=data["rationale"],
        seen_evidence=data["seen_evidence"],
    )


@desk_page("POST")
def release(request: HttpRequest, claim_id: int) -> HttpResponse:
    return act_on_claim(request, claim_id, lambda: services.release(by=person(request), claim_id=claim_id))


@desk_page("POST")
def restore(request: HttpRequest, claim_id: int) -> HttpResponse:
    version = version_of(request)
    return act_on_claim(
        request,
        claim_id,
        lambda: services.restore(by=person(request), claim_id=claim_id, expected_version=version),
    )


@desk_page("POST")
def to_queue(request: HttpRequest, claim_id: int) -> HttpResponse:
    version = version_of(request)
    return act_on_claim(
        request,
        claim_id,
        lambda: services.queue_claim(by=person(request), claim_id=claim_id, expected_version=version),
    )


@desk_page("POST")
def reopen(request: HttpRequest, claim_id: int) -> HttpResponse:
    """Start the next round, with the reason; it comes back with any refusal."""
    form = sent_reason(request, "reopen")
    return act_on_claim(
        request,
        claim_id,
        lambda: services.reopen(
            by=person(request),
            claim_id=claim_id,
            expected_version=version_of(request),
            reason=written(form)["reason"],
        ),
        reason_form=form,
    )


@desk_page("POST")
def publish(request: HttpRequest, claim_id: int) -> HttpResponse:
    """Publish, or say which rule of the policy is not met; what was written comes back with any refusal."""
    form = PublishForm(request.POST)
    data = form.cleaned_data if form.is_valid() else {"summary": "", "override": ""}
    version = version_of(request)
    return act_on_claim(
        request,
        claim_id,
        lambda: publication.publish(
            by=person(request),
            claim_id=claim_id,
            expected_version=version,
            summary=data["summary"],
            override=data["override"],
        ),
        done=_("Published."),
        draft=f"publish-{claim_id}",
        publish_form=form,
    )


@desk_page("POST")
def correct(request: HttpRequest, claim_id: int) -> HttpResponse:
    """Publish a correction of the edition that the person saw; what was written comes back with any refusal."""
    form = sent_reason(request, "correct")
    return act_on_claim(
        request,
        claim_id,
        lambda: publication.correct(
            by=person(request), claim_id=claim_id, expected=seen_edition(form), **written(form)
        ),
        done=_("The correction is published."),
        draft=f"correct-{claim_id}",
        reason_form=form,
    )


@desk_page("POST")
def retract(request: HttpRequest, claim_id: int) -> HttpResponse:
    """Take back the edition that the person saw; the reason comes back with any refusal."""
    form = sent_reason(request, "correct")
    return act_on_claim(
        request,
        claim_id,
        lambda: publication.retract(
            by=person(request),
            claim_id=claim_id,
            reason=written(form)["reason"],
            expected=seen_edition(form),
        ),
        done=_("Retracted. The page says why."),
        draft=f"correct-{claim_id}",
        reason_form=form,
    )


def act_on_claim(
    request: HttpRequest,
    claim_id: int,
    act: Callable[[], object],
    *,
    done: str = "",
    draft: str = "",
    publish_form: PublishForm | None = None,
    reason_form: ReasonForm | None = None,
) -> HttpResponse:
    """Do it and show the claim; a refusal is shown on the claim's page with its own status.

    `draft`: the half-written words that are forgotten once it is done.
    """
    try:
        act()
    except DomainError as refusal:
        in_place = refusal.field in ("reason", "summary", "rationale") and reason_form is not None
        return show_claim(
            request,
            claim_id,
            errors={} if in_place else {"act": [_with_change(refusal, None)]},
            status=refusal.status,
            publish_form=publish_form,
            reason_form=reason_form,
            refusal=refusal if in_place else None,
        )
    if draft:
        request.session["draft_done"] = draft
    if done:
        messages.success(request, done)
    return redirect("desk:claim", claim_id)


def show_claim(
    request: HttpRequest,
    claim_id: int,
    *,
    verdict: Any = None,
    errors: Errors | None = None,
    status: int = 200,
    publish_form: PublishForm | None = None,
    reason_form: ReasonForm | None = None,
    refusal: DomainError | None = None,
) -> HttpResponse:
    """The claim's page. Forms that were sent come back with what was written, against the claim as it is now;
    `refusal`: of a field of the `reason_form`, shown there.
    """
    found = claim_or_404(claim_id)
    viewer = person(request)
    typed = verdict or {}
    seen = version_of(request) if request.method == "POST" else 0
    place = request.GET.get("mention", "")
    mention_id = int(place) if place.isascii() and place.isdigit() and len(place) < 16 else None
    page = claim_page(found, viewer=viewer, mention_id=mention_id)
    reasons = reason_forms(page, sent=reason_form, refusal=refusal)
    edition = reason_form.cleaned_data.get("edition") if reason_form else None
    context = {
        "section": "queue",
        "page": page,
        "claim": found,
        "verdict": typed.get("verdict", ""),
        "rationale": typed.get("rationale", ""),
        "errors": errors or {},
        "publish_form": _again(publish_form, found) or PublishForm(initial={"version": found.version}),
        **reasons,
        "kept_words": kept_words(page, reason_form, publish_form),
        "gate": gate(found) if found.status in FOUND_STATUSES else None,
        "verdict_options": verdict_options(typed.get("verdict", "")),
        "changed": (
            changed_since(found, version=seen, viewer=viewer, edition=edition) if status == 409 and seen else []
        ),
    }
    return render(request, "desk/claim.html", context, status=status)


def _again(form: PublishForm | None, claim: Claim) -> PublishForm | None:
    """The form as it was sent, to be sent again against the claim as it is now."""
    if form is None:
        return None
    kept = {name: form.data.get(name, "") for name in ("summary", "override")}
    return PublishForm(initial={**kept, "version": claim.version})


def _with_change(refusal: DomainError, seen: int | None) -> str:
    """The refusal, and for a stale write what changed."""
    now = refusal.details.get("status")
    if isinstance(refusal, Conflict) and now and seen is not None and refusal.details.get("version") != seen:
        words = str(now).replace("_", " ")
        return _("%(why)s Your words are kept. You saw version %(seen)s; it is now version %(now)s: %(status)s.") % {
            "why": refusal.message,
            "seen": seen,
            "now": refusal.details["version"],
            "status": words,
        }
    return refusal.message


def claim_or_404(claim_id: int) -> Claim:
    found = claim_with_people(claim_id)
    if found is None:
        raise Http404
    return found


def version_of(request: HttpRequest) -> int:
    value = request.POST.get("version", "")
    return int(value) if value.isascii() and value.isdigit() and len(value) < 10 else 0


def _errors(form: VerdictForm) -> Errors:
    return {
        ("all" if field in ("__all__", "version") else field): [str(error) for error in errors]
        for field, errors in form.errors.items()
    }
