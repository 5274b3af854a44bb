"""Readers' reports of errors: the list, and the answer."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from core.errors import DomainError, InvalidInput
from core.errors_in_forms import show_refusal
from core.pagination import Page, keyset_page
from desk.forms.reports import AnswerForm
from desk.views.access import desk_page, person
from publication import queries
from publication.enums import ReportOutcome
from publication.models import ErrorReport
from publication.services import answer_report

PAGE_SIZE = 40


@desk_page()
def reports(request: HttpRequest) -> HttpResponse:
    """Those that wait, the oldest first; with `answered` those that were answered, the latest first."""
    answered = "answered" in request.GET
    page, notice = _page(answered=answered, cursor=request.GET.get("cursor", ""))
    mark = "?answered&" if answered else "?"
    context = {
        "section": "reports",
        "rows": page.rows,
        "answered": answered,
        "notice": notice,
        "next_url": f"{mark}cursor={page.next_cursor}" if page.next_cursor else "",
        "previous_url": f"{mark}cursor={page.previous_cursor}" if page.previous_cursor else "",
    }
    return render(request, "desk/reports.html", context)


@desk_page("GET", "HEAD", "POST")
def report(request: HttpRequest, report_id: int) -> HttpResponse:
    """One report with the form to answer it. What was written comes back with any refusal."""
    found = queries.report_with(report_id)
    if found is None:
        raise Http404
    if request.method != "POST":
        return _detail(request, found, AnswerForm())
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return _detail(request, found, form, status=422)
    try:
        answer_report(
            by=person(request),
            report_id=report_id,
            outcome=ReportOutcome(form.cleaned_data["outcome"]),
            answer=form.cleaned_data["answer"],
        )
    except DomainError as refusal:
        show_refusal(form, refusal)
        return _detail(request, queries.report_with(report_id) or found, form, status=refusal.status)
    said = _("Answered. The reader gets it by mail.") if found.email else _("Answered. The reader left no address.")
    messages.success(request, said)
    return redirect("desk:reports")


def _page(*, answered: bool, cursor: str) -> tuple[Page[ErrorReport], str]:
    rows = queries.reports(waiting=not answered)
    order = ("-answered_at", "-pk") if answered else ("pk",)
    try:
        return keyset_page(rows, order=order, size=PAGE_SIZE, cursor=cursor), ""
    except InvalidInput as refusal:
        return keyset_page(rows, order=order, size=PAGE_SIZE), refusal.message


def _detail(request: HttpRequest, found: ErrorReport, form: AnswerForm, *, status: int = 200) -> HttpResponse:
    context = {"section": "reports", "report": found, "form": form}
    return render(request, "desk/report.html", context, status=status)
