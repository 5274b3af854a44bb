"""A person, feed or program brings text: what is accepted here is committed before the answer goes out."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import PurePath
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from accounts.policies import check_may
from accounts.roles import Capability
from audit.services import record
from core import text as door
from core.announce import announce
from core.errors import InvalidInput
from core.text import Cleaned
from core.web_address import AddressError, canonical_url
from sources.enums import ArticleKind, InputKind, SourceKind
from sources.errors import NothingToRead, TooLarge
from sources.models import Article, Source
from sources.queries import article_at, article_by_identity
from sources.services.source import find_or_add_source
from sources.services.versions import store_version
from sources.signals import article_submitted


@dataclass(frozen=True, slots=True)
class Submitted:
    """`article` is the one submitted now, or the one we had; `changed` says that it got a new version of its text."""

    article: Article
    created: bool
    changed: bool = False


def submit_text(
    *,
    by: User,
    text: str,
    title: str = "",
    source_name: str = "",
    url: str = "",
    published_at: datetime | None = None,
    kind: ArticleKind = ArticleKind.ARTICLE,
    byline: str = "",
) -> Submitted:
    """Keep pasted text. With the address of an article we have, it is that article's next version.

    Raises NothingToRead for empty text, InvalidInput for an address that is none, NotAllowed.
    """
    check_may(by, Capability.SUBMIT_ARTICLE)
    _check_day(published_at)
    cleaned = door.clean(text, limit=settings.LIMIT_TEXT_LENGTH)
    if not cleaned.text.strip():
        raise NothingToRead("There is no text in this. Paste the article's words, or give its address.", field="text")
    address = _address(url) if url.strip() else ""
    identity = identity_of("url", address) if address else identity_of("text", cleaned.text)
    with transaction.atomic():
        source = _source(by=by, name=source_name, address=address)
        if not address:
            identity = _of_outlet(identity, source)
        known = article_by_identity(identity) or article_at(address)
        if known:
            return _text_of_known(by=by, article=known, cleaned=cleaned, title=title)
        article, created = _add(
            by=by,
            identity=identity,
            input_kind=InputKind.TEXT,
            source=source,
            title=_line(title, 500),
            byline=_line(byline, 300),
            submitted_url=address,
            canonical_url=address,
            published_at=published_at,
            kind=kind,
        )
        if not created:
            return _text_of_known(by=by, article=article, cleaned=cleaned, title=title)
        store_version(by=by, article=article, cleaned=cleaned, title=title)
    return Submitted(article, created=True)


def submit_url(
    *,
    by: User,
    url: str,
    title: str = "",
    source_name: str = "",
    published_at: datetime | None = None,
    kind: ArticleKind = ArticleKind.ARTICLE,
    byline: str = "",
) -> Submitted:
    """Accept an address; a worker fetches it. What the sender says of title, byline and date stands before the page's.

    Raises InvalidInput if it cannot be an address, NotAllowed.
    """
    check_may(by, Capability.SUBMIT_ARTICLE)
    _check_day(published_at)
    address = _address(url)
    with transaction.atomic():
        known = article_by_identity(identity_of("url", address)) or article_at(address)
        if known:
            return Submitted(known, created=False)
        article, created = _add(
            by=by,
            identity=identity_of("url", address),
            input_kind=InputKind.URL,
            source=_source(by=by, name=source_name, address=""),
            title=_line(title, 500),
            byline=_line(byline, 300),
            published_at=published_at,
            submitted_url=url.strip(),
            canonical_url=address,
            kind=kind,
        )
        if created:
            announce(article_submitted, article_id=article.pk)
    return Submitted(article, created=created)


def submit_file(
    *,
    by: User,
    name: str,
    content: bytes,
    title: str = "",
    source_name: str = "",
    published_at: datetime | None = None,
    kind: ArticleKind = ArticleKind.ARTICLE,
) -> Submitted:
    """Keep an uploaded file; a worker reads it in a limited process. Title and date stand before the file's own.

    Raises NothingToRead for an empty file, TooLarge past the upload limit, NotAllowed.
    """
    check_may(by, Capability.SUBMIT_ARTICLE)
    _check_day(published_at)
    if not content:
        raise NothingToRead("This file is empty. Choose the file again, or paste its text.", field="file")
    if len(content) > settings.LIMIT_UPLOAD_BYTES:
        limit = settings.LIMIT_UPLOAD_BYTES // (1024 * 1024)
        raise TooLarge(f"This file is over {limit} MB. Send the part that holds the claims.", field="file")
    with transaction.atomic():
        source = _source(by=by, name=source_name, address="")
        identity = _of_outlet(identity_of("file", content), source)
        known = article_by_identity(identity)
        if known:
            return Submitted(known, created=False)
        article, created = _add(
            by=by,
            identity=identity,
            input_kind=InputKind.FILE,
            source=source,
            title=_line(title, 500),
            published_at=published_at,
            input_name=_line(PurePath(name.replace("\\", "/")).name, 255),
            kind=kind,
        )
        if created:
            # The name on disk is ours: the hash says what is inside, and a stranger's name is only ever shown.
            article.input_file.save(f"{identity}.bin", ContentFile(content), save=True)
            announce(article_submitted, article_id=article.pk)
    return Submitted(article, created=created)


def identity_of(kind: str, content: str | bytes) -> str:
    """SHA-256 (hex) that makes the same input the same article."""
    body = content if isinstance(content, bytes) else content.encode()
    return hashlib.sha256(kind.encode() + b":" + body).hexdigest()


def _of_outlet(identity: str, source: Source | None) -> str:
    """The same words from another outlet are another article: its claims were said there too. One without a named
    outlet is the one we have.
    """
    known = article_by_identity(identity)
    if known is None or source is None or known.source_id in (None, source.pk):
        return identity
    return identity_of("outlet", f"{source.slug}:{identity}")


def _add(*, by: User, identity: str, **fields: Any) -> tuple[Article, bool]:
    article, created = Article.objects.get_or_create(identity=identity, defaults={**fields, "submitted_by": by})
    if created:
        data = {"input": fields["input_kind"], "address": fields.get("canonical_url", ""), "title": article.title}
        record(by=by, action="article.submitted", target=article, data=data)
    return article, created


def _text_of_known(*, by: User, article: Article, cleaned: Cleaned, title: str) -> Submitted:
    _, changed = store_version(by=by, article=article, cleaned=cleaned, title=_line(title, 500))
    return Submitted(article, created=False, changed=changed)


def _source(*, by: User, name: str, address: str) -> Source | None:
    host = urlsplit(address).hostname or ""
    if not name.strip() and not host:
        return None
    return find_or_add_source(by=by, name=_line(name, 200) or host, host=host, kind=SourceKind.OUTLET)


def _address(url: str) -> str:
    try:
        return canonical_url(url)
    except AddressError as refusal:
        raise NothingToRead(refusal.reason, field="url") from refusal


def _line(value: str, limit: int) -> str:
    """One line of foreign text, cleaned like any other and cut to the column."""
    return " ".join(door.clean(value).text.split())[:limit]


def _check_day(published_at: datetime | None) -> None:
    """Raise InvalidInput for a time of publication that has not come yet. A day is left for clocks and time zones."""
    if published_at is not None and published_at > timezone.now() + timedelta(days=1):
        raise InvalidInput("This day has not come yet. Give the day on which it was published.", field="published_at")
