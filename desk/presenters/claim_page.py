"""Everything the page of a claim shows to one person."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from accounts.roles import Capability
from claims import queries as claims
from claims.enums import FOUND_STATUSES, VerificationStatus
from claims.models import Claim, Mention
from core.errors import DomainError
from desk.presenters.articles import marks_of
from desk.presenters.chain import chain_of
from desk.presenters.evidence import evidence_row
from desk.presenters.history import Entry, history
from desk.presenters.marks import Segment, paragraphs_of, part_at, parts_of
from desk.presenters.mention import certainty_of, condition_of, found_by, reasons_of, tags_of
from desk.presenters.positions import Row, claim_matrix, waiting_note
from desk.presenters.words import clock, day
from publication import policies as publication_policies
from publication import queries as publication
from publication.enums import EditionKind
from publication.models import Edition
from reviews import policies, queries
from reviews.enums import CaptureState
from reviews.models import Evidence, Review
from reviews.workflow import SEATS, Move, moves_from
from sources import queries as sources
from sources.models import Article


@dataclass(frozen=True, slots=True)
class Appearance:
    id: int
    here: bool
    outlet: str
    title: str
    url: str
    date: str
    words: str
    presentation: str


@dataclass(frozen=True, slots=True)
class ClaimPage:
    claim: Claim
    card: dict[str, Any]
    article: Article | None
    heading: str
    versions: list[dict[str, Any]]
    mention: Mention | None
    paragraphs: list[list[Segment]]
    in_article: int
    positions: list[Row]
    positions_note: str
    evidence: list[dict[str, Any]]
    seen_evidence: int
    reach_note: str
    appearances: list[Appearance]
    suggestions: list[dict[str, Any]]
    reviews: list[Review]
    hidden_reviews: int
    earlier: list[Review]
    history: list[Entry]
    edition: Edition | None
    public_url: str
    holder: str
    mine: bool
    can_take: bool
    can_release: bool
    can_decide: bool
    can_restore: bool
    can_queue: bool
    can_reopen: bool
    can_publish: bool
    can_correct: bool
    can_retract: bool
    can_add_evidence: bool
    can_amend: bool
    why_not: str
    why_not_published: str
    seat_note: str
    checks: list[dict[str, Any]]


def claim_page(claim: Claim, *, viewer: User, mention_id: int | None = None) -> ClaimPage:
    """The claim in the text of one of its places (the first if none is chosen), with chain, positions, evidence,
    verdicts (blind where they must be) and history.
    """
    mentions = list(claims.mentions_of_claim(claim))
    positions = list(claims.positions_of_claim(claim))
    evidence = list(queries.evidence_of(claim))
    reviews = queries.visible_reviews(claim, viewer=viewer)
    every = queries.reviews_in_round(claim)
    lease = queries.lease_of(claim)
    fact_check = publication.fact_check_of(claim.pk)
    edition = fact_check.current if fact_check else None
    reviewer = viewer.may(Capability.REVIEW_CLAIM)
    may_retract = viewer.may(Capability.PUBLISH) and edition is not None and edition.kind != EditionKind.RETRACTION
    held_by_other = lease is not None and lease.holder_id != viewer.pk
    moves = moves_from(VerificationStatus(claim.status))
    waits = VerificationStatus(claim.status) in SEATS
    first = next((m for m in mentions if m.pk == mention_id), mentions[0] if mentions else None)
    return ClaimPage(
        claim=claim,
        card=_card(claim, first, lease_text=_lease_text(lease, viewer), other=held_by_other),
        article=first.version.article if first else None,
        heading=(first.version.heading or str(first.version.article)) if first else "",
        versions=_versions(claim, first),
        mention=first,
        paragraphs=_paragraphs(claim, first),
        in_article=len(claims.mentions_of_run(first.run)) if first else 0,
        positions=claim_matrix(positions, queries.contacts_of(claim), viewer=viewer),
        positions_note=waiting_note(positions),
        evidence=[evidence_row(row, viewer=viewer) for row in evidence],
        seen_evidence=max((row.pk for row in evidence), default=0),
        reach_note=_reach(claim),
        appearances=[_appearance(mention, first) for mention in mentions],
        suggestions=_suggestions(claim),
        reviews=reviews,
        hidden_reviews=every - len(reviews),
        earlier=list(queries.earlier_reviews(claim)),
        history=history(claim, viewer=viewer),
        edition=edition,
        public_url=reverse("publication:claim", args=[claim.pk, fact_check.slug]) if fact_check and edition else "",
        holder=lease.holder.display_name if lease else "",
        mine=lease is not None and lease.holder_id == viewer.pk,
        can_take=(waits or Move.TAKE in moves)
        and not held_by_other
        and policies.allows(policies.check_can_review, viewer, claim),
        can_release=reviewer and lease is not None and (not held_by_other or viewer.may(Capability.PUBLISH)),
        can_decide=policies.allows(policies.check_can_decide, viewer, claim),
        can_restore=reviewer and Move.RESTORE in moves,
        can_queue=reviewer and Move.QUEUE in moves,
        can_reopen=viewer.may(Capability.PUBLISH) and Move.REOPEN in moves,
        can_publish=policies.allows(publication_policies.check_can_publish, viewer, claim)
        and policies.allows(publication_policies.check_not_published, edition, claim),
        can_correct=may_retract and claim.status in FOUND_STATUSES,
        can_retract=may_retract,
        can_add_evidence=reviewer and claim.merged_into_id is None,
        can_amend=policies.allows(policies.check_can_correct, viewer, claim),
        why_not=_why_not(viewer, claim),
        why_not_published=_why_not_published(viewer, claim, edition),
        seat_note=_seat_note(claim),
        checks=_checks(claim, evidence),
    )


def _card(claim: Claim, mention: Mention | None, *, lease_text: str, other: bool) -> dict[str, Any]:
    return {
        "id": claim.pk,
        "text": claim.text,
        "url": "",
        "draft_key": f"claim-{claim.pk}",
        "presentation": claim.presentation,
        "status": claim.status,
        "tags": tags_of(mention) if mention else [],
        "lease": lease_text,
        "lease_other": other,
        "chain": chain_of(mention, claim) if mention else [],
        "score": claim.score,
        "reasons": reasons_of(mention) if mention else [],
        "condition": condition_of(mention) if mention else "",
        "certainty": certainty_of(mention) if mention else "",
        "found": found_by(mention) if mention else [],
    }


def _paragraphs(claim: Claim, mention: Mention | None) -> list[list[Segment]]:
    if mention is None:
        return []
    text = mention.version.text
    parts = parts_of(text)  # of a long text the part around the claim
    window = parts[part_at(parts, mention.start_offset) - 1] if len(parts) > 1 else None
    marks = []
    for other in claims.mentions_of_run(mention.run, within=window):
        other.version = mention.version
        marks += marks_of(other, active=other.claim_id == claim.pk)
    paragraphs = paragraphs_of(text, marks, within=window)
    # Marks of other claims lead to their own pages; those of this one stay here.
    for paragraph in paragraphs:
        for place, segment in enumerate(paragraph):
            if segment.claim_id and segment.claim_id != claim.pk:
                url = reverse("desk:claim", args=[segment.claim_id])
                paragraph[place] = replace(segment, url=url)
    return paragraphs


def _lease_text(lease: Any, viewer: User) -> str:
    if lease is None:
        return ""
    if lease.holder_id == viewer.pk:
        return _("yours until %s") % clock(lease.expires_at)
    return _("%(name)s until %(time)s") % {"name": lease.holder.display_name, "time": clock(lease.expires_at)}


def _reach(claim: Claim) -> str:
    reach = claims.reach_of([claim.pk]).get(claim.pk, claims.Reach())
    links = ngettext("Seen in %(n)d link", "Seen in %(n)d links", reach.links) % {"n": reach.links}
    origins = ngettext("%(n)d origin", "%(n)d origins", reach.origins) % {"n": reach.origins}
    return f"{links}, {origins}"


def _versions(claim: Claim, mention: Mention | None) -> list[dict[str, Any]]:
    """The versions of the article, where there are several, each with the claim in place."""
    if mention is None:
        return []
    article = mention.version.article
    every = list(sources.versions_of(article).only("pk", "number"))
    return [
        {
            "number": version.number,
            "here": version.pk == mention.version_id,
            "url": f"{reverse('desk:article', args=[article.pk])}?version={version.number}&claim={claim.pk}",
        }
        for version in (every if len(every) > 1 else [])
    ]


def _appearance(mention: Mention, shown: Mention | None) -> Appearance:
    article = mention.version.article
    return Appearance(
        id=mention.pk,
        here=shown is not None and mention.pk == shown.pk,
        outlet=article.source.name if article.source else _("a text given to the desk"),
        title=mention.version.heading or str(article),
        url=f"{reverse('desk:article', args=[article.pk])}?version={mention.version.number}&claim={mention.claim_id}"
        f"#mark-{mention.claim_id}",
        date=day(article.published_at),
        words=" … ".join(mention.version.text[start:end] for start, end in mention.spans),
        presentation=mention.presentation,
    )


def _suggestions(claim: Claim) -> list[dict[str, Any]]:
    return [
        {
            "id": other.pk,
            "text": other.text,
            "url": reverse("desk:claim", args=[other.pk]),
            "status": other.status,
            "reason": reason,
            "speaker": other.speaker.name if other.speaker else "",
        }
        for other, reason in claims.similar_claims(claim)
    ]


def _why_not(viewer: User, claim: Claim) -> str:
    """Why this person cannot decide, if the claim waits for a verdict."""
    if VerificationStatus(claim.status) not in SEATS:
        return ""
    try:
        policies.check_can_decide(viewer, claim)
    except DomainError as refusal:
        return refusal.message
    return ""


def _why_not_published(viewer: User, claim: Claim, edition: Edition | None) -> str:
    """Why an editor cannot publish what was found, where it does not stand in public."""
    if publication_policies.shows_present_finding(edition, claim):
        return ""
    if claim.status not in FOUND_STATUSES or not viewer.may(Capability.PUBLISH):
        return ""
    try:
        publication_policies.check_can_publish(viewer, claim)
        publication_policies.check_not_published(edition, claim)
    except DomainError as refusal:
        return refusal.message
    return ""


def _seat_note(claim: Claim) -> str:
    return {
        VerificationStatus.IN_REVIEW: _("the second reviewer will not see it until theirs is in"),
        VerificationStatus.SECOND_REVIEW: _("second review: you see the first verdict once yours is in"),
        VerificationStatus.ADJUDICATION: _("two reviewers differ: yours settles it"),
    }.get(VerificationStatus(claim.status), "")


def _checks(claim: Claim, evidence: list[Evidence]) -> list[dict[str, Any]]:
    captured = sum(row.capture_state == CaptureState.CAPTURED for row in evidence)
    return [
        {"met": bool(evidence), "text": _("evidence: %d") % len(evidence)},
        {"met": captured > 0, "text": _("captured: %d") % captured},
    ]
