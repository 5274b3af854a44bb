"""Absolute addresses of what is public. The host comes from the settings, never from a request."""

from __future__ import annotations

from functools import cache

from django.conf import settings
from django.urls import reverse
from django.utils.text import slugify

from publication.claimreview import Desk
from publication.models import Edition


def desk() -> Desk:
    """Who publishes."""
    return Desk(name=settings.DESK_NAME, url=settings.PUBLIC_URL.rstrip("/"), licence=settings.CONTENT_LICENCE)


def absolute(path: str) -> str:
    return f"{settings.PUBLIC_URL.rstrip('/')}{path}"


def page_of(edition: Edition) -> str:
    """The path of the public page of an edition's claim."""
    return address_of(edition.fact_check.claim_id, edition.fact_check.slug)


def address_of(claim_id: int, slug: str) -> str:
    """The path of a claim's public page."""
    return _page_pattern().format(claim_id, slug)


def speaker_page(speaker_id: int, name: str) -> str:
    """The path of a speaker's public page."""
    return reverse("publication:speaker", args=[speaker_id, slugify(name)[:300].rstrip("-") or "speaker"])


def outlet_page(outlet_id: int, slug: str) -> str:
    """The path of an outlet's public page."""
    return reverse("publication:outlet", args=[outlet_id, slug])


def picture_of(edition: Edition) -> str:
    """The path of the picture that other sites show beside a link."""
    return reverse("publication:picture", args=[edition.fact_check.claim_id, edition.number])


def card_of(edition: Edition) -> str:
    """The path of the card that other sites embed. It says what was corrected after this edition."""
    path = reverse("publication:card", args=[edition.fact_check.claim_id])
    return f"{path}?edition={edition.number}"


@cache
def _page_pattern() -> str:
    """Looked up once: a list of a hundred needs a hundred addresses. A slug has no character that needs quoting."""
    return reverse("publication:claim", args=[0, "slug"]).replace("0-slug", "{}-{}")
