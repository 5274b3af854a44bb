"""The desk in numbers: out of verdicts, the ledger, dismissals and corrections."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.db.models import F
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from claims.models import Claim
from reviews.enums import EvidenceStance, SkipReason, Verdict
from reviews.models import Act
from reviews.queries import numbers
from reviews.services import add_evidence, correct_text, decide, dismiss, restore, take, undo
from sources.models import Article

pytestmark = pytest.mark.django_db
SINCE = timezone.now() - timedelta(days=30)
QUERIES = 30


@pytest.fixture
def claims(read_text: Callable[..., Article]) -> list[Claim]:
    for n in range(6):
        read_text(
            f"Minister Lena Voss said {n + 20} ships left the port of Varnholm in {2000 + n}.",
            source_name="Harbour Wire" if n < 4 else "Saltmere Post",
        )
    Claim.objects.filter(status="candidate").update(status="queued", version=F("version") + 1)
    return list(Claim.objects.filter(speaker__name__icontains="Voss").order_by("pk")[:6])


def judge(claim: Claim, person: User, verdict: Verdict) -> None:
    claim.refresh_from_db()
    if claim.status == "queued":
        take(by=person, claim_id=claim.pk)
        add_evidence(by=person, claim_id=claim.pk, quotation="Port register.", stance=EvidenceStance.CONTEXT)
        claim.refresh_from_db()
    decide(by=person, claim_id=claim.pk, expected_version=claim.version, verdict=verdict, rationale="Counted.")


def test_agreement_counts_blind_pairs_only(claims: list[Claim], ada: User, bo: User, cy: User) -> None:
    pairs = [("confirmed", "confirmed"), ("disputed", "disputed"), ("confirmed", "disputed")]
    for claim, (first, second) in zip(claims, pairs, strict=False):
        judge(claim, ada, Verdict(first))
        judge(claim, bo, Verdict(second))
    judge(claims[2], cy, Verdict.DISPUTED)
    judge(claims[3], ada, Verdict.CONFIRMED)
    undo(by=ada, act_id=Act.objects.filter(by=ada, action="claim.decided").order_by("-pk")[0].pk)
    (found,) = [one for one in numbers.agreement(SINCE).values() if one.units]
    # By hand: 3 units, 6 values, 3 of each verdict; observed 2, expected 18: 1 - 5 * 2 / 18.
    assert (found.units, found.equal) == (3, 2)
    assert found.alpha == pytest.approx(1 - 10 / 18)


def test_time_in_each_state_comes_from_the_ledger(claims: list[Claim], ada: User, bo: User) -> None:
    Claim.objects.filter(pk=claims[0].pk).update(created_at=timezone.now() - timedelta(hours=5))
    judge(claims[0], ada, Verdict.CONFIRMED)
    judge(claims[0], bo, Verdict.CONFIRMED)
    found = {stay.status: stay for stay in numbers.stays(SINCE)}
    assert found["queued"].median == pytest.approx(5, abs=0.1)
    assert found["in_review"].claims == found["second_review"].claims == 1
    assert found["second_review"].median < 0.1
    assert numbers.stays(timezone.now() + timedelta(days=1)) == []


def test_throughput_counts_this_week(claims: list[Claim], ada: User, bo: User) -> None:
    judge(claims[0], ada, Verdict.CONFIRMED)
    judge(claims[0], bo, Verdict.CONFIRMED)
    judge(claims[1], ada, Verdict.CONFIRMED)
    dismiss(by=ada, claim_id=claims[2].pk, expected_version=claims[2].version, rationale="No.")
    gone = dismiss(by=ada, claim_id=claims[3].pk, expected_version=claims[3].version, rationale="No.")
    restore(by=ada, claim_id=gone.pk, expected_version=gone.version)
    weeks = numbers.throughput()
    assert len(weeks) == 12
    assert (weeks[-1].verdicts, weeks[-1].settled, weeks[-1].dismissed) == (3, 1, 1)
    assert sum(week.verdicts for week in weeks[:-1]) == 0


def test_precision_counts_what_people_put_right(claims: list[Claim], ada: User) -> None:
    judge(claims[0], ada, Verdict.CONFIRMED)
    correct_text(
        by=ada, claim_id=claims[1].pk, expected_version=claims[1].version, text="Voss counted 21 ships in 2001."
    )
    for claim, reason in ((claims[2], SkipReason.WRONGLY_EXTRACTED), (claims[4], SkipReason.NO_TIME)):
        dismiss(by=ada, claim_id=claim.pk, expected_version=claim.version, rationale="No.", reason=reason)
    found = numbers.precision(SINCE)
    assert {row.name: (row.seen, row.wrong) for row in found.outlets} == {
        "Harbour Wire": (3, 2),
        "Saltmere Post": (1, 0),
    }
    assert sum(row.seen for row in found.rules) == 4
    assert sum(row.wrong for row in found.rules) == 2


def test_the_balance_shows_whose_claims_are_picked(claims: list[Claim], ada: User, bo: User) -> None:
    judge(claims[0], ada, Verdict.CONFIRMED)
    judge(claims[0], bo, Verdict.CONFIRMED)
    take(by=ada, claim_id=claims[1].pk)
    dismiss(
        by=ada, claim_id=claims[5].pk, expected_version=claims[5].version, rationale="No.", reason=SkipReason.NO_TIME
    )
    found = numbers.balance(SINCE)
    (voss,) = [row for row in found.speakers if "Voss" in row.name]
    assert (voss.extracted, voss.picked, voss.skipped, voss.judged) == (len(claims), 2, 1, 1)
    assert found.reasons == {"no_time": 1}
    outlets = {row.name: row.extracted for row in found.outlets}
    assert outlets["Harbour Wire"] >= 4
    assert {row.name for row in found.kinds} >= {"person"}


def test_the_page_opens_and_asks_as_often_for_many(claims: list[Claim], ada: User, bo: User, client: Client) -> None:
    client.force_login(ada)

    def count() -> int:
        with CaptureQueriesContext(connection) as counted:
            assert client.get(reverse("desk:numbers"), {"days": "365"}).status_code == 200
        return len(counted)

    few = count()
    for claim in claims[:4]:
        judge(claim, ada, Verdict.CONFIRMED)
        judge(claim, bo, Verdict.CONFIRMED)
    assert count() - few <= 3  # what is empty asks for nothing more
    many = count()
    judge(claims[4], ada, Verdict.CONFIRMED)
    judge(claims[4], bo, Verdict.CONFIRMED)
    assert count() == many <= QUERIES
    page = client.get(reverse("desk:numbers")).content.decode()
    assert "Agreement between reviewers" in page
    assert "<svg" in page
    assert "style=" not in page


@pytest.mark.parametrize("days", ["7", "x", "-1", "99999999999999999999", ""])
def test_an_odd_span_is_the_usual_one(days: str, client: Client, ada: User) -> None:
    client.force_login(ada)
    assert client.get(reverse("desk:numbers"), {"days": days}).context["days"] == 90
