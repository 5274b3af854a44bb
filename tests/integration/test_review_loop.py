"""Two people, a verdict, an edition: through the services, with the database's own refusals."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from accounts.models import User
from accounts.roles import Role
from audit.models import AuditEvent
from audit.queries import verify_chain
from claims.enums import VerificationStatus as Status
from claims.models import Claim, Position
from core.errors import Conflict, InvalidInput, NotAllowed
from publication.claimreview import Desk, claim_review
from publication.models import Edition
from publication.services import correct, publish, retract
from reviews.enums import EvidenceStance, Verdict
from reviews.models import Evidence, Review
from reviews.queries import visible_reviews
from reviews.services import (
    add_evidence,
    decide,
    dismiss,
    queue_claim,
    release,
    reopen,
    restore,
    take,
    withdraw_evidence,
)

pytestmark = pytest.mark.django_db


def take_and_decide(by: User, claim: Claim, verdict: Verdict, rationale: str = "Because.") -> Review:
    claim.refresh_from_db()
    if claim.status in (Status.CANDIDATE, Status.QUEUED):
        take(by=by, claim_id=claim.pk)
        claim.refresh_from_db()
    return decide(by=by, claim_id=claim.pk, expected_version=claim.version, verdict=verdict, rationale=rationale)


def settle(claim: Claim, first: User, second: User, verdict: Verdict = Verdict.UNCONFIRMED) -> Claim:
    take_and_decide(first, claim, verdict)
    take_and_decide(second, claim, verdict)
    claim.refresh_from_db()
    return claim


def test_the_envoy_said_it_and_the_president_did_not(claim: Claim) -> None:
    assert claim.speaker is not None
    assert claim.speaker.name == "Steve Witkoff"
    assert "Vladimir Putin" in [about.speaker.name for about in claim.about.all()]
    stances = {(p.party.name, p.stance) for p in Position.objects.filter(claim=claim) if p.party}
    assert ("Government of Russia", "not_confirmed") in stances
    assert ("Steve Witkoff", "asserts") in stances
    assert not Position.objects.filter(party__name="Vladimir Putin", stance="asserts").exists()


def test_two_people_who_agree_settle_a_claim(claim: Claim, ada: User, bo: User) -> None:
    settle(claim, ada, bo)
    assert claim.status == Status.UNCONFIRMED
    assert list(claim.reviews.values_list("seat", flat=True)) == ["first", "second"]


def test_nobody_seconds_their_own_review(claim: Claim, ada: User) -> None:
    take_and_decide(ada, claim, Verdict.UNCONFIRMED)
    with pytest.raises(NotAllowed, match="another person"):
        take_and_decide(ada, claim, Verdict.UNCONFIRMED)


def test_the_database_refuses_a_second_verdict_of_one_person(claim: Claim, ada: User) -> None:
    review = take_and_decide(ada, claim, Verdict.UNCONFIRMED)
    review.pk, review.seat = None, "second"
    with pytest.raises(IntegrityError), transaction.atomic():
        review.save(force_insert=True)


def test_the_second_reviewer_does_not_see_the_first_verdict(claim: Claim, ada: User, bo: User) -> None:
    take_and_decide(ada, claim, Verdict.UNCONFIRMED)
    claim.refresh_from_db()
    assert visible_reviews(claim, viewer=bo) == []
    assert [review.reviewer for review in visible_reviews(claim, viewer=ada)] == [ada]
    take_and_decide(bo, claim, Verdict.UNCONFIRMED)
    claim.refresh_from_db()
    assert len(visible_reviews(claim, viewer=bo)) == 2


def test_two_who_differ_need_a_third(claim: Claim, ada: User, bo: User, cy: User) -> None:
    add_evidence(by=ada, claim_id=claim.pk, quotation="No.", stance=EvidenceStance.REFUTES)
    take_and_decide(ada, claim, Verdict.UNCONFIRMED)
    take_and_decide(bo, claim, Verdict.DISPUTED)
    claim.refresh_from_db()
    assert claim.status == Status.ADJUDICATION
    with pytest.raises(NotAllowed):
        take_and_decide(ada, claim, Verdict.DISPUTED)
    take_and_decide(cy, claim, Verdict.DISPUTED)
    claim.refresh_from_db()
    assert claim.status == Status.DISPUTED


def test_a_stale_decision_is_refused_and_says_what_changed(claim: Claim, ada: User, bo: User) -> None:
    seen = claim.version
    take(by=ada, claim_id=claim.pk)
    release(by=ada, claim_id=claim.pk)
    with pytest.raises(Conflict) as refused:
        decide(by=bo, claim_id=claim.pk, expected_version=seen, verdict=Verdict.UNCONFIRMED, rationale="Late.")
    assert refused.value.details["version"] == seen + 2
    assert not Review.objects.exists()


def test_a_claim_that_somebody_holds_is_theirs(claim: Claim, ada: User, bo: User) -> None:
    take(by=ada, claim_id=claim.pk)
    with pytest.raises(Conflict, match="Ada has taken"):
        take(by=bo, claim_id=claim.pk)


def test_a_finding_needs_words_and_evidence(claim: Claim, ada: User) -> None:
    with pytest.raises(InvalidInput, match="why"):
        take_and_decide(ada, claim, Verdict.UNCONFIRMED, rationale="  \n ")
    with pytest.raises(InvalidInput, match="evidence"):
        take_and_decide(ada, claim, Verdict.CONFIRMED)
    add_evidence(by=ada, claim_id=claim.pk, quotation="Yes.", stance=EvidenceStance.SUPPORTS)
    take_and_decide(ada, claim, Verdict.CONFIRMED)


def test_a_role_taken_away_counts_at_once(claim: Claim, ada: User) -> None:
    take(by=ada, claim_id=claim.pk)
    claim.refresh_from_db()
    User.objects.filter(pk=ada.pk).update(role=Role.READER)
    with pytest.raises(NotAllowed, match="reviewer"):
        decide(
            by=ada,
            claim_id=claim.pk,
            expected_version=claim.version,
            verdict=Verdict.UNCONFIRMED,
            rationale="Because.",
        )


def test_a_dismissed_claim_can_come_back(claim: Claim, ada: User) -> None:
    dismissed = dismiss(by=ada, claim_id=claim.pk, expected_version=claim.version, rationale="Not for us.")
    assert dismissed.status == Status.DISMISSED
    assert restore(by=ada, claim_id=claim.pk, expected_version=dismissed.version).status == Status.QUEUED


def test_a_candidate_goes_to_the_queue_when_a_person_wants_it(claim: Claim, ada: User) -> None:
    Claim.objects.filter(pk=claim.pk).update(status=Status.CANDIDATE, version=claim.version + 1)
    assert queue_claim(by=ada, claim_id=claim.pk, expected_version=claim.version + 1).status == Status.QUEUED


def test_only_an_editor_publishes_what_two_people_found(claim: Claim, ada: User, bo: User, eve: User) -> None:
    with pytest.raises(Conflict):
        publish(by=eve, claim_id=claim.pk, expected_version=claim.version)
    settle(claim, ada, bo)
    with pytest.raises(NotAllowed):
        publish(by=ada, claim_id=claim.pk, expected_version=claim.version)
    edition = publish(by=eve, claim_id=claim.pk, expected_version=claim.version, summary="Only the envoy says so.")
    assert (edition.number, edition.status) == (1, "unconfirmed")
    assert edition.snapshot["said_by"]["name"] == "Steve Witkoff"
    with pytest.raises(Conflict, match="published already"):
        publish(by=eve, claim_id=claim.pk, expected_version=claim.version)


def test_the_database_refuses_an_edition_that_one_person_judged(
    claim: Claim, ada: User, bo: User, eve: User, read_text: Callable[..., object]
) -> None:
    settle(claim, ada, bo)
    edition = publish(by=eve, claim_id=claim.pk, expected_version=claim.version)
    reopened = reopen(by=eve, claim_id=claim.pk, expected_version=claim.version, reason="New words from Moscow.")
    take_and_decide(ada, reopened, Verdict.UNCONFIRMED)
    edition.pk, edition.number = None, 2
    with pytest.raises(IntegrityError, match="two people"), transaction.atomic():
        edition.save(force_insert=True)


def test_a_correction_is_a_new_edition_with_its_reason(claim: Claim, ada: User, bo: User, eve: User) -> None:
    settle(claim, ada, bo)
    publish(by=eve, claim_id=claim.pk, expected_version=claim.version)
    with pytest.raises(InvalidInput, match="wrong"):
        correct(by=eve, claim_id=claim.pk, reason=" ")
    second = correct(by=eve, claim_id=claim.pk, reason="The date was wrong.", summary="Better words.")
    third = retract(by=eve, claim_id=claim.pk, reason="We should not have published it.")
    assert [second.number, third.number] == [2, 3]
    assert Edition.objects.count() == 3
    with pytest.raises(Conflict, match="retracted"):
        correct(by=eve, claim_id=claim.pk, reason="Again.")


def test_every_act_is_in_the_ledger(claim: Claim, ada: User, bo: User, eve: User) -> None:
    settle(claim, ada, bo)
    publish(by=eve, claim_id=claim.pk, expected_version=claim.version)
    acts = list(AuditEvent.objects.filter(target_type="claim").values_list("action", flat=True))
    assert acts == ["claim.taken", "claim.decided", "claim.decided", "edition.publication"]
    assert verify_chain().bad_sequence is None


DENIAL = "Opposition leader Dario Penn denied that he had been told of the cracks in the Harrow bridge in March 2026."


def test_who_denies_a_claim_is_not_the_one_who_asserts_it(
    read_text: Callable[..., object], ada: User, bo: User, eve: User
) -> None:
    read_text(DENIAL)
    denied = Claim.objects.get(positions__party__name="Dario Penn", positions__stance="denies")
    assert denied.speaker is None
    assert "Dario Penn" in [about.speaker.name for about in denied.about.all()]
    assert not Position.objects.filter(stance="asserts").exists()
    settle(denied, ada, bo)
    edition = publish(by=eve, claim_id=denied.pk, expected_version=denied.version)
    assert edition.snapshot["said_by"] is None
    assert [(link["role"], link["name"]) for link in edition.snapshot["chain"]][-1] == ("about", "Dario Penn")
    assert (
        "author"
        not in claim_review(
            edition.snapshot,
            desk=Desk("Desk", "https://desk.example"),
            url="https://desk.example/claims/1-x/",
            number=1,
            published_at="2026-01-01T00:00:00+00:00",
            modified_at="2026-01-01T00:00:00+00:00",
        )["itemReviewed"]
    )


def test_a_retracted_finding_is_not_published_again_without_a_new_review(
    claim: Claim, ada: User, bo: User, eve: User
) -> None:
    settle(claim, ada, bo)
    publish(by=eve, claim_id=claim.pk, expected_version=claim.version)
    retract(by=eve, claim_id=claim.pk, reason="Wrong altogether.")
    with pytest.raises(Conflict, match="retracted"):
        publish(by=eve, claim_id=claim.pk, expected_version=claim.version)
    again = reopen(by=eve, claim_id=claim.pk, expected_version=claim.version, reason="New words.")
    settle(again, ada, bo)
    assert publish(by=eve, claim_id=claim.pk, expected_version=again.version).number == 3


def test_what_is_public_can_be_retracted_while_it_is_reviewed_again(
    client: Client, claim: Claim, ada: User, bo: User, cy: User, eve: User
) -> None:
    settle(claim, ada, bo, Verdict.UNCONFIRMED)
    public = publish(by=eve, claim_id=claim.pk, expected_version=claim.version, summary="Open.")
    reopen(by=eve, claim_id=claim.pk, expected_version=claim.version, reason="New facts.")
    claim.refresh_from_db()
    decide(by=cy, claim_id=claim.pk, expected_version=claim.version, verdict="unconfirmed", rationale="Not public yet.")
    claim.refresh_from_db()
    client.force_login(eve)
    page = client.get(f"/desk/claims/{claim.pk}/").content.decode()
    assert f'formaction="/desk/claims/{claim.pk}/retract/"' in page
    assert "Publish the correction" not in page
    retracted = retract(by=eve, claim_id=claim.pk, reason="We cannot stand by it.")
    assert retracted.snapshot == public.snapshot  # nothing of the round that is still blind
    claim.refresh_from_db()
    decide(by=ada, claim_id=claim.pk, expected_version=claim.version, verdict="unconfirmed", rationale="So.")
    claim.refresh_from_db()
    again = publish(by=eve, claim_id=claim.pk, expected_version=claim.version, summary="Open still.")
    assert (again.number, again.kind) == (3, "publication")


def test_an_editor_reads_why_a_finding_is_not_to_be_published(
    client: Client, claim: Claim, ada: User, bo: User, eve: User
) -> None:
    settle(claim, ada, bo, Verdict.UNCONFIRMED)
    publish(by=eve, claim_id=claim.pk, expected_version=claim.version, summary="Open.")
    retract(by=eve, claim_id=claim.pk, reason="Wrong.")
    client.force_login(eve)
    page = client.get(f"/desk/claims/{claim.pk}/").content.decode()
    assert "This finding was retracted. Review the claim again" in page


def test_evidence_that_a_verdict_rests_on_is_not_withdrawn(claim: Claim, ada: User, bo: User, eve: User) -> None:
    evidence = add_evidence(by=ada, claim_id=claim.pk, quotation="Yes.", stance=EvidenceStance.SUPPORTS)
    settle(claim, ada, bo, Verdict.CONFIRMED)
    with pytest.raises(Conflict, match="rests on"):
        withdraw_evidence(by=ada, claim_id=claim.pk, evidence_id=evidence.pk)
    with pytest.raises(Conflict, match="not there"):
        withdraw_evidence(by=ada, claim_id=other_claim(claim).pk, evidence_id=evidence.pk)
    Evidence.objects.filter(pk=evidence.pk).update(withdrawn_by=ada, withdrawn_at=evidence.added_at)
    with pytest.raises(Conflict, match="needs evidence"):
        publish(by=eve, claim_id=claim.pk, expected_version=claim.version)


def other_claim(claim: Claim) -> Claim:
    other = Claim.objects.exclude(pk=claim.pk).first()
    assert other is not None
    return other


def test_only_the_role_is_named_to_who_may_not_publish(claim: Claim, ada: User) -> None:
    with pytest.raises(NotAllowed, match="publish"):
        publish(by=ada, claim_id=claim.pk, expected_version=claim.version + 7)
