"""Where readers report an error."""

from __future__ import annotations

import re

from axes.helpers import get_client_ip_address
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from core.errors import DomainError
from core.errors_in_forms import show_refusal
from publication import queries
from publication.enums import EditionKind
from publication.forms import ReportForm
from publication.models import Edition
from publication.services import report_error


@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest) -> HttpResponse:
    """The form, for one statement (`claim`) or for anything. What was written comes back with any refusal."""
    edition = _edition(request)
    if request.method != "POST":
        return _page(request, ReportForm(), edition)
    form = ReportForm(request.POST)
    if not form.is_valid():
        return _page(request, form, edition, status=422)
    data = form.cleaned_data
    if data["website"]:  # a machine: it is told nothing, and nothing is kept
        return redirect("publication:report-sent")
    try:
        report_error(
            text=data["text"],
            name=data["name"],
            email=data["email"],
            address=get_client_ip_address(request) or "",
            claim_id=edition.fact_check.claim_id if edition else None,
        )
    except DomainError as refusal:
        show_refusal(form, refusal)
        return _page(request, form, edition, status=refusal.status)
    answer = "?answer=1" if data["email"] else ""
    return redirect(reverse("publication:report-sent") + answer)


@require_safe
def report_sent(request: HttpRequest) -> HttpResponse:
    """What happens now."""
    return render(request, "public/report_sent.html", {"section": "report", "answer": "answer" in request.GET})


def _edition(request: HttpRequest) -> Edition | None:
    given = request.GET.get("claim", "")
    if not re.fullmatch(r"[0-9]{1,15}", given, re.ASCII):
        return None
    fact_check = queries.fact_check_of(int(given))
    return fact_check.current if fact_check else None


def _page(request: HttpRequest, form: ReportForm, edition: Edition | None, *, status: int = 200) -> HttpResponse:
    context = {
        "section": "report",
        "form": form,
        "edition": edition,
        "retracted": edition is not None and edition.kind == EditionKind.RETRACTION,
    }
    return render(request, "public/report.html", context, status=status)
