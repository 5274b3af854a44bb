"""What one is told, and how."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from core.pagination import keyset_page
from desk.forms.talk import MailChoiceForm
from desk.presenters import talk as present
from desk.views.access import desk_page, person
from reviews import queries, services
from reviews.enums import MailChoice


@desk_page("GET", "HEAD", "POST")
def notices(request: HttpRequest) -> HttpResponse:
    """The notices, newest first; how they come by mail; what one watches."""
    viewer = person(request)
    form = MailChoiceForm(request.POST or None, initial={"choice": queries.mail_choice(viewer).value})
    if request.method == "POST" and form.is_valid():
        services.choose_mail(by=viewer, choice=MailChoice(form.cleaned_data["choice"]))
        messages.success(request, _("Kept."))
        return redirect("desk:notices")
    page = keyset_page(queries.notices_of(viewer), order=("-pk",), size=50, cursor=request.GET.get("cursor", ""))
    here = reverse("desk:notices")
    context = {
        "section": "",
        "rows": present.notices(page.rows),
        "newest": page.rows[0].pk if page.rows else 0,
        "any_unread": any(row.read_at is None for row in page.rows),
        "form": form,
        "no_address": not viewer.email,
        "watches": list(queries.watches_of(viewer)[:100]),
        "next_url": f"{here}?cursor={page.next_cursor}" if page.next_cursor else "",
        "previous_url": f"{here}?cursor={page.previous_cursor}" if page.previous_cursor else "",
    }
    return render(request, "desk/notices.html", context, status=422 if request.method == "POST" else 200)


@desk_page()
def notice(request: HttpRequest, notice_id: int) -> HttpResponse:
    """Open what a notice is about; it is read then."""
    row = queries.notices_of(person(request)).filter(pk=notice_id).first()
    if row is None:
        raise Http404
    services.mark_read(by=person(request), notice_id=row.pk)
    return redirect("desk:claim", row.claim_id)


@desk_page("POST")
def read_all(request: HttpRequest) -> HttpResponse:
    """All up to the newest one that the person saw."""
    newest = request.POST.get("newest", "")
    if newest.isascii() and newest.isdigit() and len(newest) < 16:
        services.mark_read(by=person(request), up_to=int(newest))
    return redirect("desk:notices")
