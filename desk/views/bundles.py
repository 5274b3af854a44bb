"""The evidence of a published claim with all its events, for the newsroom."""

from __future__ import annotations

import tempfile

from django.http import FileResponse, Http404, HttpRequest
from django.http.response import HttpResponseBase

from audit.signing import KeyMissing
from core.errors import Conflict
from desk.views.access import desk_page, person
from publication.queries import fact_check_of
from publication.services import pack_for_desk


@desk_page()
def bundle(request: HttpRequest, claim_id: int) -> HttpResponseBase:
    fact_check = fact_check_of(claim_id)
    if fact_check is None or fact_check.current is None:
        raise Http404
    file = tempfile.TemporaryFile()  # noqa: SIM115  closed by the answer
    try:
        pack_for_desk(by=person(request), edition=fact_check.current, into=file)
    except KeyMissing as error:
        raise Conflict("The key of the ledger is not on this machine. Ask an administrator for the bundle.") from error
    name = f"claim-{claim_id}-edition-{fact_check.current.number}-desk.zip"
    return FileResponse(file, content_type="application/zip", as_attachment=True, filename=name)
