"""Articles: add, watch, read with the claims in place."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from claims import queries as claims
from claims import services as claim_services
from claims.enums import RunState
from core.errors import DomainError
from core.errors_in_forms import show_refusal
from core.pagination import keyset_page
from desk.forms.add import AddForm
from desk.presenters.articles import article_page, progress_of
from desk.views.access import desk_page, person
from sources import queries as sources
from sources import services
from sources.enums import ArticleKind, ArticleState
from sources.models import Article
from sources.services import Submitted

_PAGE = 40


@desk_page()
def articles(request: HttpRequest) -> HttpResponse:
    page = keyset_page(
        sources.article_list(), order=("-created_at", "-pk"), size=_PAGE, cursor=request.GET.get("cursor", "")
    )
    context = {
        "section": "articles",
        "articles": claims.with_progress(page.rows),
        "failed": claims.failed_runs()[:20],
        "unread": sources.failed_articles()[:20],
        "next_url": f"?cursor={page.next_cursor}" if page.next_cursor else "",
        "previous_url": f"?cursor={page.previous_cursor}" if page.previous_cursor else "",
    }
    return render(request, "desk/articles.html", context)


@desk_page("GET", "HEAD", "POST")
def add(request: HttpRequest) -> HttpResponse:
    form = AddForm(request.POST or None, request.FILES or None)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                return _added(request, _submit(request, form))
            except DomainError as refusal:
                status = refusal.status
                show_refusal(form, refusal)
    return render(request, "desk/add.html", {"section": "articles", "form": form}, status=status)


@desk_page()
def article(request: HttpRequest, article_id: int) -> HttpResponse:
    number = request.GET.get("version", "")
    found = _article(article_id)
    open_claim, part = request.GET.get("claim", ""), request.GET.get("part", "")
    page = article_page(
        found,
        number=int(number) if number.isdigit() and len(number) < 9 else None,
        open_claim=int(open_claim) if open_claim.isdigit() and len(open_claim) < 16 else None,
        part=int(part) if part.isdigit() and len(part) < 9 else None,
    )
    return render(request, "desk/article.html", {"section": "articles", "page": page, "article": found})


@desk_page()
def article_progress(request: HttpRequest, article_id: int) -> HttpResponse:
    """The progress line by itself, asked for every two seconds. When the work is over the page is loaded anew."""
    found = _article(article_id)
    version = sources.latest_version(found)
    progress = progress_of(found, version, claims.latest_run(version) if version else None)
    response = render(request, "desk/progress.html", {"progress": progress})
    if progress.is_over:
        response["HX-Refresh"] = "true"
    return response


@desk_page("POST")
def article_retry(request: HttpRequest, article_id: int) -> HttpResponse:
    """Try again what failed: the reading of the article, or the finding of its claims."""
    found = _article(article_id)
    version = sources.latest_version(found)
    run = claims.latest_run(version) if version else None
    try:
        if found.state in (ArticleState.FAILED, ArticleState.REFUSED):
            services.retry_article(by=person(request), article=found)
        elif run is not None and run.state == RunState.FAILED:
            claim_services.retry_run(by=person(request), run=run)
    except DomainError as refusal:
        messages.error(request, refusal.message)
    return redirect("desk:article", found.pk)


def _article(article_id: int) -> Article:
    found = sources.article_list().filter(pk=article_id).first()
    if found is None:
        raise Http404
    return found


def _submit(request: HttpRequest, form: AddForm) -> Submitted:
    data: dict[str, Any] = form.cleaned_data
    described: dict[str, Any] = {
        "by": person(request),
        "title": data["title"],
        "source_name": data["source_name"],
        "published_at": data["published_at"],
        "kind": ArticleKind(data["kind"]),
    }
    if data.get("file"):
        upload = data["file"]
        return services.submit_file(name=upload.name, content=upload.read(), **described)
    if data["text"].strip():
        return services.submit_text(text=data["text"], url=data["url"], **described)
    return services.submit_url(url=data["url"], **described)


def _added(request: HttpRequest, submitted: Submitted) -> HttpResponse:
    if submitted.changed:
        messages.success(request, _("This is a new version of an article we have. Both are kept."))
    elif not submitted.created:
        messages.info(request, _("We have this article already. Here it is."))
    request.session["draft_done"] = "add"
    return redirect("desk:article", submitted.article.pk)
