"""Claims as rows of a list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.roles import Capability
from claims import queries as claims
from claims.enums import PriorityLevel, VerificationStatus
from claims.models import Claim, Mention, Position, Topic
from desk.presenters.chain import chain_links, cue_of
from desk.presenters.positions import waiting_note
from desk.presenters.words import age, clock, day
from reviews import queries as reviews
from reviews.models import Assignment, Lease

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
    take_over_url: str = ""
    version: int = 0
    assignee: str = ""
    topics: tuple[str, ...] = ()
    wanted: str = ""
    wanted_title: str = ""


@dataclass(frozen=True, slots=True)
class Desk:
    """What the desk did with a claim: whose work it is, its topics, what comes first."""

    assignment: Assignment | None
    topics: list[Topic]
    wanted: list[claims.Wanted]


def claim_rows(rows: Sequence[Claim], *, viewer: User) -> list[ClaimRow]:
    """The rows with first mention, reach, positions, lease, person, topics and desk priorities: eight queries."""
    ids = [claim.pk for claim in rows]
    mentions = claims.first_mentions(ids)
    reach = claims.reach_of(ids)
    leases = reviews.leases_of(ids)
    assignments = reviews.assignments_of(ids)
    topics = claims.topics_of_claims(ids)
    wanted = claims.wanted_of(ids)
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
            Desk(assignments.get(claim.pk), topics.get(claim.pk, []), wanted.get(claim.pk, [])),
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
    desk: Desk,
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
    others = reviewable and lease is not None and lease.holder_id != viewer.pk
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
        take_over_url=reverse("desk:take-over", args=[claim.pk]) if others else "",
        version=claim.version,
        assignee=desk.assignment.assignee.display_name if desk.assignment else "",
        topics=tuple(topic.name for topic in desk.topics),
        wanted=_wanted(desk.wanted)[0],
        wanted_title=_wanted(desk.wanted)[1],
    )


def _wanted(wanted: list[claims.Wanted]) -> tuple[str, str]:
    """The desk's word that counts, and all that was said, for the row: ("urgent · topic Elections", "…")."""
    if not wanted:
        return "", ""
    counts = claims.desk_level([one.level for one in wanted])
    strongest = next(one for one in wanted if one.level == counts)
    return _in_words(strongest), "; ".join(_in_words(one) for one in wanted)


def _in_words(one: claims.Wanted) -> str:
    level = PriorityLevel(one.level).name.lower()
    kinds = {"speaker": _("speaker"), "topic": _("topic"), "source": _("outlet")}
    return f"{level} · {kinds[one.kind]} {one.name}" if one.kind in kinds else level
