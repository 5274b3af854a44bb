"""A claim that is reviewed again while its finding is public: readers are told of another one by a correction only."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from accounts.models import User
from claims.models import Claim
from core.errors import Conflict
from publication.models import Edition, GateRule
from publication.services import correct, publish
from reviews.enums import EvidenceStance, Verdict
from reviews.services import add_evidence, reopen, withdraw_evidence
from sources.models import Article
from tests.integration.test_review_loop import settle, take_and_decide

pytestmark = pytest.mark.django_db


@pytest.fixture
def judged_anew(claim: Claim, ada: User, bo: User, eve: User) -> Claim:
    """Published as unconfirmed, opened again, and disputed by two people."""
    settle(claim, ada, bo, Verdict.UNCONFIRMED)
    publish(by=eve, claim_id=claim.pk, expected_version=claim.version, summary="Only the envoy says so.")
    reopen(by=eve, claim_id=claim.pk, expected_version=claim.version, reason="New words from Moscow.")
    add_evidence(by=ada, claim_id=claim.pk, quotation="There was no consent.", stance=EvidenceStance.REFUTES)
    take_and_decide(ada, claim, Verdict.DISPUTED, "Moscow says there was none.")
    take_and_decide(bo, claim, Verdict.DISPUTED, "The transcript holds nothing of it.")
    claim.refresh_from_db()
    return claim


def test_another_finding_is_not_published_over_one_that_stands(client: Client, judged_anew: Claim, eve: User) -> None:
    with pytest.raises(Conflict, match="with a correction: it tells them why"):
        publish(by=eve, claim_id=judged_anew.pk, expected_version=judged_anew.version)
    client.force_login(eve)
    page = client.get(f"/desk/claims/{judged_anew.pk}/").content.decode()
    assert "Readers still see what was found before the claim was reviewed again." in page
    assert f'action="/desk/claims/{judged_anew.pk}/publish/"' not in page
    assert "Publish the correction" in page
    assert Edition.objects.get().status == "unconfirmed"


def test_the_database_refuses_it_too(judged_anew: Claim) -> None:
    edition = Edition.objects.get()
    edition.pk, edition.number, edition.status = None, 2, "disputed"
    with pytest.raises(IntegrityError, match="an edition stands"), transaction.atomic():
        edition.save(force_insert=True)


def test_readers_of_every_door_are_told_why_the_finding_changed(client: Client, judged_anew: Claim, eve: User) -> None:
    second = correct(by=eve, claim_id=judged_anew.pk, reason="Moscow has answered since.")
    assert (second.kind, second.status, second.summary) == (
        "correction",
        "disputed",
        "The transcript holds nothing of it.",
    )
    page = client.get(f"/claims/{judged_anew.pk}/", follow=True).content.decode()
    assert page.count("Moscow has answered since.") >= 3  # on top, in the markup, in the list of editions
    assert "Moscow has answered since." in client.get("/corrections/").content.decode()
    assert "Moscow has answered since." in client.get(f"/claims/{judged_anew.pk}/card/?edition=1").content.decode()
    assert "Moscow has answered since." in client.get("/feeds/corrections.atom").content.decode()
    changes = json.loads(client.get("/api/v1/changes/?after=0").content)["changes"]
    assert [row["kind"] for row in changes] == ["published", "corrected"]


def test_the_reason_for_an_unmet_rule_is_asked_anew(claim: Claim, ada: User, bo: User, eve: User) -> None:
    """It was given for another finding; a correction of the same one keeps it."""
    row = add_evidence(by=ada, claim_id=claim.pk, quotation="Yes.", stance=EvidenceStance.SUPPORTS)
    GateRule.objects.filter(kind="contacted").update(active=True)
    settle(claim, ada, bo, Verdict.CONFIRMED)
    why = "He is in hospital."
    publish(by=eve, claim_id=claim.pk, expected_version=claim.version, override=why)
    same = correct(by=eve, claim_id=claim.pk, reason="A date.")
    assert same.snapshot["policy"]["reason"] == why
    reopen(by=eve, claim_id=claim.pk, expected_version=claim.version, reason="New words.")
    withdraw_evidence(by=ada, claim_id=claim.pk, evidence_id=row.pk)
    add_evidence(by=ada, claim_id=claim.pk, quotation="No.", stance=EvidenceStance.REFUTES)
    settle(claim, ada, bo, Verdict.DISPUTED)
    with pytest.raises(Conflict, match="has not been asked"):
        correct(by=eve, claim_id=claim.pk, reason="He took it back.")
    third = correct(by=eve, claim_id=claim.pk, reason="He took it back.", override="He still is.")
    assert third.snapshot["policy"]["reason"] == "He still is."


def test_an_undated_text_gives_no_day_on_which_it_was_said(
    client: Client, read_text: Callable[..., Article], ada: User, bo: User, eve: User
) -> None:
    article = read_text("Minister Dario Penn said on Monday that the Harrow bridge cost 40 million crowns in 2025.")
    Article.objects.filter(pk=article.pk).update(published_at=None)
    claim = Claim.objects.get()
    settle(claim, ada, bo)
    edition = publish(by=eve, claim_id=claim.pk, expected_version=claim.version)
    markup = client.get(f"/api/v1/claims/{claim.pk}/").json()["claim_review"]
    assert "datePublished" not in markup["itemReviewed"]
    page = client.get(f"/claims/{claim.pk}/", follow=True).content.decode()
    assert "said on a day we do not know" in page
    assert edition.said_at  # lists are ordered by it
