"""Bring the text of a submitted article: fetch or open it, read it in a limited process, keep it as a version."""

from __future__ import annotations

from dataclasses import dataclass

import structlog
from django.conf import settings
from django.db import transaction

from audit.services import record
from core import leases
from core.http import FetchFailed, FetchLimits, FetchRefused, fetch
from core.isolation import IsolationLimits, LimitBreached, Refusal
from core.text import Cleaned
from core.web_address import AddressError, canonical_url
from sources import queries
from sources.enums import ArticleKind, ArticleState, InputKind, SourceKind
from sources.models import Article
from sources.parsing.document import DocumentKind, ParsedDocument
from sources.parsing.isolated import parse_isolated
from sources.services.source import find_or_add_source
from sources.services.versions import store_version

logger = structlog.get_logger(__name__)

# Renewed while the worker lives, so that a killed one's article is free again within this time.
LEASE_SECONDS = 30
_SPENT = "Reading it failed three times without a word: something in it ends the reader. Paste its text instead."


@dataclass(frozen=True, slots=True)
class _Brought:
    body: bytes
    content_type: str
    final_url: str
    truncated: bool


def read_article(*, article_id: int) -> Article | None:
    """Read one article that was given as an address or a file. None if it is done, held by another, or given up.

    Run twice, it does nothing the second time. The fetch happens outside any transaction. What cannot be used ends
    as refused with the reason; what failed is tried again, three times in all, and then ends as failed.
    """
    if not leases.take(queries.unread(article_id), seconds=LEASE_SECONDS, state=ArticleState.READING):
        _give_up(article_id)
        return None
    article = Article.objects.select_related("source").get(pk=article_id)
    try:
        with leases.kept(queries.unread(article_id), seconds=LEASE_SECONDS):
            brought = _bring(article)
            document = parse_isolated(
                brought.body,
                filename=article.input_name or None,
                content_type=brought.content_type or None,
                url=brought.final_url or None,
                truncated=brought.truncated,
                limit=settings.LIMIT_TEXT_LENGTH,
                limits=IsolationLimits(
                    seconds=settings.LIMIT_PARSE_SECONDS, memory_bytes=settings.LIMIT_PARSE_MEMORY_BYTES
                ),
            )
    except (FetchRefused, Refusal, LimitBreached) as error:
        _ended(article, ArticleState.REFUSED, error.reason)
    except FetchFailed as error:
        _ended(article, ArticleState.REFUSED, error.reason) if error.permanent else _again(article, error.reason)
    except Exception as error:
        logger.warning("article_attempt_failed", article_id=article.pk, error=type(error).__name__)
        _again(article, "Something went wrong on our side while reading it. Try again, or paste the text.")
        raise
    else:
        _keep(article, document, brought)
    article.refresh_from_db()
    return article


def _bring(article: Article) -> _Brought:
    if article.input_kind == InputKind.FILE:
        with article.input_file.open("rb") as file:
            return _Brought(file.read(), "", "", truncated=False)
    limits = FetchLimits(
        max_bytes=settings.LIMIT_FETCH_BYTES,
        total_seconds=settings.LIMIT_FETCH_SECONDS,
        redirects=settings.LIMIT_FETCH_REDIRECTS,
    )
    fetched = fetch(article.submitted_url, limits=limits)
    declared = f"{fetched.content_type}; charset={fetched.charset}" if fetched.charset else fetched.content_type
    return _Brought(fetched.body, declared, fetched.final_url, fetched.truncated)


@transaction.atomic
def _keep(article: Article, document: ParsedDocument, brought: _Brought) -> None:
    locked = queries.unread(article.pk).select_for_update(of=("self",)).first()
    if locked is None:
        return
    address = _address(document.canonical_url, brought.final_url)
    known = queries.article_at(address) if address else None
    if known is not None and known.pk != locked.pk:
        _mark_duplicate(locked, known)
        return
    locked.title = locked.title or (document.title or "")[:500]
    locked.byline = locked.byline or (document.byline or "")[:300]
    locked.language = (document.language or "")[:8]
    locked.published_at = locked.published_at or document.published_at
    locked.canonical_url = address or locked.canonical_url
    if document.kind in (DocumentKind.VTT, DocumentKind.SRT) and locked.kind == ArticleKind.ARTICLE:
        locked.kind = ArticleKind.TRANSCRIPT
    if locked.source_id is None and address:
        host = address.split("/")[2]
        locked.source = find_or_add_source(
            by=None, name=document.site_name or host.removeprefix("www."), host=host, kind=SourceKind.OUTLET
        )
    locked.save()
    cleaned = Cleaned(
        document.text,
        notes=document.notes,
        cut_short=document.cut_short,
        original_length=document.original_length,
    )
    store_version(by=None, article=locked, cleaned=cleaned, title=document.title or "")


def _mark_duplicate(article: Article, original: Article) -> None:
    article.state = ArticleState.DUPLICATE
    article.duplicate_of = original
    article.leased_until = None
    article.save(update_fields=["state", "duplicate_of", "leased_until"])
    record(by=None, action="article.duplicate", target=article, data={"original": original.pk})


@transaction.atomic
def _ended(article: Article, state: ArticleState, reason: str) -> None:
    changed = queries.unread(article.pk).update(state=state, state_reason=reason, leased_until=None)
    if changed:
        record(by=None, action=f"article.{state.value}", target=article, data={"reason": reason})


def _again(article: Article, reason: str) -> None:
    """Free it for the next try; after the last one it has failed."""
    if article.attempts >= leases.MAX_ATTEMPTS:
        _ended(article, ArticleState.FAILED, reason)
        return
    queries.unread(article.pk).update(state_reason=reason, leased_until=None)


def _give_up(article_id: int) -> None:
    for article in leases.spent(queries.unread(article_id)):
        _ended(article, ArticleState.FAILED, article.state_reason or _SPENT)


def _address(*candidates: str | None) -> str:
    for candidate in candidates:
        if candidate:
            try:
                return canonical_url(candidate)
            except AddressError:
                continue
    return ""
