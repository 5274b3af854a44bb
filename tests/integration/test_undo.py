"""What one did a moment ago can be taken back: a new event, nothing deleted."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone

from accounts.models import User
from audit.models import AuditEvent
from audit.queries import verify_ledger
from claims.enums import VerificationStatus as Status
from claims.models import Claim
from core.errors import Conflict, NotAllowed
from publication.addresses import address_of
from publication.models import Edition, FactCheck
from publication.services import correct, publish, retract
from reviews import queries
from reviews.enums import EvidenceStance, Verdict
from reviews.models import Act, Lease, Review
from reviews.queries import evidence_of, last_act
from reviews.services import (
    add_evidence,
    decide,
    dismiss,
    queue_claim,
    release,
    reopen,
    restore,
    take,
    undo,
    withdraw_evidence,
)

pytestmark = pytest.mark.django_db


def undo_last(by: User) -> Claim:
    return undo(by=by, act_id=Act.objects.filter(by=by, undone_at__isnull=True).latest("pk").pk)


def first_verdict(by: User, claim: Claim) -> Claim:
    take(by=by, claim_id=claim.pk)
    claim.refresh_from_db()
    decide(by=by, claim_id=claim.pk, expected_version=claim.version, verdict=Verdict.UNCONFIRMED, rationale="A secret.")
    claim.refresh_from_db()
    return claim


def test_taking_and_giving_back_are_undone(claim: Claim, ada: User) -> None:
    was = claim.status
    take(by=ada, claim_id=claim.pk)
    assert undo_last(ada).status == was
    assert not Lease.objects.exists()
    take(by=ada, claim_id=claim.pk)
    release(by=ada, claim_id=claim.pk)
    assert undo_last(ada).status == Status.IN_REVIEW
    assert Lease.objects.get().holder == ada
    actions = list(AuditEvent.objects.filter(target_type="claim").values_list("action", flat=True))
    assert actions.count("claim.taken") == 2
    assert "claim.taken.undone" in actions
    assert "claim.released.undone" in actions


def test_a_dismissal_is_undone_with_the_hold_on_the_claim(claim: Claim, ada: User) -> None:
    take(by=ada, claim_id=claim.pk)
    claim.refresh_from_db()
    dismiss(by=ada, claim_id=claim.pk, expected_version=claim.version, rationale="Not ours.")
    assert undo_last(ada).status == Status.IN_REVIEW
    assert Lease.objects.get().holder == ada


def test_putting_into_the_queue_and_restoring_are_undone(claim: Claim, ada: User) -> None:
    Claim.objects.filter(pk=claim.pk).update(status=Status.CANDIDATE, version=claim.version + 1)
    queue_claim(by=ada, claim_id=claim.pk, expected_version=claim.version + 1)
    assert undo_last(ada).status == Status.CANDIDATE
    claim.refresh_from_db()
    dismissed = dismiss(by=ada, claim_id=claim.pk, expected_version=claim.version, rationale="No.")
    restore(by=ada, claim_id=claim.pk, expected_version=dismissed.version)
    assert undo_last(ada).status == Status.DISMISSED


def test_a_first_verdict_is_taken_back_without_deleting_it(claim: Claim, ada: User, bo: User) -> None:
    first_verdict(ada, claim)
    back = undo_last(ada)
    assert (back.status, back.round) == (Status.IN_REVIEW, 2)
    assert Review.objects.get().rationale == "A secret."
    # It counts no more, and it stays unseen: the next reviewer is blind to it.
    assert list(queries.earlier_reviews(back)) == []
    decide(by=ada, claim_id=claim.pk, expected_version=back.version, verdict=Verdict.DISPUTED, rationale="No.") if (
        add_evidence(by=ada, claim_id=claim.pk, quotation="No.", stance=EvidenceStance.REFUTES)
    ) else None
    claim.refresh_from_db()
    assert claim.status == Status.SECOND_REVIEW


def test_a_verdict_that_was_taken_back_is_hidden_in_the_history(client, claim: Claim, ada: User, bo: User) -> None:  # type: ignore[no-untyped-def]
    first_verdict(ada, claim)
    undo_last(ada)
    client.force_login(bo)
    page = client.get(f"/desk/claims/{claim.pk}/").content.decode()
    assert "A secret." not in page
    client.force_login(ada)
    assert "A secret." in client.get(f"/desk/claims/{claim.pk}/").content.decode()


def second_verdict(by: User, claim: Claim, verdict: Verdict = Verdict.UNCONFIRMED) -> Claim:
    decide(by=by, claim_id=claim.pk, expected_version=claim.version, verdict=verdict, rationale="So.")
    claim.refresh_from_db()
    return claim


def test_a_verdict_that_met_another_frees_its_seat_for_somebody_else(
    claim: Claim, ada: User, bo: User, cy: User
) -> None:
    second_verdict(bo, first_verdict(ada, claim))
    with pytest.raises(Conflict, match="changed since"):
        undo_last(ada)
    back = undo_last(bo)
    assert (back.status, back.round) == (Status.SECOND_REVIEW, 1)
    with pytest.raises(NotAllowed, match="another person"):
        second_verdict(bo, back)
    # Bo has seen Ada's; Cy sees neither of the two.
    assert queries.visible_reviews(back, viewer=cy) == []
    settled = second_verdict(cy, back)
    assert settled.status == Status.UNCONFIRMED
    assert [review.reviewer for review in queries.visible_reviews(settled, viewer=ada)] == [ada, cy]


def test_a_verdict_that_differed_and_one_that_settled_are_taken_back(
    claim: Claim, ada: User, bo: User, cy: User
) -> None:
    add_evidence(by=ada, claim_id=claim.pk, quotation="No.", stance=EvidenceStance.REFUTES)
    assert second_verdict(bo, first_verdict(ada, claim), Verdict.DISPUTED).status == Status.ADJUDICATION
    assert undo_last(bo).status == Status.SECOND_REVIEW
    claim.refresh_from_db()
    assert second_verdict(cy, claim, Verdict.DISPUTED).status == Status.ADJUDICATION


def test_the_third_verdict_is_taken_back(claim: Claim, ada: User, bo: User, eve: User) -> None:
    add_evidence(by=ada, claim_id=claim.pk, quotation="No.", stance=EvidenceStance.REFUTES)
    differing = second_verdict(bo, first_verdict(ada, claim), Verdict.DISPUTED)
    assert second_verdict(eve, differing, Verdict.DISPUTED).status == Status.DISPUTED
    assert undo_last(eve).status == Status.ADJUDICATION
    assert list(Review.objects.in_round(claim).values_list("reviewer", flat=True)) == [ada.pk, bo.pk]


def test_what_is_published_is_taken_back_first(claim: Claim, ada: User, bo: User, eve: User) -> None:
    settled = second_verdict(bo, first_verdict(ada, claim))
    publish(by=eve, claim_id=claim.pk, expected_version=settled.version, override="Nobody can be asked.")
    with pytest.raises(Conflict, match="published since"):
        undo_last(bo)
    undo_last(eve)
    assert undo_last(bo).status == Status.SECOND_REVIEW


def test_a_publication_is_taken_back_in_public_and_can_be_repeated(
    client, claim: Claim, ada: User, bo: User, eve: User
) -> None:  # type: ignore[no-untyped-def]
    settled = second_verdict(bo, first_verdict(ada, claim))
    seen = settled.version
    first = publish(by=eve, claim_id=claim.pk, expected_version=seen, override="Nobody can be asked.")
    undo_last(eve)
    editions = list(Edition.objects.filter(fact_check__claim=claim).order_by("number"))
    assert [edition.kind for edition in editions] == ["publication", "retraction"]
    page = client.get(address_of(claim.pk, first.fact_check.slug)).content.decode()
    assert "Published by mistake" in page
    again = publish(by=eve, claim_id=claim.pk, expected_version=seen, override="Nobody can be asked.")
    assert (again.number, again.kind) == (3, "publication")


@pytest.mark.parametrize("replace", [correct, retract])
def test_a_correction_and_a_retraction_are_taken_back_by_what_stood_before(  # type: ignore[no-untyped-def]
    replace, claim: Claim, ada: User, bo: User, eve: User
) -> None:
    settled = second_verdict(bo, first_verdict(ada, claim))
    first = publish(
        by=eve, claim_id=claim.pk, expected_version=settled.version, summary="As found.", override="Nobody to ask."
    )
    replace(by=eve, claim_id=claim.pk, reason="A slip.", **({"summary": "Other words."} if replace is correct else {}))
    undo_last(eve)
    now = FactCheck.objects.get(claim=claim).current
    assert now is not None
    assert (now.number, now.kind, now.summary, now.snapshot) == (3, "correction", "As found.", first.snapshot)
    assert "Edition 2 was made by mistake" in now.reason
    assert verify_ledger().sound


def test_an_edition_that_is_no_longer_the_public_one_is_not_taken_back(
    claim: Claim, ada: User, bo: User, eve: User
) -> None:
    settled = second_verdict(bo, first_verdict(ada, claim))
    publish(by=eve, claim_id=claim.pk, expected_version=settled.version, override="Nobody to ask.")
    act = last_act(eve, claim_id=claim.pk)
    assert act is not None
    correct(by=eve, claim_id=claim.pk, reason="A slip.")
    with pytest.raises(Conflict, match="Another edition"):
        undo(by=eve, act_id=act.pk)


def test_what_cannot_be_taken_back_is_not_offered(claim: Claim, ada: User, bo: User, eve: User) -> None:
    settled = second_verdict(bo, first_verdict(ada, claim))
    assert last_act(ada) is None
    publish(by=eve, claim_id=claim.pk, expected_version=settled.version, override="Nobody to ask.")
    assert last_act(eve) is None
    act = last_act(eve, claim_id=claim.pk)
    assert act is not None
    assert act.action == "edition.publication"


def test_who_took_back_a_verdict_that_met_another_is_told_why_the_seat_is_gone(
    claim: Claim, ada: User, bo: User
) -> None:
    second_verdict(bo, first_verdict(ada, claim))
    undo_last(bo)
    with pytest.raises(NotAllowed, match="You took your verdict back"):
        take(by=bo, claim_id=claim.pk)


def test_opening_again_is_taken_back_with_the_verdicts(claim: Claim, ada: User, bo: User, eve: User) -> None:
    settled = second_verdict(bo, first_verdict(ada, claim))
    reopen(by=eve, claim_id=claim.pk, expected_version=settled.version, reason="New facts.")
    back = undo_last(eve)
    assert (back.status, back.round) == (Status.UNCONFIRMED, 1)
    assert Review.objects.in_round(back).count() == 2


def test_the_database_keeps_a_verdict_that_was_taken_back(claim: Claim, ada: User, bo: User) -> None:
    second_verdict(bo, first_verdict(ada, claim))
    undo_last(bo)
    for change in ({"taken_back_at": None}, {"verdict": Verdict.DISPUTED}):
        with pytest.raises(DatabaseError), transaction.atomic():
            Review.objects.filter(reviewer=bo).update(**change)
    with pytest.raises(IntegrityError), transaction.atomic():
        Review.objects.filter(reviewer=ada).update(taken_back_at=timezone.now())


def test_evidence_is_taken_back_and_put_back(claim: Claim, ada: User) -> None:
    evidence = add_evidence(by=ada, claim_id=claim.pk, quotation="Yes.", stance=EvidenceStance.SUPPORTS)
    undo_last(ada)
    assert not evidence_of(claim).exists()
    evidence = add_evidence(by=ada, claim_id=claim.pk, quotation="Yes.", stance=EvidenceStance.SUPPORTS)
    withdraw_evidence(by=ada, claim_id=claim.pk, evidence_id=evidence.pk)
    undo_last(ada)
    assert evidence_of(claim).get() == evidence


def test_nobody_undoes_what_another_did(claim: Claim, ada: User, bo: User) -> None:
    take(by=ada, claim_id=claim.pk)
    with pytest.raises(NotAllowed, match="Only the person"):
        undo(by=bo, act_id=Act.objects.get().pk)
    assert last_act(bo) is None


def test_nothing_is_undone_twice_or_after_the_time(claim: Claim, ada: User) -> None:
    take(by=ada, claim_id=claim.pk)
    act = Act.objects.get()
    undo(by=ada, act_id=act.pk)
    with pytest.raises(Conflict, match="already"):
        undo(by=ada, act_id=act.pk)
    take(by=ada, claim_id=claim.pk)
    late = Act.objects.latest("pk")
    Act.objects.filter(pk=late.pk).update(at=timezone.now() - timedelta(hours=1))
    assert last_act(ada) is None
    with pytest.raises(Conflict, match="minutes ago"):
        undo(by=ada, act_id=late.pk)


def test_what_others_did_since_is_not_undone_with_it(claim: Claim, ada: User, eve: User) -> None:
    take(by=ada, claim_id=claim.pk)
    release(by=eve, claim_id=claim.pk)
    with pytest.raises(Conflict, match="changed since"):
        undo_last(ada)


def test_a_dismissed_claim_tells_nobody_of_a_verdict_that_was_taken_back(claim: Claim, ada: User, bo: User) -> None:
    """It can come back into the queue, and be judged by whoever looked at it meanwhile."""
    first_verdict(ada, claim)
    event = AuditEvent.objects.get(action="claim.decided").sequence
    undo_last(ada)
    claim.refresh_from_db()
    dismiss(by=ada, claim_id=claim.pk, expected_version=claim.version, rationale="Not ours.")
    claim.refresh_from_db()
    assert queries.blind_events(claim, viewer=bo) == {event}
    assert queries.blind_events(claim, viewer=ada) == set()


def test_one_step_after_another_is_undone(claim: Claim, ada: User, bo: User) -> None:
    """The newest first; a step of somebody else in between keeps what was before it."""
    Claim.objects.filter(pk=claim.pk).update(status=Status.CANDIDATE, version=claim.version + 1)
    claim.refresh_from_db()
    queue_claim(by=ada, claim_id=claim.pk, expected_version=claim.version)
    take(by=ada, claim_id=claim.pk)
    claim.refresh_from_db()
    dismiss(by=ada, claim_id=claim.pk, expected_version=claim.version, rationale="Not ours.")
    assert undo_last(ada).status == Status.IN_REVIEW
    assert undo_last(ada).status == Status.QUEUED
    assert not Lease.objects.exists()
    assert undo_last(ada).status == Status.CANDIDATE
    with pytest.raises(Act.DoesNotExist):
        undo_last(ada)
    claim.refresh_from_db()
    queue_claim(by=ada, claim_id=claim.pk, expected_version=claim.version)
    take(by=bo, claim_id=claim.pk)
    release(by=bo, claim_id=claim.pk)
    with pytest.raises(Conflict, match="changed since"):
        undo_last(ada)
    undo_last(bo)
    undo_last(bo)
    assert undo_last(ada).status == Status.CANDIDATE


def test_what_was_done_before_a_verdict_stays_done(claim: Claim, ada: User) -> None:
    """A verdict that is taken back begins a round of its own."""
    take(by=ada, claim_id=claim.pk)
    claim.refresh_from_db()
    decide(by=ada, claim_id=claim.pk, expected_version=claim.version, verdict="unconfirmed", rationale="So.")
    undo_last(ada)
    with pytest.raises(Conflict, match="changed since"):
        undo_last(ada)
    claim.refresh_from_db()
    assert claim.status == Status.IN_REVIEW
