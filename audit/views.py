"""Signed checkpoints and the key to check them with, for anybody who wants to keep a copy."""

from __future__ import annotations

from pathlib import Path

from django.http import FileResponse, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from audit.queries.checkpoints import checkpoint_file, public_key_file


@require_safe
def checkpoints(request: HttpRequest) -> HttpResponseBase:
    """One signed checkpoint a line, the oldest first."""
    return _file(request, checkpoint_file(), "application/jsonl")


@require_safe
def public_key(request: HttpRequest) -> HttpResponseBase:
    """The Ed25519 key that the checkpoints are signed with."""
    return _file(request, public_key_file(), "application/x-pem-file")


def _file(request: HttpRequest, path: Path, kind: str) -> HttpResponseBase:
    try:
        response = FileResponse(path.open("rb"), content_type=kind, filename=path.name)
    except FileNotFoundError:
        reason = _("The ledger has not been signed yet. It is signed once an hour: come back then.")
        return render(request, "404.html", {"reason": reason}, status=404)
    response["Cache-Control"] = "public, max-age=60"
    return response
