"""A person's own keys."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from accounts.services import choose_keys
from core.errors import InvalidInput
from desk.keys import KEYS, KNOWN
from desk.views.access import desk_page, person


@desk_page("GET", "HEAD", "POST")
def keys(request: HttpRequest) -> HttpResponse:
    """Which key does what; each can be another one. A refusal keeps what was typed."""
    by = person(request)
    typed, errors, status = dict(by.keys), {}, 200
    if request.method == "POST":
        typed = {} if "reset" in request.POST else {key: request.POST.get(f"key-{key}", "")[:20] for key in KNOWN}
        try:
            choose_keys(by=by, keys=typed, known=KNOWN)
        except InvalidInput as refusal:
            errors, status = {refusal.field: refusal.message}, refusal.status
        else:
            messages.success(request, _("Your keys are kept."))
            return redirect("desk:keys")
    rows = [
        {"key": row.key, "does": row.does, "pressed": typed.get(row.key) or row.key, "error": errors.get(row.key, "")}
        for row in KEYS
    ]
    return render(request, "desk/keys.html", {"section": "", "rows": rows, "changed": bool(by.keys)}, status=status)
