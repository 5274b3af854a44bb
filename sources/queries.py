"""Reads of sources."""

from __future__ import annotations

from django.db.models import Case, OuterRef, QuerySet, Subquery, Value, When
from django.db.models.functions import Left

from core import leases
from sources.enums import ArticleState
from sources.models import Article, ArticleVersion, Source
from sources.parsing.headline import OPENING

_UNREAD = (ArticleState.SUBMITTED, ArticleState.READING)


def article_list() -> QuerySet[Article]:
    """Articles, newest first, with what a list shows of them: of those without a title the opening of the text."""
    newest = ArticleVersion.objects.filter(article=OuterRef("pk")).order_by("-number")
    opening = Case(When(title="", then=Subquery(newest.values(words=Left("text", OPENING))[:1])), default=Value(""))
    found = Article.objects.select_related("source", "submitted_by").order_by("-created_at", "-id")
    return found.annotate(opening=opening)


def article_by_identity(identity: str) -> Article | None:
    return Article.objects.select_related("source").filter(identity=identity).first()


def article_at(canonical_url: str) -> Article | None:
    """The article at a canonical address, if we have it."""
    if not canonical_url:
        return None
    return Article.objects.filter(canonical_url=canonical_url, duplicate_of__isnull=True).order_by("id").first()


def latest_version(article: Article) -> ArticleVersion | None:
    return ArticleVersion.objects.filter(article=article).order_by("-number").first()


def due_articles() -> QuerySet[Article]:
    """Articles whose text is still to be read and that nobody is reading now, oldest first."""
    return leases.free(Article.objects.filter(state__in=_UNREAD)).order_by("id")


def unread(article_id: int) -> QuerySet[Article]:
    return Article.objects.filter(pk=article_id, state__in=_UNREAD)


def failed_articles() -> QuerySet[Article]:
    """Articles that could not be read, newest first: a person may try them again."""
    return article_list().filter(state=ArticleState.FAILED)


def source_of_host(host: str) -> Source | None:
    """The source that publishes at this host, "www." aside."""
    bare = host.lower().removeprefix("www.")
    return Source.objects.filter(host__in=[bare, f"www.{bare}"]).first()


def versions_of(article: Article) -> QuerySet[ArticleVersion]:
    """All texts of an article, oldest first."""
    return ArticleVersion.objects.filter(article=article).order_by("number")


def articles_with_words(words: str) -> QuerySet[Article]:
    """Articles with these words in the title, newest first."""
    return article_list().filter(title__icontains=words.strip(), duplicate_of__isnull=True)
