"""The public page of a claim: what was found, who said it and through whom, on which evidence."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from publication import queries
from publication.addresses import absolute, page_of
from publication.enums import EditionKind
from publication.markup import markup_of
from publication.models import Edition
from publication.views.moment import at_a_moment, moment_context, now_url


@require_safe
@at_a_moment
def claim(request: HttpRequest, claim_id: int, slug: str = "", *, as_of: datetime | None) -> HttpResponse:
    fact_check = queries.fact_check_of(claim_id)
    if fact_check is None or fact_check.current is None:
        raise Http404
    if slug != fact_check.slug:
        query = request.META.get("QUERY_STRING", "")
        return redirect(page_of(fact_check.current) + (f"?{query}" if query else ""), permanent=True)
    editions = list(queries.editions_of(fact_check))
    stood = [row for row in editions if as_of is None or row.published_at <= as_of]
    if not stood:
        context = {"first": editions[-1].published_at, "now_url": now_url(request), "section": "statements"}
        return render(request, "public/not_yet.html", context, status=404)
    edition = stood[0]
    retracted = edition.kind == EditionKind.RETRACTION
    first = editions[-1].published_at.isoformat()
    context = {
        **moment_context(request, as_of),
        "section": "statements",
        "edition": edition,
        "editions": stood,
        "retracted": retracted,
        "links": _chain(edition),
        "positions": _positions(edition),
        "evidence": [_evidence(row) for row in edition.snapshot["evidence"]],
        "appearances": [{**row, "date": _day(row.get("published_at"))} for row in edition.snapshot["appearances"]],
        "address": absolute(page_of(edition)),
        "json_ld": None if retracted or as_of else markup_of(edition, first_published_at=first),
    }
    return render(request, "public/claim.html", context)


def _chain(edition: Edition) -> list[dict[str, str]]:
    notes = {
        "asserter": _("said it"),
        "outlet": _("reported it"),
        "about": _("it is about them; they have not said it"),
    }
    stands = {
        "denies": _("denies it"),
        "rejects": _("rejects it"),
        "not_confirmed": _("has not confirmed it"),
        "declined": _("would not say"),
        "no_answer": _("did not answer"),
    }
    links: list[dict[str, str]] = []
    shown: set[str] = set()
    for link in edition.snapshot["chain"]:
        described = (link.get("speaker") or {}).get("description", "")
        when = _day(link.get("published_at"))
        told = stands.get(link.get("stance", ""), notes[link["role"]])
        note = " · ".join(part for part in (described, told) if part) + (f", {when}" if when else "")
        name = "" if link["name"] == "nobody named" else link["name"]
        links.append({"name": name, "role": link["role"], "cue": link.get("cue", ""), "note": note})
        shown.add(link["name"])
    inside = any(link["role"] == "about" for link in edition.snapshot["chain"])
    links += [
        {"name": person["name"], "role": "about", "cue": "", "note": notes["about"]}
        for person in edition.snapshot["about"][:1]
        if not inside and person["name"] not in shown
    ]
    return links


def _positions(edition: Edition) -> list[dict[str, str]]:
    return [
        {
            "party": row["party"],
            "stance": row["stance"],
            "where": " · ".join(part for part in (row["source"], _words(row)) if part),
            "where_url": row["url"] or "",
            "date": _day(row["stated_at"]),
        }
        for row in edition.snapshot["positions"]
    ]


def _words(row: dict[str, Any]) -> str:
    return f"“{row['quotation']}”" if row["quotation"] else str(row["note"])


def _evidence(row: dict[str, Any]) -> dict[str, Any]:
    captured = _day(row.get("captured_at"))
    return {
        "id": row["id"],
        "stance": row["stance"],
        "title": row["title"] or row["url"] or _("on record"),
        "url": row["url"],
        "quotation": row["quotation"],
        "state": "captured" if captured else "",
        "state_note": _("captured %s") % captured if captured else "",
        "sha256": row.get("sha256") or "",
    }


def _day(value: str | None) -> str:
    if not value:
        return ""
    moment = timezone.localtime(datetime.fromisoformat(value))
    return f"{moment.day} {moment:%b %Y}"
