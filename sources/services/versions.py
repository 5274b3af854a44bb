"""Storing one text of an article."""

from __future__ import annotations

import hashlib

from django.db import transaction

from accounts.models import User
from audit.services import record
from core.announce import announce
from core.text import Cleaned
from sources.enums import ArticleState
from sources.models import Article, ArticleVersion
from sources.parsing.wire import copy_fingerprint
from sources.signals import version_stored


def sha256_of(text: str) -> str:
    """SHA-256 (hex) over the UTF-8 bytes of a cleaned text."""
    return hashlib.sha256(text.encode()).hexdigest()


@transaction.atomic
def store_version(
    *, by: User | None, article: Article, cleaned: Cleaned, title: str = "", notes: list[str] | None = None
) -> tuple[ArticleVersion, bool]:
    """Keep the text as the article's next version: (version, whether it is new).

    The same text again is the same version. The article row is locked, so numbers have no gaps and no doubles.
    """
    locked = Article.objects.select_for_update(of=("self",)).get(pk=article.pk)
    digest = sha256_of(cleaned.text)
    known = ArticleVersion.objects.filter(article=locked, sha256=digest).first()
    if known:
        _mark_stored(locked)
        return known, False
    version = ArticleVersion.objects.create(
        article=locked,
        number=ArticleVersion.objects.filter(article=locked).count() + 1,
        title=title[:500] or locked.title,
        text=cleaned.text,
        sha256=digest,
        original_length=cleaned.original_length if cleaned.cut_short else None,
        fingerprint=copy_fingerprint(cleaned.text),
        notes=[*cleaned.notes, *(notes or [])],
    )
    version.refresh_from_db(fields=["length"])
    _mark_stored(locked)
    article.state = locked.state
    record(
        by=by,
        action="version.stored",
        target=version,
        data={
            "article": locked.pk,
            "number": version.number,
            "sha256": digest,
            "length": version.length,
            "cut_short": version.cut_short,
        },
    )
    announce(version_stored, version_id=version.pk)
    return version, True


def _mark_stored(article: Article) -> None:
    article.state = ArticleState.STORED
    article.state_reason = ""
    article.leased_until = None
    article.save(update_fields=["state", "state_reason", "leased_until"])
