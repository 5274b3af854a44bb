"""The ClaimReview of an edition: page, feed and API all take it from here."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from publication import queries
from publication.addresses import absolute, desk, page_of
from publication.claimreview import Correction, claim_review
from publication.enums import EditionKind
from publication.models import Edition


def markup_of(edition: Edition, *, editions: Sequence[Edition] | None = None) -> dict[str, Any] | None:
    """schema.org ClaimReview as JSON-ready data; None for a retraction: what was taken back is offered to nobody.

    `editions`: all of the fact-check, the newest first, if the caller has them; else they are read where there are
    earlier ones.
    """
    if edition.kind == EditionKind.RETRACTION:
        return None
    if editions is None:
        editions = [edition] if edition.number == 1 else list(queries.editions_of(edition.fact_check))
    known = [row for row in editions if row.number <= edition.number]
    return claim_review(
        edition.snapshot,
        desk=desk(),
        url=absolute(page_of(edition)),
        number=edition.number,
        published_at=known[-1].published_at.isoformat(),
        modified_at=edition.published_at.isoformat(),
        corrections=[
            Correction(row.reason, row.published_at.isoformat()) for row in known if row.kind == EditionKind.CORRECTION
        ],
    )
