"""Do one thing to several claims, and take it back as one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from django.utils import timezone

from accounts.models import User
from accounts.policies import check_may
from accounts.roles import Capability
from claims.models import Claim
from core.errors import Conflict, DomainError, InvalidInput, NotAllowed
from core.text import one_line
from reviews.enums import BulkKind, SkipReason
from reviews.models import Act, Bulk
from reviews.services.acts import gathered
from reviews.services.assign import assign
from reviews.services.dismiss import dismiss
from reviews.services.take import take
from reviews.services.topics import change_claim_topics
from reviews.services.undo import undo

MOST_CLAIMS = 200

Seen = Mapping[int, int]  # claim id: the version that the person saw


@dataclass(slots=True)
class BulkDone:
    """How many claims it was done to, and for which not: (the claim's text, why)."""

    bulk: Bulk
    done: int = 0
    refused: list[tuple[str, str]] = field(default_factory=list)


def bulk_assign(*, by: User, claims: Seen, assignee_id: int | None, note: str = "") -> BulkDone:
    """Give all these claims to one person, or to nobody."""
    person = User.objects.filter(pk=assignee_id).first() if assignee_id is not None else None
    words = person.display_name if person else ""
    return _each(
        by, BulkKind.ASSIGN, claims, words, lambda pk: assign(by=by, claim_id=pk, assignee_id=assignee_id, note=note)
    )


def bulk_topic(*, by: User, claims: Seen, name: str) -> BulkDone:
    """Put all these claims under one topic."""
    name = one_line(name, limit=80)
    if not name:
        raise InvalidInput("Choose a topic.", field="topic")
    return _each(by, BulkKind.TOPIC, claims, name, lambda pk: change_claim_topics(by=by, claim_id=pk, add=[name]))


def bulk_dismiss(*, by: User, claims: Seen, reason: SkipReason, words: str = "") -> BulkDone:
    """Take all these claims out of the queue, each against the version that was seen."""
    words = one_line(words, limit=300)
    if reason == SkipReason.OTHER and not words:
        raise InvalidInput("Say in a few words why.", field="words")
    plain = reason.value.replace("_", " ")
    rationale = f"{plain}: {words}" if words else plain

    def act(pk: int) -> object:
        return dismiss(by=by, claim_id=pk, expected_version=claims[pk], rationale=rationale, reason=reason)

    return _each(by, BulkKind.DISMISS, claims, rationale, act)


def bulk_take(*, by: User, claims: Seen) -> BulkDone:
    """Hold all these claims."""
    return _each(by, BulkKind.TAKE, claims, "", lambda pk: take(by=by, claim_id=pk))


def _each(by: User, kind: BulkKind, claims: Seen, words: str, act: Callable[[int], object]) -> BulkDone:
    """Each claim by itself, in a transaction of its own: one that is refused stops no other."""
    check_may(by, Capability.REVIEW_CLAIM)
    if not claims:
        raise InvalidInput("Choose claims first: x or the space bar chooses the row you are on.")
    if len(claims) > MOST_CLAIMS:
        raise InvalidInput(f"{len(claims)} claims are too many at once; {MOST_CLAIMS} are the most.")
    done = BulkDone(Bulk.objects.create(by=by, kind=kind, words=words[:300], at=timezone.now()))
    with gathered(done.bulk):
        for pk in sorted(claims):
            try:
                act(pk)
            except DomainError as refusal:
                done.refused.append((str(pk), refusal.message))
            else:
                done.done += 1
    texts = Claim.objects.in_bulk([int(pk) for pk, _why in done.refused])
    done.refused = [(texts[int(pk)].text if int(pk) in texts else pk, why) for pk, why in done.refused]
    return done


def undo_bulk(*, by: User, bulk_id: int) -> BulkDone:
    """Take back every act of a bulk that still can be; why the others could not. Raises NotAllowed, Conflict."""
    bulk = Bulk.objects.filter(pk=bulk_id).first()
    if bulk is None:
        raise Conflict("There is nothing to undo here.")
    if bulk.by_id != by.pk:
        raise NotAllowed("Only the person who did this can undo it.")
    done = BulkDone(bulk)
    for act in Act.objects.filter(bulk=bulk, undone_at__isnull=True).select_related("claim").order_by("-pk"):
        try:
            undo(by=by, act_id=act.pk)
        except DomainError as refusal:
            done.refused.append((act.claim.text, refusal.message))
        else:
            done.done += 1
    if not done.done and not done.refused:
        raise Conflict("This is undone already.")
    return done
