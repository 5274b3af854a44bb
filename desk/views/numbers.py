"""The desk in numbers."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from desk.presenters.numbers import SPANS, parts_of
from desk.views.access import desk_page


@desk_page()
def numbers(request: HttpRequest) -> HttpResponse:
    days = next((span for span in SPANS if request.GET.get("days") == str(span)), SPANS[1])
    spans = [
        {"label": f"{span}", "url": f"{reverse('desk:numbers')}?days={span}", "selected": span == days}
        for span in SPANS
    ]
    context = {"section": "numbers", "parts": parts_of(days), "spans": spans, "days": days}
    return render(request, "desk/numbers.html", context)
