"""The evidence of a published claim as one file, for everybody."""

from __future__ import annotations

from django.http import FileResponse, Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from publication import queries


@require_safe
def bundle(request: HttpRequest, claim_id: int) -> HttpResponseBase:
    """The bundle of the edition that is public now; made by a worker a moment after publication."""
    if queries.fact_check_of(claim_id) is None:
        raise Http404
    found = queries.bundle_of(claim_id)
    if found is None:
        response = render(request, "public/bundle_waits.html", {"section": "statements"}, status=503)
        response["Retry-After"] = "60"
        return response
    name = f"claim-{claim_id}-edition-{found.edition.number}.zip"
    answer = FileResponse(found.file.open("rb"), content_type="application/zip", as_attachment=True, filename=name)
    answer["Cache-Control"] = "public, max-age=60"
    answer["ETag"] = f'"{found.sha256}"'
    return answer
