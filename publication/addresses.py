"""Absolute addresses of what is public. The host comes from the settings, never from a request."""

from __future__ import annotations

from functools import cache

from django.conf import settings
from django.urls import reverse

from publication.claimreview import Desk
from publication.models import Edition


def desk() -> Desk:
    """Who publishes."""
    return Desk(name=settings.DESK_NAME, url=settings.PUBLIC_URL.rstrip("/"))


def absolute(path: str) -> str:
    return f"{settings.PUBLIC_URL.rstrip('/')}{path}"


def page_of(edition: Edition) -> str:
    """The path of the public page of an edition's claim."""
    return address_of(edition.fact_check.claim_id, edition.fact_check.slug)


def address_of(claim_id: int, slug: str) -> str:
    """The path of a claim's public page."""
    return _page_pattern().format(claim_id, slug)


@cache
def _page_pattern() -> str:
    """Looked up once: a list of a hundred needs a hundred addresses. A slug has no character that needs quoting."""
    return reverse("publication:claim", args=[0, "slug"]).replace("0-slug", "{}-{}")
