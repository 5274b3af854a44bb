"""The living page of components: what pages are made of, with invented data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render

from desk.views.component_samples import samples

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


def components(request: HttpRequest) -> HttpResponse:
    """Show every component in the states it knows; reads no database."""
    return render(request, "desk/components.html", samples())
