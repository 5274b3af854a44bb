"""What a person may do with a claim at the desk: each move is a POST that answers with the claim as it is then."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.models import User
from accounts.roles import Capability
from api.v1.access import DeskView, person
from api.v1.inputs import Body, PreconditionFailed, Seen, body_of, seen_by
from api.v1.once import Method, idempotent
from api.v1.reviews import CLAIM_ID, ReviewSerializer, found_claim, review_answer, seen_now
from api.v1.words import IF_MATCH, ONCE, identifier
from core.errors import Conflict
from publication import services as publication
from reviews import services as reviews
from reviews.enums import EvidenceStance

_LONG = 100_000  # the services say how much fits, with a sentence


_OVERRIDE = "Why it is published although a rule of the desk's policy is not met: readers see it with the rule."


class ReasonBody(Body):
    reason = serializers.CharField(max_length=_LONG, trim_whitespace=True)


class DismissalBody(Body):
    rationale = serializers.CharField(max_length=_LONG)


class DecisionBody(Body):
    verdict = serializers.CharField(
        max_length=60, help_text="A word of the desk's scale; as it comes: confirmed, disputed, unconfirmed."
    )
    rationale = serializers.CharField(
        max_length=_LONG, help_text="Why. Readers see it if the editor writes no summary."
    )


class EvidenceBody(Body):
    quotation = serializers.CharField(max_length=_LONG, help_text="The words that matter.")
    stance = serializers.ChoiceField(choices=[stance.value for stance in EvidenceStance])
    url = serializers.CharField(required=False, allow_blank=True, max_length=2000, help_text="A worker captures it.")
    title = serializers.CharField(required=False, allow_blank=True, max_length=300)


class PublicationBody(Body):
    summary = serializers.CharField(
        required=False, allow_blank=True, max_length=_LONG, help_text="What was found. Else the last rationale."
    )

    override = serializers.CharField(required=False, allow_blank=True, max_length=_LONG, help_text=_OVERRIDE)


class CorrectionBody(Body):
    reason = serializers.CharField(max_length=_LONG, help_text="What was wrong: readers see it.")
    summary = serializers.CharField(required=False, allow_blank=True, max_length=_LONG)
    override = serializers.CharField(required=False, allow_blank=True, max_length=_LONG, help_text=_OVERRIDE)


class Move(DeskView):
    """The common form of a move: may it be asked for, the body, the version it was made for, one service call."""

    body: type[Body] = Body
    status = 200
    guarded = True

    def act(self, by: User, claim_id: int, seen: Seen, data: dict[str, Any]) -> Any:
        """One call of the service. `seen`: what `If-Match` says."""
        raise NotImplementedError

    def move(self, request: Request, claim_id: int) -> Response:
        self.attempt(request, claim_id)
        response: Response = review_answer(request, claim_id, status=self.status)
        return response

    def attempt(self, request: Request, claim_id: int) -> Any:
        """What the service gives back. Raises PreconditionFailed for a claim other than the one that was seen."""
        found_claim(claim_id)
        seen = seen_by(request) if self.guarded else Seen(0, 0)
        data = body_of(request, self.body)
        try:
            return self.act(person(request), claim_id, seen, data)
        except Conflict as conflict:
            self._stale(conflict, claim_id, seen)
            raise

    def _stale(self, conflict: Conflict, claim_id: int, seen: Seen) -> None:
        """A conflict with a claim other than the one that was seen is a failed precondition: 412, with what it is."""
        now = seen_now(claim_id)
        if self.guarded and ((now["version"], now["edition"]) != seen[:2] or "evidence" in conflict.details):
            details = {**conflict.details, **now}
            raise PreconditionFailed(conflict.message, field="If-Match", details=details) from conflict


def _describe(
    operation: str, summary: str, body: type[Body] | None, *, status: int = 200, guarded: bool = True
) -> Callable[[Method], Method]:
    described: Callable[[Method], Method] = extend_schema(
        operation_id=f"reviews_{operation}",
        summary=summary,
        parameters=[CLAIM_ID, *([IF_MATCH] if guarded else []), ONCE],
        request=body,
        responses={status: ReviewSerializer},
    )
    return described


class QueueView(Move):
    needs = {"POST": Capability.REVIEW_CLAIM}

    def act(self, by: User, claim_id: int, seen: Seen, data: dict[str, Any]) -> Any:
        return reviews.queue_claim(by=by, claim_id=claim_id, expected_version=seen[0])

    @_describe("queue", "Put a candidate into the queue", None)
    @idempotent
    def post(self, request: Request, claim_id: int) -> Response:
        return self.move(request, claim_id)


class TakeView(Move):
    needs = {"POST": Capability.REVIEW_CLAIM}
    guarded = False

    def act(self, by: User, claim_id: int, seen: Seen, data: dict[str, Any]) -> Any:
        return reviews.take(by=by, claim_id=claim_id)

    @_describe("take", "Take a claim, or hold it longer", None, guarded=False)
    @idempotent
    def post(self, request: Request, claim_id: int) -> Response:
        return self.move(request, claim_id)


class ReleaseView(Move):
    needs = {"POST": Capability.REVIEW_CLAIM}
    guarded = False

    def act(self, by: User, claim_id: int, seen: Seen, data: dict[str, Any]) -> Any:
        return reviews.release(by=by, claim_id=claim_id)

    @_describe("release", "Give a claim back", None, guarded=False)
    @idempotent
    def post(self, request: Request, claim_id: int) -> Response:
        return self.move(request, claim_id)


class DismissView(Move):
    needs = {"POST": Capability.REVIEW_CLAIM}
    body = DismissalBody

    def act(self, by: User, claim_id: int, seen: Seen, data: dict[str, Any]) -> Any:
        return reviews.dismiss(by=by, claim_id=claim_id, expected_version=seen[0], rationale=data["rationale"])

    @_describe("dismiss", "Say that a claim is not one for this desk", DismissalBody)
    @idempotent
    def post(self, request: Request, claim_id: int) -> Response:
        return self.move(request, claim_id)


class RestoreView(Move):
    needs = {"POST": Capability.REVIEW_CLAIM}

    def act(self, by: User, claim_id: int, seen: Seen, data: dict[str, Any]) -> Any:
        return reviews.restore(by=by, claim_id=claim_id, expected_version=seen[0])

    @_describe("restore", "Put a dismissed claim back into the queue", None)
    @idempotent
    def post(self, request: Request, claim_id: int) -> Response:
        return self.move(request, claim_id)


class ReopenView(Move):
    needs = {"POST": Capability.PUBLISH}
    body = ReasonBody

    def act(self, by: User, claim_id: int, seen: Seen, data: dict[str, Any]) -> Any:
        return reviews.reopen(by=by, claim_id=claim_id, expected_version=seen[0], reason=data["reason"])

    @_describe("reopen", "Review a settled claim again, from the start", ReasonBody)
    @idempotent
    def post(self, request: Request, claim_id: int) -> Response:
        return self.move(request, claim_id)


class DecisionsView(Move):
    needs = {"POST": Capability.REVIEW_CLAIM}
    body = DecisionBody
    status = 201

    def act(self, by: User, claim_id: int, seen: Seen, data: dict[str, Any]) -> Any:
        return reviews.decide(
            by=by,
            claim_id=claim_id,
            expected_version=seen[0],
            verdict=data["verdict"],
            rationale=data["rationale"],
            seen_evidence=seen.evidence,
        )

    @_describe("decide", "Give the verdict that the claim waits for", DecisionBody, status=201)
    @idempotent
    def post(self, request: Request, claim_id: int) -> Response:
        """The first, the second, or the third that settles a difference."""
        return self.move(request, claim_id)


class EvidenceView(Move):
    needs = {"POST": Capability.REVIEW_CLAIM}
    body = EvidenceBody
    status = 201
    guarded = False

    def act(self, by: User, claim_id: int, seen: Seen, data: dict[str, Any]) -> Any:
        return reviews.add_evidence(
            by=by,
            claim_id=claim_id,
            quotation=data["quotation"],
            stance=EvidenceStance(data["stance"]),
            url=data.get("url", ""),
            title=data.get("title", ""),
        )

    @_describe("add_evidence", "Add a source for or against a claim", EvidenceBody, status=201, guarded=False)
    @idempotent
    def post(self, request: Request, claim_id: int) -> Response:
        """The same evidence twice is one."""
        return self.move(request, claim_id)


class WithdrawEvidenceView(DeskView):
    needs = {"POST": Capability.REVIEW_CLAIM}

    @extend_schema(
        operation_id="reviews_withdraw_evidence",
        summary="Take evidence back",
        description="Only who added it, or an editor, and only while no verdict rests on it.",
        parameters=[CLAIM_ID, identifier("evidence_id", "Stable id of the evidence."), ONCE],
        request=None,
        responses={200: ReviewSerializer},
    )
    @idempotent
    def post(self, request: Request, claim_id: int, evidence_id: int) -> Response:
        """The row stays; it counts no more."""
        found_claim(claim_id)
        reviews.withdraw_evidence(by=person(request), claim_id=claim_id, evidence_id=evidence_id)
        response: Response = review_answer(request, claim_id)
        return response


class PublishView(Move):
    needs = {"POST": Capability.PUBLISH}
    body = PublicationBody
    status = 201

    def act(self, by: User, claim_id: int, seen: Seen, data: dict[str, Any]) -> Any:
        return publication.publish(
            by=by,
            claim_id=claim_id,
            expected_version=seen[0],
            summary=data.get("summary", ""),
            override=data.get("override", ""),
        )

    @_describe("publish", "Make the finding public: the next edition", PublicationBody, status=201)
    @idempotent
    def post(self, request: Request, claim_id: int) -> Response:
        return self.move(request, claim_id)


class CorrectView(Move):
    needs = {"POST": Capability.PUBLISH}
    body = CorrectionBody
    status = 201

    def act(self, by: User, claim_id: int, seen: Seen, data: dict[str, Any]) -> Any:
        return publication.correct(
            by=by,
            claim_id=claim_id,
            reason=data["reason"],
            summary=data.get("summary", ""),
            override=data.get("override", ""),
            expected=seen[:2],
        )

    @_describe("correct", "Replace the current edition, with the reason", CorrectionBody, status=201)
    @idempotent
    def post(self, request: Request, claim_id: int) -> Response:
        return self.move(request, claim_id)


class RetractView(Move):
    needs = {"POST": Capability.PUBLISH}
    body = ReasonBody
    status = 201

    def act(self, by: User, claim_id: int, seen: Seen, data: dict[str, Any]) -> Any:
        return publication.retract(by=by, claim_id=claim_id, reason=data["reason"], expected=seen[:2])

    @_describe("retract", "Take the finding back, with the reason", ReasonBody, status=201)
    @idempotent
    def post(self, request: Request, claim_id: int) -> Response:
        return self.move(request, claim_id)
