"""The ClaimReview of an edition: page, feed and API all take it from here."""

from __future__ import annotations

from typing import Any

from publication.addresses import absolute, desk, page_of
from publication.claimreview import claim_review
from publication.enums import EditionKind
from publication.models import Edition


def markup_of(edition: Edition, *, first_published_at: str | None = None) -> dict[str, Any]:
    """schema.org ClaimReview as JSON-ready data. `first_published_at`: ISO time of edition 1, if it is another."""
    at = edition.published_at.isoformat()
    return claim_review(
        edition.snapshot,
        desk=desk(),
        url=absolute(page_of(edition)),
        number=edition.number,
        published_at=first_published_at or at,
        modified_at=at,
        correction=edition.reason if edition.kind == EditionKind.CORRECTION else "",
    )
