"""Claims as rows of a list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from accounts.models import User
from accounts.roles import Capability
from claims import queries as claims
from claims.enums import VerificationStatus
from claims.models import Claim, Mention, Position
from desk.presenters.chain import chain_links, cue_of
from desk.presenters.positions import waiting_note
from desk.presenters.words import age, clock, day
from reviews import queries as reviews
from reviews.models import Lease

_SHOWN_STATUS = (
    VerificationStatus.CONFIRMED,
    VerificationStatus.DISPUTED,
    VerificationStatus.UNCONFIRMED,
    VerificationStatus.DISMISSED,
    VerificationStatus.SECOND_REVIEW,
    VerificationStatus.ADJUDICATION,
)


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """What components/claim_row.html takes."""

    id: int
    url: str
    text: str
    score: float
    reasons: list[str]
    said_by: str
    cue: str
    outlet: str
    said_on: str
    own_voice: bool
    status: str
    status_note: str
    links: int
    origins: int
    age: str
    holder: str
    mine: bool
    take_url: str


def claim_rows(rows: Sequence[Claim], *, viewer: User) -> list[ClaimRow]:
    """The rows with first mention, reach, positions and lease: five queries, however many rows."""
    ids = [claim.pk for claim in rows]
    mentions = claims.first_mentions(ids)
    reach = claims.reach_of(ids)
    leases = reviews.leases_of(ids)
    positions: dict[int, list[Position]] = {}
    for position in claims.positions_of_claims(ids):
        positions.setdefault(position.claim_id or 0, []).append(position)
    return [
        _row(
            claim,
            mentions.get(claim.pk),
            reach.get(claim.pk, claims.Reach()),
            positions.get(claim.pk, []),
            leases.get(claim.pk),
            viewer,
        )
        for claim in rows
    ]


def _row(
    claim: Claim,
    mention: Mention | None,
    reach: claims.Reach,
    positions: list[Position],
    lease: Lease | None,
    viewer: User,
) -> ClaimRow:
    source = mention.version.article.source if mention else None
    links = chain_links(mention.attribution) if mention else []
    reviewable = viewer.may(Capability.REVIEW_CLAIM) and claim.status in (
        VerificationStatus.QUEUED,
        VerificationStatus.CANDIDATE,
        VerificationStatus.SECOND_REVIEW,
        VerificationStatus.ADJUDICATION,
        VerificationStatus.IN_REVIEW,
    )
    return ClaimRow(
        id=claim.pk,
        url=reverse("desk:claim", args=[claim.pk]),
        text=claim.text,
        score=claim.score,
        reasons=[reason["label"] for reason in mention.reasons] if mention else [],
        said_by=claim.speaker.name if claim.speaker else links[0].speaker.name if links and links[0].speaker else "",
        cue=cue_of(mention.attribution, mention.version.text) if mention else "",
        outlet=source.name if source else "",
        said_on=day(claim.first_said_at),
        own_voice=not links,
        status=claim.status if claim.status in _SHOWN_STATUS else claim.presentation,
        status_note=waiting_note(positions),
        links=reach.links,
        origins=reach.origins,
        age=age(claim.created_at),
        holder=f"{lease.holder.display_name} · {clock(lease.expires_at)}" if lease else "",
        mine=lease is not None and lease.holder_id == viewer.pk,
        take_url=reverse("desk:take", args=[claim.pk]) if reviewable and lease is None else "",
    )
