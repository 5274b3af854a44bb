"""What one did a moment ago can be taken back: a new event, nothing deleted."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import User
from audit.models import AuditEvent
from claims.enums import VerificationStatus as Status
from claims.models import Claim
from core.errors import Conflict, NotAllowed
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
    restore,
    take,
    undo,
    withdraw_evidence,
)

pytestmark = pytest.mark.django_db


def undo_last(by: User) -> Claim:
    act = last_act(by)
    assert act is not None
    return undo(by=by, act_id=act.pk)


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


def test_a_verdict_that_met_another_stands(claim: Claim, ada: User, bo: User) -> None:
    first_verdict(ada, claim)
    decide(by=bo, claim_id=claim.pk, expected_version=claim.version, verdict=Verdict.UNCONFIRMED, rationale="So.")
    for person in (ada, bo):
        with pytest.raises(Conflict):
            undo_last(person)


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
