"""Take back what one did a moment ago."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from desk.views.access import desk_page, person
from reviews import services


@desk_page("POST")
def undo(request: HttpRequest, act_id: int) -> HttpResponse:
    """Undo one act, and go back to where the button was; after a merge or a split, to the claim."""
    claim = services.undo(by=person(request), act_id=act_id)
    messages.success(request, _("Undone."))
    place = request.POST.get("next", "")
    if place and not place.startswith("/desk/claims/") and url_has_allowed_host_and_scheme(place, allowed_hosts=None):
        return redirect(place)
    return redirect("desk:claim", claim.pk)
