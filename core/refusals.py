"""The page for a request that could not be read, with the reason where we know it."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import DisallowedHost, RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from core.problems import CONTENT_TYPE, problem_body


def problem_of(words: str, *, status: int, field: str) -> HttpResponse:
    """A refusal as a problem (RFC 9457), for programs, where the API itself was not reached."""
    title = {413: "Too large", 422: "Invalid"}.get(status, "Bad request")
    body = problem_body(status=status, title=title, detail=words, errors={field: [words]})
    return JsonResponse(body, status=status, content_type=CONTENT_TYPE)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Django's handler400: 413 for what is too large, 400 for the rest."""
    if request.path.startswith("/api/"):
        if isinstance(exception, DisallowedHost):
            return problem_of("This host name is none of ours. Use the address of this desk.", status=400, field="Host")
        words = "This request cannot be read. Check its encoding, and how large it is."
        return problem_of(words, status=413 if isinstance(exception, RequestDataTooBig) else 400, field="request")
    if isinstance(exception, RequestDataTooBig):
        limit = settings.LIMIT_REQUEST_BYTES // (1024 * 1024)
        reason = _(
            "This is more than %(limit)d MB at once. Go back: your browser still has it. Send the part that holds the"
            " claims, or a file of at most 10 MB."
        ) % {"limit": limit}
        return render(request, "400.html", {"reason": reason}, status=413)
    if isinstance(exception, TooManyFieldsSent | TooManyFilesSent):
        reason = _("This form has more fields than any of ours. Go back and send it from our own page.")
        return render(request, "400.html", {"reason": reason}, status=400)
    return render(request, "400.html", status=400)
