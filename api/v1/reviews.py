"""Reviews: the claims at the desk, whatever their stage, and everything a person may do with one.

A whole review by program: list, take, add evidence, decide; a second person decides; an editor publishes. Every step
that changes a claim takes `If-Match`, so that nobody decides on what they have not seen.
"""

from __future__ import annotations

from typing import Any

from django.http import Http404
from django.urls import reverse
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from api.v1.access import DeskView, answer, person
from api.v1.caching import mark_of, private
from api.v1.inputs import query_of, version_tag
from api.v1.people import PersonSerializer, person_of
from api.v1.words import FRESH, NOT_MODIFIED, NoQuery, PageQuery, identifier, listed, page_body, page_wanted, time_of
from claims import queries as claims
from claims.enums import Presentation, Stance, VerificationStatus
from claims.models import Claim
from publication import queries as publication
from publication.addresses import absolute
from reviews import queries
from reviews.enums import CaptureState, EvidenceStance, Seat
from reviews.queries import STAGES, QueueFilters
from reviews.workflow import moves_from

CLAIM_ID = identifier("claim_id", "Stable id of the claim.")
_STATUSES = [status.value for status in VerificationStatus]


class ReviewSummarySerializer(serializers.Serializer[Any]):
    """A claim at the desk as lists show it."""

    id = serializers.IntegerField(help_text="Stable id of the claim, the same as in `claims/`.")
    url = serializers.URLField(help_text="The address of this resource.")
    text = serializers.CharField()
    status = serializers.ChoiceField(choices=_STATUSES)
    presentation = serializers.ChoiceField(choices=[how.value for how in Presentation])
    score = serializers.FloatField(help_text="Check-worthiness, 0 to 1.")
    said_by = PersonSerializer(allow_null=True)
    said_at = serializers.DateTimeField()
    round = serializers.IntegerField(help_text="How often the claim was reviewed from the start.")
    version = serializers.IntegerField(help_text="Steps with each change; part of the `ETag`.")


class DeskPositionSerializer(serializers.Serializer[Any]):
    """One party's stand, with the words that say so. Offsets: code points of the article's text, end exclusive."""

    id = serializers.IntegerField()
    party = PersonSerializer(allow_null=True)
    stance = serializers.ChoiceField(choices=[stance.value for stance in Stance])
    quotation = serializers.CharField(allow_blank=True)
    start = serializers.IntegerField(allow_null=True)
    end = serializers.IntegerField(allow_null=True)
    article = serializers.IntegerField(allow_null=True)
    address = serializers.CharField(allow_blank=True)
    note = serializers.CharField(allow_blank=True)
    stated_at = serializers.DateTimeField()
    recorded_by = serializers.CharField()


class DeskEvidenceSerializer(serializers.Serializer[Any]):
    id = serializers.IntegerField()
    url = serializers.CharField(allow_blank=True)
    title = serializers.CharField(allow_blank=True)
    quotation = serializers.CharField()
    stance = serializers.ChoiceField(choices=[stance.value for stance in EvidenceStance])
    added_by = serializers.CharField()
    added_at = serializers.DateTimeField()
    capture = serializers.ChoiceField(choices=[state.value for state in CaptureState])
    capture_reason = serializers.CharField(allow_blank=True)
    captured_at = serializers.DateTimeField(allow_null=True)
    sha256 = serializers.CharField(allow_null=True, help_text="SHA-256 of the captured bytes.")
    quotation_found = serializers.BooleanField(allow_null=True, help_text="Whether the capture has the words.")


class DecisionSerializer(serializers.Serializer[Any]):
    """One person's verdict. While a round is open you see only your own: the second review is blind."""

    id = serializers.IntegerField()
    seat = serializers.ChoiceField(choices=[seat.value for seat in Seat])
    reviewer = serializers.CharField()
    verdict = serializers.CharField(help_text="A word of the desk's scale.")
    rationale = serializers.CharField()
    claim_text = serializers.CharField(help_text="The wording that was judged.")
    claim_version = serializers.IntegerField()
    round = serializers.IntegerField()
    decided_at = serializers.DateTimeField()


class HeldSerializer(serializers.Serializer[Any]):
    by = serializers.CharField()
    until = serializers.DateTimeField()


class ReviewSerializer(ReviewSummarySerializer):
    """A claim at the desk with everything a reviewer looks at."""

    about = PersonSerializer(many=True, help_text="Whom it is about. They have not said it.")
    held = HeldSerializer(allow_null=True, help_text="Who has taken it, until when.")
    moves = serializers.ListField(child=serializers.CharField(), help_text="Moves that its status allows.")
    edition = serializers.IntegerField(allow_null=True, help_text="Number of the current public edition.")
    merged_into = serializers.IntegerField(allow_null=True)
    positions = DeskPositionSerializer(many=True)
    evidence = DeskEvidenceSerializer(many=True)
    decisions = DecisionSerializer(many=True)


ReviewList = listed(ReviewSummarySerializer(many=True), "ReviewList")


class QueueQuery(PageQuery):
    """Which claims."""

    stage = serializers.ChoiceField(choices=[*STAGES, "mine"], required=False, default="to_review")
    presentation = serializers.ChoiceField(choices=[how.value for how in Presentation], required=False)
    speaker = serializers.IntegerField(min_value=1, max_value=2**63 - 1, required=False, help_text="Id of a speaker.")
    outlet = serializers.IntegerField(min_value=1, max_value=2**63 - 1, required=False, help_text="Id of an outlet.")
    q = serializers.CharField(required=False, allow_blank=True, max_length=300, default="", help_text="Words.")
    has_position = serializers.BooleanField(required=False, default=False, help_text="A party other than the asserter.")


