"""The page for a request that could not be read, with the reason where we know it."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Django's handler400: 413 for what is too large, 400 for the rest."""
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
