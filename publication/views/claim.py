"""The public page of a claim: what was found, who said it and through whom, on which evidence."""

from __future__ import annotations

from datetime import datetime
from urllib.parse import quote

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from publication import queries
from publication.addresses import absolute, card_of, page_of, picture_of
from publication.enums import EditionKind
from publication.frozen import is_dated
from publication.markup import markup_of
from publication.models import Edition
from publication.views import claim_parts as parts
from publication.views.editions import history
from publication.views.moment import at_a_moment, moment_context, now_url, written


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
    pages = queries.with_page(parts.speakers_in(edition), as_of)
    address = absolute(page_of(edition))
    context = {
        **moment_context(request, as_of),
        "section": "statements",
        "edition": edition,
        "history": history(stood),
        "corrections": [row for row in stood if row.kind == EditionKind.CORRECTION] if not retracted else [],
        "retracted": retracted,
        "dated": is_dated(edition.snapshot),
        "links": parts.chain(edition, pages, listed=not retracted),
        "positions": parts.positions(edition, pages),
        "evidence": parts.evidence(edition),
        "appearances": parts.appearances(edition),
        "timeline": parts.timeline(edition),
        "topics": edition.snapshot.get("topics", []),
        "address": address,
        "permalink": f"{address}?as_of={written(edition.published_at)}",
        "card_url": absolute(card_of(edition)),
        "picture_url": absolute(picture_of(edition)),
        "oembed_url": f"{absolute(reverse('publication:oembed'))}?url={quote(address, safe='')}",
        "report_url": f"{reverse('publication:report')}?claim={claim_id}",
        "json_ld": None if as_of else markup_of(edition, editions=editions),
    }
    return render(request, "public/claim.html", context)


def edition_or_404(claim_id: int, number: int | None = None) -> Edition:
    """The current edition of a published claim, or the one with this number."""
    fact_check = queries.fact_check_of(claim_id)
    if fact_check is None or fact_check.current is None:
        raise Http404
    if number is None or number == fact_check.current.number:
        return fact_check.current
    edition = queries.editions_of(fact_check).filter(number=number).first()
    if edition is None:
        raise Http404
    return edition