class ReviewListView(DeskView):
    @extend_schema(
        operation_id="reviews_list",
        summary="Claims at the desk, most check-worthy first",
        parameters=[QueueQuery],
        responses={200: ReviewList},
    )
    def get(self, request: Request) -> Response:
        """The queue, by stage."""
        wanted = query_of(request, QueueQuery)
        filters = QueueFilters(
            stage=wanted["stage"],
            presentation=wanted.get("presentation", ""),
            speaker=wanted.get("speaker"),
            outlet=wanted.get("outlet"),
            words=wanted["q"],
            has_position=wanted["has_position"],
        )
        page = page_wanted(queries.queue(filters, viewer=person(request)), wanted, "-score", "-pk")
        return answer(page_body(request, page, [_summary(claim) for claim in page.rows]))


class ReviewView(DeskView):
    @extend_schema(
        operation_id="reviews_retrieve",
        summary="One claim at the desk",
        description="Its `ETag` is what the moves take as `If-Match`.",
        parameters=[CLAIM_ID, FRESH],
        responses={200: ReviewSerializer, 304: NOT_MODIFIED},
    )
    def get(self, request: Request, claim_id: int) -> Any:
        """With positions, evidence, and the verdicts that you may see."""
        query_of(request, NoQuery)
        return review_answer(request, claim_id)


def review_answer(request: Request, claim_id: int, *, status: int = 200) -> Any:
    """The claim as it is now, with its tag: what the moves take as `If-Match`."""
    claim = found_claim(claim_id)
    body = _review(request, claim)
    newest = max((row["id"] for row in body["evidence"]), default=0)
    tag = version_tag(claim.version, body["edition"], evidence=newest, content=mark_of(body))
    if status != 200 or request.method != "GET":
        return answer(body, status=status, headers={"ETag": tag})
    return private(request, body, tag)


def seen_now(claim_id: int) -> dict[str, Any]:
    """What an `ETag` of the claim is made of, and its status."""
    claim, page = found_claim(claim_id), publication.fact_check_of(claim_id)
    number = page.current.number if page and page.current else 0
    return {"status": claim.status, "version": claim.version, "edition": number}


def found_claim(claim_id: int) -> Claim:
    """The claim of this id. Raises Http404."""
    claim = claims.claim_with_people(claim_id)
    if claim is None:
        raise Http404
    return claim


def _summary(claim: Claim) -> dict[str, Any]:
    return {
        "id": claim.pk,
        "url": absolute(reverse("api:review", args=[claim.pk])),
        "text": claim.text,
        "status": claim.status,
        "presentation": claim.presentation,
        "score": claim.score,
        "said_by": person_of(claim.speaker),
        "said_at": time_of(claim.first_said_at),
        "round": claim.round,
        "version": claim.version,
    }


def _review(request: Request, claim: Claim) -> dict[str, Any]:
    lease = queries.leases_of([claim.pk]).get(claim.pk)
    page = publication.fact_check_of(claim.pk)
    return {
        **_summary(claim),
        "about": [person_of(about.speaker) for about in claim.about.all()],
        "held": {"by": lease.holder.display_name, "until": time_of(lease.expires_at)} if lease else None,
        "moves": [move.value for move in moves_from(VerificationStatus(claim.status))],
        "edition": page.current.number if page and page.current else None,
        "merged_into": claim.merged_into_id,
        "positions": [position_row(position) for position in claims.positions_of_claim(claim)],
        "evidence": [evidence_row(evidence) for evidence in queries.evidence_of(claim)],
        "decisions": [decision_row(review) for review in queries.visible_reviews(claim, viewer=person(request))],
    }


def decision_row(review: Any) -> dict[str, Any]:
    return {
        "id": review.pk,
        "seat": review.seat,
        "reviewer": review.reviewer.display_name,
        "verdict": review.verdict,
        "rationale": review.rationale,
        "claim_text": review.claim_text,
        "claim_version": review.claim_version,
        "round": review.round,
        "decided_at": time_of(review.decided_at),
    }


def evidence_row(evidence: Any) -> dict[str, Any]:
    return {
        "id": evidence.pk,
        "url": evidence.url,
        "title": evidence.title,
        "quotation": evidence.quotation,
        "stance": evidence.stance,
        "added_by": evidence.added_by.display_name,
        "added_at": time_of(evidence.added_at),
        "capture": evidence.capture_state,
        "capture_reason": evidence.capture_reason,
        "captured_at": time_of(evidence.captured_at),
        "sha256": evidence.capture_sha256,
        "quotation_found": evidence.quotation_found,
    }


def position_row(position: Any) -> dict[str, Any]:
    article = position.mention.version.article if position.mention else None
    return {
        "id": position.pk,
        "party": person_of(position.party),
        "stance": position.stance,
        "quotation": position.quotation,
        "start": position.start_offset,
        "end": position.end_offset,
        "article": article.pk if article else None,
        "address": article.canonical_url if article else position.address,
        "note": position.note,
        "stated_at": time_of(position.stated_at),
        "recorded_by": position.recorded_by,
    }
