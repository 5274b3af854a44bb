"""What a newer pipeline found otherwise: over all texts, and in one."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from claims import queries as claims
from claims import rereadings
from core.pagination import keyset_page
from desk.presenters.rereadings import rows_of
from desk.views.access import desk_page
from sources import queries as sources

_PAGE = 25


@desk_page()
def read_again(request: HttpRequest) -> HttpResponse:
    """The texts that the current pipeline has read again, newest first, with how much changed in each."""
    page = keyset_page(rereadings.reread_runs(), order=("-pk",), size=_PAGE, cursor=request.GET.get("cursor", ""))
    changes = rereadings.changes_of_runs(page.rows)
    context = {
        "section": "articles",
        "progress": rereadings.progress(),
        "rows": [changes[run.pk] for run in page.rows if run.pk in changes],
        "next_url": f"?cursor={page.next_cursor}" if page.next_cursor else "",
        "previous_url": f"?cursor={page.previous_cursor}" if page.previous_cursor else "",
    }
    return render(request, "desk/read_again.html", context)


@desk_page()
def article_changes(request: HttpRequest, article_id: int) -> HttpResponse:
    """What the latest reading of an article found otherwise than the one before it."""
    article = sources.article_list().filter(pk=article_id).first()
    if article is None:
        raise Http404
    version = sources.latest_version(article)
    run = claims.latest_run(version) if version else None
    changes = rereadings.changes_of(run) if run and run.matched_at else None
    context = {
        "section": "articles",
        "article": article,
        "changes": changes,
        "rows": rows_of(changes) if changes else None,
    }
    return render(request, "desk/article_changes.html", context)
