"""A stale write is refused with what changed meanwhile, and what was written is kept; history shows differences."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from claims.models import Claim
from publication.models import Edition
from publication.services import correct, publish, retract
from reviews.enums import EvidenceStance
from reviews.models import Review
from reviews.services import add_evidence, correct_text, decide, take

pytestmark = pytest.mark.django_db


def test_a_stale_verdict_shows_who_changed_what(client: Client, claim: Claim, ada: User, bo: User) -> None:
    seen = claim.version
    correct_text(
        by=bo, claim_id=claim.pk, expected_version=seen, text="Vladimir Putin agreed on some guarantees for Ukraine"
    )
    client.force_login(ada)
    sent = {"version": seen, "verdict": "unconfirmed", "rationale": "My <b>words</b>."}
    answer = client.post(reverse("desk:decide", args=[claim.pk]), sent)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "What changed since you opened it" in page
    assert "<strong>Bo</strong>" in page
    assert "some" in page[page.index("<ins>") : page.index("</ins>")]
    assert "My &lt;b&gt;words&lt;/b&gt;." in page
    assert not Review.objects.exists()


def test_evidence_of_a_colleague_is_seen_before_the_verdict(client: Client, claim: Claim, ada: User, bo: User) -> None:
    now = take(by=ada, claim_id=claim.pk)
    client.force_login(ada)
    address = reverse("desk:claim", args=[claim.pk])

    def sent() -> dict[str, str]:
        page = client.get(address).content.decode()
        shown = re.search(r'name="seen_evidence" value="(\d+)"', page)
        assert shown is not None
        return {"version": str(now.version), "seen_evidence": shown[1], "verdict": "unconfirmed", "rationale": "Mine."}

    first = sent()
    add_evidence(by=ada, claim_id=claim.pk, quotation="My own.", stance=EvidenceStance.CONTEXT)
    add_evidence(by=bo, claim_id=claim.pk, quotation="No such deal.", stance=EvidenceStance.REFUTES)
    answer = client.post(reverse("desk:decide", args=[claim.pk]), first)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Bo added evidence since you opened this claim: “No such deal.”" in page
    assert "Mine." in page
    assert not Review.objects.exists()
    assert client.post(reverse("desk:decide", args=[claim.pk]), sent()).status_code == 302
    assert Review.objects.get().reviewer == ada


def test_ones_own_evidence_is_no_hindrance(client: Client, claim: Claim, ada: User) -> None:
    now = take(by=ada, claim_id=claim.pk)
    client.force_login(ada)
    add_evidence(by=ada, claim_id=claim.pk, quotation="My own.", stance=EvidenceStance.CONTEXT)
    sent = {"version": now.version, "seen_evidence": 0, "verdict": "unconfirmed", "rationale": "Mine."}
    assert client.post(reverse("desk:decide", args=[claim.pk]), sent).status_code == 302


def test_the_first_verdict_is_not_told_by_the_difference(
    client: Client, claim: Claim, ada: User, bo: User, cy: User
) -> None:
    now = take(by=bo, claim_id=claim.pk)
    seen = now.version
    decide(by=bo, claim_id=claim.pk, expected_version=seen, verdict="unconfirmed", rationale="A secret reason.")
    client.force_login(ada)
    sent = {"version": seen, "verdict": "unconfirmed", "rationale": "Mine."}
    answer = client.post(reverse("desk:decide", args=[claim.pk]), sent)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "gave a verdict (hidden until yours is in)" in page
    assert "A secret reason." not in page


def test_history_shows_a_correction_as_a_difference(
    client: Client, claim: Claim, ada: User, bo: User, eve: User
) -> None:
    for by in (ada, bo):
        now = take(by=by, claim_id=claim.pk)
        decide(by=by, claim_id=claim.pk, expected_version=now.version, verdict="unconfirmed", rationale="Open.")
    claim.refresh_from_db()
    publish(by=eve, claim_id=claim.pk, expected_version=claim.version, summary="Only the envoy says so.")
    correct(by=eve, claim_id=claim.pk, reason="Two say so.", summary="Only two envoys say so.")
    client.force_login(ada)
    page = client.get(reverse("desk:claim", args=[claim.pk])).content.decode()
    history = page[page.index('id="history-heading"') :]
    assert "the envoy says" in history[history.index("<del>") : history.index("</del>")]
    assert "two envoys say" in history[history.index("<ins>") : history.index("</ins>")]


@pytest.fixture
def edition(claim: Claim, ada: User, bo: User, eve: User) -> Edition:
    for by in (ada, bo):
        now = take(by=by, claim_id=claim.pk)
        decide(by=by, claim_id=claim.pk, expected_version=now.version, verdict="unconfirmed", rationale="Open.")
    claim.refresh_from_db()
    return publish(by=eve, claim_id=claim.pk, expected_version=claim.version, summary="Only the envoy says so.")


def test_a_stale_correction_of_an_edition_shows_the_newer_one(
    client: Client, claim: Claim, edition: Edition, eve: User
) -> None:
    claim.refresh_from_db()
    correct(by=eve, claim_id=claim.pk, reason="Two say so.", summary="Only two envoys say so.")
    client.force_login(eve)
    sent = {"version": claim.version, "edition": 1, "reason": "My <i>reason</i>.", "summary": "My own finding."}
    for act in ("correct", "retract"):
        answer = client.post(reverse(f"desk:{act}", args=[claim.pk]), sent)
        page = answer.content.decode()
        assert answer.status_code == 409
        assert "Edition 2 of this claim is public now" in page
        assert "My &lt;i&gt;reason&lt;/i&gt;." in page
        assert "My own finding." in page
        changed = page[page.index('id="changed-heading"') :]
        assert "two envoys say" in changed[changed.index("<ins>") : changed.index("</ins>")]
    assert Edition.objects.count() == 2
    again = client.post(reverse("desk:correct", args=[claim.pk]), {**sent, "edition": 2})
    assert again.status_code == 302
    assert Edition.objects.latest("number").summary == "My own finding."


def test_a_reason_for_what_was_retracted_meanwhile_can_be_copied(
    client: Client, claim: Claim, edition: Edition, eve: User
) -> None:
    claim.refresh_from_db()
    retract(by=eve, claim_id=claim.pk, reason="It was another envoy.")
    client.force_login(eve)
    sent = {"version": claim.version, "edition": 1, "reason": "A long reason."}
    answer = client.post(reverse("desk:correct", args=[claim.pk]), sent)
    assert answer.status_code == 409
    assert "A long reason.</textarea>" in answer.content.decode()


@pytest.mark.parametrize("act", ["correct", "retract", "reopen"])
def test_a_missing_or_endless_reason_is_refused_in_place(
    act: str, client: Client, claim: Claim, edition: Edition, eve: User
) -> None:
    claim.refresh_from_db()
    client.force_login(eve)
    for reason in (" ", "x" * 100_000):
        sent = {"version": claim.version, "edition": 1, "reason": reason, "summary": "Kept words."}
        answer = client.post(reverse(f"desk:{act}", args=[claim.pk]), sent)
        page = answer.content.decode()
        place = "reopen" if act == "reopen" else "correct"
        assert answer.status_code == 422
        error = page[page.index(f'id="{place}_reason_error"') :]
        assert ("Say what was wrong" in error or "Write down why" in error) if reason == " " else "20000 fit" in error
        assert act == "reopen" or "Kept words." in page
        assert "This field is required" not in page
    assert Edition.objects.count() == 1


def test_a_stale_reopening_keeps_its_reason(client: Client, claim: Claim, edition: Edition, eve: User) -> None:
    claim.refresh_from_db()
    client.force_login(eve)
    sent = {"version": claim.version - 1, "reason": "New papers came."}
    answer = client.post(reverse("desk:reopen", args=[claim.pk]), sent)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "New papers came.</textarea>" in page
    assert "What changed since you opened it" in page
    assert client.post(reverse("desk:reopen", args=[claim.pk]), {**sent, "version": claim.version}).status_code == 302


def test_both_pages_of_a_claim_lead_to_the_bundle_and_the_checkpoints(
    client: Client, edition: Edition, eve: User
) -> None:
    number = edition.fact_check.claim_id
    public = client.get(reverse("publication:claim", args=[number, edition.fact_check.slug])).content.decode()
    client.force_login(eve)
    desk = client.get(reverse("desk:claim", args=[number])).content.decode()
    for page, bundle in ((public, "publication:bundle"), (desk, "desk:bundle")):
        assert f'href="{reverse(bundle, args=[number])}"' in page
        assert f'href="{reverse("audit:checkpoints")}"' in page
    assert reverse("audit:public-key") in public
