"""A stale write is refused with what changed meanwhile, and what was written is kept; history shows differences."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from claims.models import Claim
from publication.services import correct, publish
from reviews.models import Review
from reviews.services import correct_text, decide, take

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
