"""Putting right what was extracted: wording, speaker, spans, whom it is about; splitting and merging."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from accounts.models import User
from claims import queries as claims
from claims.enums import SpeakerKind
from claims.models import Claim, Mention
from core.errors import DomainError
from core.errors_in_forms import show_refusal
from desk.forms.amend import AMENDMENTS
from desk.presenters.amend import amendments, words_in_text
from desk.views.access import desk_page, person
from desk.views.claims import act_on_claim, claim_or_404, version_of
from reviews import services
from reviews.services import Part

Data = dict[str, Any]


@desk_page()
def amend(request: HttpRequest, claim_id: int) -> HttpResponse:
    """The forms: a page by itself, or opened in the claim's page beside the text."""
    claim = claim_or_404(claim_id)
    return _forms(request, claim, claims.mention_of_claim(claim, _number(request.GET.get("mention"))))


@desk_page("POST")
def amend_one(request: HttpRequest, claim_id: int, what: str) -> HttpResponse:
    """Put one thing right. A refusal comes back with what was typed and, for a stale form, what changed."""
    if what not in AMENDMENTS:
        raise Http404
    claim = claim_or_404(claim_id)
    form = AMENDMENTS[what](request.POST, auto_id=f"amend_{what}_%s")
    mention = claims.mention_of_claim(claim, _number(request.POST.get("mention")))
    status = 422
    if form.is_valid():
        try:
            remains = _AMEND[what](person(request), claim, mention, form.cleaned_data)
        except DomainError as refusal:
            status = refusal.status
            show_refusal(form, refusal)
        else:
            messages.success(request, _("Corrected. The original is kept beside it."))
            request.session["draft_done"] = f"amend-{what}-{claim_id}"
            return redirect("desk:claim", remains.pk)
    return _forms(request, claim_or_404(claim_id), mention, status=status, refused=what, form=form)


@desk_page("POST")
def merge_into(request: HttpRequest, claim_id: int, other_id: int) -> HttpResponse:
    """Answer with a claim that says the same: this one goes up in it."""
    by, version = person(request), version_of(request)
    return act_on_claim(
        request,
        claim_id,
        lambda: services.merge_claims(by=by, claim_id=claim_id, into_id=other_id, expected_version=version),
        done=_("Merged. This claim's places and evidence are with the other now."),
    )


@desk_page("POST")
def not_the_same(request: HttpRequest, claim_id: int, other_id: int) -> HttpResponse:
    by = person(request)
    return act_on_claim(request, claim_id, lambda: services.reject_match(by=by, claim_id=claim_id, other_id=other_id))


@desk_page()
def speaker_names(request: HttpRequest) -> HttpResponse:
    """Known names for what is typed, as options of a list."""
    words = " ".join((request.GET.get("name") or request.GET.get("party") or "")[:100].split())
    found = claims.speakers(words)[:12] if len(words) > 1 else []
    return render(request, "desk/speaker_names.html", {"speakers": found})


def _forms(
    request: HttpRequest,
    claim: Claim,
    mention: Mention | None,
    *,
    status: int = 200,
    refused: str = "",
    form: Any = None,
) -> HttpResponse:
    in_place = bool(request.headers.get("HX-Request"))
    context = {
        "section": "queue",
        "claim": claim,
        "mention": mention,
        "amendments": amendments(claim, mention, refused=refused, form=form),
    }
    return render(request, "desk/amend_forms.html" if in_place else "desk/amend.html", context, status=status)


def _text(by: User, claim: Claim, _mention: Mention | None, data: Data) -> Claim:
    return services.correct_text(
        by=by, claim_id=claim.pk, expected_version=data["version"], text=data["text"], reason=data["reason"]
    )


def _speaker(by: User, claim: Claim, mention: Mention | None, data: Data) -> Claim:
    span = words_in_text(mention, data["words"], data["start"], data["end"])
    # With words selected and the old name left in its field, the words are what is meant.
    old = claim.speaker.name if claim.speaker else ""
    name = "" if span and data["name"] == old else data["name"]
    return services.correct_speaker(
        by=by,
        claim_id=claim.pk,
        expected_version=data["version"],
        name=name,
        kind=SpeakerKind(data["kind"] or SpeakerKind.PERSON),
        mention_id=mention.pk if mention and span else None,
        span=span,
        reason=data["reason"],
    )


def _span(by: User, claim: Claim, mention: Mention | None, data: Data) -> Claim:
    found = words_in_text(mention, data["words"], data["start"], data["end"]) or (0, 0)
    return services.correct_span(
        by=by,
        claim_id=claim.pk,
        expected_version=data["version"],
        mention_id=mention.pk if mention else 0,
        part=Part(data["part"]),
        start=found[0],
        end=found[1],
        reason=data["reason"],
    )


def _about(by: User, claim: Claim, _mention: Mention | None, data: Data) -> Claim:
    return services.correct_about(
        by=by,
        claim_id=claim.pk,
        expected_version=data["version"],
        names=data["names"].splitlines(),
        reason=data["reason"],
    )


def _split(by: User, claim: Claim, mention: Mention | None, data: Data) -> Claim:
    second = words_in_text(mention, data["words"], data["start"], data["end"])
    first, _other = services.split_claim(
        by=by,
        claim_id=claim.pk,
        expected_version=data["version"],
        first=data["first"],
        second=data["second"],
        mention_id=mention.pk if mention else None,
        second_span=second,
        reason=data["reason"],
    )
    return first


def _merge(by: User, claim: Claim, _mention: Mention | None, data: Data) -> Claim:
    return services.merge_claims(
        by=by, claim_id=claim.pk, into_id=data["into"], expected_version=data["version"], reason=data["reason"]
    )


_AMEND: dict[str, Callable[[User, Claim, Mention | None, Data], Claim]] = {
    "text": _text,
    "speaker": _speaker,
    "span": _span,
    "about": _about,
    "split": _split,
    "merge": _merge,
}


def _number(value: str | None) -> int | None:
    return int(value) if value and value.isascii() and value.isdigit() and len(value) < 16 else None
