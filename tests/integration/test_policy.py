"""The publication policy as a gate, and the desk's own words for verdicts."""

from __future__ import annotations

import csv
import io
import json
from datetime import timedelta
from typing import Any
from xml.etree import ElementTree

import pytest
from django.conf import settings
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from audit.models import AuditEvent
from audit.queries import verify_ledger
from claims.models import Claim
from core.errors import Conflict, InvalidInput
from publication.markup import markup_of
from publication.models import Edition, GateRule
from publication.policies import DEFAULT_RULES
from publication.services import correct, publish, retract
from reviews.enums import EvidenceStance
from reviews.models import Contact, Evidence, Review, VerdictScale, VerdictWord
from reviews.queries import current_scale
from reviews.scale import DEFAULT_SCALE
from reviews.services import add_evidence, decide, take
from sources.models import Source
from tests.integration.test_api_public import stream
from tests.integration.test_public_pages import ATOM

pytestmark = pytest.mark.django_db


def found(claim: Claim, *people: User, word: str = "confirmed") -> Claim:
    for by in people:
        now = take(by=by, claim_id=claim.pk)
        decide(by=by, claim_id=claim.pk, expected_version=now.version, verdict=word, rationale="So it is.")
    claim.refresh_from_db()
    return claim


def evidence(claim: Claim, by: User, **details: Any) -> Evidence:
    details.setdefault("quotation", f"Words {details}")
    return add_evidence(by=by, claim_id=claim.pk, **{"stance": EvidenceStance.SUPPORTS, **details})


def waiting(claim: Claim, by: User) -> Evidence:
    """Evidence whose page nobody has captured yet."""
    return Evidence.objects.create(
        claim=claim,
        url="https://example.org/page",
        title="The record",
        quotation="Yes.",
        stance="supports",
        added_by=by,
        added_at=timezone.now(),
    )


def only(kind: str, **changes: Any) -> None:
    GateRule.objects.exclude(kind=kind).update(active=False)
    GateRule.objects.filter(kind=kind).update(active=True, **changes)


def test_nothing_is_published_while_its_capture_waits(
    claim: Claim, ada: User, bo: User, eve: User, client: Client
) -> None:
    row = waiting(claim, ada)
    found(claim, ada, bo)
    with pytest.raises(Conflict, match="“The record” is not captured yet"):
        publish(by=eve, claim_id=claim.pk, expected_version=claim.version)
    client.force_login(eve)
    assert "is not captured yet" in client.get(reverse("desk:claim", args=[claim.pk])).content.decode()
    sent = {"version": claim.version, "summary": "What we <b>found</b>."}
    refused = client.post(reverse("desk:publish", args=[claim.pk]), sent)
    page = refused.content.decode()
    assert refused.status_code == 409
    assert "What we &lt;b&gt;found&lt;/b&gt;." in page
    assert "Wait a minute" in page
    Evidence.objects.filter(pk=row.pk).update(capture_state="failed", capture_reason="It is gone.")
    assert client.post(reverse("desk:publish", args=[claim.pk]), sent).status_code == 302
    assert Edition.objects.get().snapshot["policy"] == {"unmet": [], "reason": ""}


def told_everywhere(client: Client, edition: Edition, rule: str, reason: str) -> None:
    """Every door through which an edition leaves tells of the rule and the reason."""
    claim_id = edition.fact_check.claim_id
    whole = client.get(f"/api/v1/claims/{claim_id}/").json()
    assert whole["override"] == {"rules": [{"rule": "capture_ended", "sentence": rule}], "reason": reason}
    assert rule in whole["claim_review"]["reviewBody"]
    assert client.get("/api/v1/changes/?after=0").json()["changes"][0]["claim"]["override"]["reason"] == reason
    number = client.get(f"/api/v1/fact-checks/{edition.fact_check_id}/editions/1/").json()
    assert number["override"]["reason"] == reason
    feed: Any = client.get("/claimreview.json")
    (item,) = json.loads(b"".join(feed.streaming_content))["dataFeedElement"]
    assert reason in item["item"][0]["reviewBody"]
    assert reason in client.get("/feeds/statements.json").json()["items"][0]["content_text"]
    assert json.loads(stream("export/claims.jsonl")[0])["override"]["reason"] == reason
    (row,) = csv.DictReader(io.StringIO(stream("export/claims.csv")[0]))
    assert row["override"] == f"Published although a rule of ours is not met. {rule} Our reason: {reason}"
    assert "The page is &lt;i&gt;in print&lt;/i&gt;, too." in client.get(f"/claims/{claim_id}/card/").content.decode()
    entry = ElementTree.fromstring(client.get("/feeds/statements.atom").content).find(f"{ATOM}entry")
    assert entry is not None
    summary, author = entry.find(f"{ATOM}summary"), entry.find(f"{ATOM}author/{ATOM}name")
    assert summary is not None
    assert author is not None
    assert (summary.get("type"), author.text) == ("html", settings.DESK_NAME)
    # A reader's program reads the text of the element as HTML: markup in our words stays words there.
    assert "The page is &lt;i&gt;in print&lt;/i&gt;, too." in str(summary.text)
    assert str(summary.text).count("<p>") == 3


def test_an_override_needs_a_reason_and_is_published_with_it(
    claim: Claim, ada: User, bo: User, eve: User, client: Client
) -> None:
    waiting(claim, ada)
    found(claim, ada, bo)
    with pytest.raises(Conflict):
        publish(by=eve, claim_id=claim.pk, expected_version=claim.version, override=" \n ")
    with pytest.raises(InvalidInput, match="fit"):
        publish(by=eve, claim_id=claim.pk, expected_version=claim.version, override="x" * 100_000)
    client.force_login(eve)
    sent = {"version": claim.version, "summary": "So.", "override": "The page is <i>in print</i>, too."}
    assert client.post(reverse("desk:publish", args=[claim.pk]), sent).status_code == 302
    edition = Edition.objects.get()
    client.logout()
    page = client.get(reverse("publication:claim", args=[claim.pk, edition.fact_check.slug])).content.decode()
    assert "“The record” is not captured yet." in page
    assert "The page is &lt;i&gt;in print&lt;/i&gt;, too." in page
    assert "Wait a minute" not in page
    told_everywhere(client, edition, "“The record” is not captured yet.", "The page is <i>in print</i>, too.")
    event = AuditEvent.objects.get(action="edition.publication")
    assert event.data["overridden"] == ["capture_ended"]
    corrected = correct(by=eve, claim_id=claim.pk, reason="A word was wrong.", summary="So indeed.")
    assert corrected.snapshot["policy"]["reason"].startswith("The page is")
    assert retract(by=eve, claim_id=claim.pk, reason="Wrong.").snapshot["policy"]["reason"] == ""


def test_two_independent_origins_or_one_primary_source(claim: Claim, ada: User, bo: User, eve: User) -> None:
    only("origins", needed=2)
    Source.objects.create(name="Morning", slug="m", host="morning.example", owner="One House")
    Source.objects.create(name="Evening", slug="e", host="www.evening.example", owner="One House")
    evidence(claim, ada, url="https://morning.example/1")
    evidence(claim, ada, url="https://www.morning.example/2")
    evidence(claim, ada, url="https://evening.example/1")
    evidence(claim, ada, url="https://another.example/1", stance=EvidenceStance.REFUTES)
    found(claim, ada, bo)
    with pytest.raises(Conflict, match="what supports it comes from 1"):
        publish(by=eve, claim_id=claim.pk, expected_version=claim.version)
    with transaction.atomic():
        evidence(claim, ada, url="https://third.example/1")
        publish(by=eve, claim_id=claim.pk, expected_version=claim.version)
        transaction.set_rollback(True)
    evidence(claim, ada, title="The contract itself", primary=True)
    publish(by=eve, claim_id=claim.pk, expected_version=claim.version)


def test_the_speaker_is_asked_first(claim: Claim, ada: User, bo: User, eve: User) -> None:
    only("contacted")
    found(claim, ada, bo, word="unconfirmed")
    with pytest.raises(Conflict, match="Steve Witkoff has not been asked"):
        publish(by=eve, claim_id=claim.pk, expected_version=claim.version)
    now = timezone.now()
    Contact.objects.create(
        claim=claim,
        party=claim.speaker,
        asked_whom="His office",
        channel="email",
        asked_by=ada,
        asked_at=now,
        deadline=now + timedelta(days=1),
    )
    publish(by=eve, claim_id=claim.pk, expected_version=claim.version)


def test_a_page_that_could_not_be_captured_can_be_a_reason_to_wait(
    claim: Claim, ada: User, bo: User, eve: User
) -> None:
    only("captured")
    row = waiting(claim, ada)
    found(claim, ada, bo)
    with pytest.raises(Conflict, match="not captured yet"):
        publish(by=eve, claim_id=claim.pk, expected_version=claim.version)
    Evidence.objects.filter(pk=row.pk).update(capture_state="failed", capture_reason="The site asks for a sign-in.")
    with pytest.raises(Conflict, match=r"could not be captured\. The site asks"):
        publish(by=eve, claim_id=claim.pk, expected_version=claim.version)


def test_a_desk_begins_with_the_same_policy_and_scale_with_and_without_rows() -> None:
    kept = [(r.kind, r.needed, r.statuses, r.active) for r in GateRule.objects.all()]
    assert kept == [(r.kind, r.needed, r.statuses, r.active) for r in DEFAULT_RULES]
    scale = current_scale()
    words = [(w.key, w.label, w.status, w.rating, w.meaning) for w in scale.words]
    assert words == [(w.key, w.label, w.status, w.rating, w.meaning) for w in DEFAULT_SCALE.words]
    assert (scale.name, scale.worst, scale.best) == (DEFAULT_SCALE.name, DEFAULT_SCALE.worst, DEFAULT_SCALE.best)


@pytest.fixture
def own_scale(db: None) -> VerdictScale:
    """A desk with four words of its own."""
    VerdictScale.objects.update(in_use=False)
    scale = VerdictScale.objects.create(name="Ours", worst=1, best=10, in_use=True)
    rows = [("true", "confirmed", 10), ("half_true", "confirmed", 6), ("false", "disputed", 1)]
    for place, (key, status, rating) in enumerate(rows):
        scale.words.create(key=key, label=key.replace("_", " "), status=status, rating=rating, place=place)
    scale.words.create(key="open", label="open", status="unconfirmed", place=9)
    return scale


def test_a_desk_judges_in_its_own_words(
    own_scale: VerdictScale, claim: Claim, ada: User, bo: User, cy: User, eve: User, client: Client
) -> None:
    client.force_login(ada)
    take(by=ada, claim_id=claim.pk)
    page = client.get(reverse("desk:claim", args=[claim.pk])).content.decode()
    assert 'value="half_true"' in page
    assert 'value="disputed"' not in page
    evidence(claim, ada)
    claim.refresh_from_db()
    with pytest.raises(InvalidInput, match="Choose one of: true, half true, false, open"):
        decide(by=ada, claim_id=claim.pk, expected_version=claim.version, verdict="confirmed", rationale="So.")
    found(claim, ada, word="half_true")
    found(claim, bo, word="true")
    assert claim.status == "adjudication"
    found(claim, cy, word="half_true")
    assert claim.status == "confirmed"
    edition = publish(by=eve, claim_id=claim.pk, expected_version=claim.version)
    rating = markup_of(edition)["reviewRating"]
    assert (rating["alternateName"], rating["ratingValue"], rating["worstRating"], rating["bestRating"]) == (
        "Half true",
        6,
        1,
        10,
    )
    client.logout()
    shown = client.get(reverse("publication:claim", args=[claim.pk, edition.fact_check.slug])).content.decode()
    assert "Half true" in shown
    assert "half true" in client.get(reverse("publication:how-we-work")).content.decode()
    assert verify_ledger().sound


def test_an_editor_makes_a_scale_and_sets_the_policy_in_the_admin(eve: User, client: Client) -> None:
    User.objects.filter(pk=eve.pk).update(is_staff=True)
    client.force_login(eve)
    words = {"words-TOTAL_FORMS": 3, "words-INITIAL_FORMS": 0}
    rows = [("yes", "confirmed", 9), ("no", "disputed", 1), ("open", "unconfirmed", "")]
    for place, (key, status, rating) in enumerate(rows):
        values = {"place": place, "key": key, "label": key, "status": status, "rating": rating, "meaning": ""}
        words |= {f"words-{place}-{name}": value for name, value in values.items()}
    sent = {"name": "Short", "worst": 1, "best": 5, **words}
    refused = client.post(reverse("admin:reviews_verdictscale_add"), sent)
    assert "The scale goes from 1 to 5." in refused.content.decode()
    saved = client.post(reverse("admin:reviews_verdictscale_add"), {**sent, "best": 9})
    assert saved.status_code == 302, saved.content.decode()
    scale = VerdictScale.objects.get(name="Short")
    chosen = {"action": "use", "_selected_action": [scale.pk]}
    client.post(reverse("admin:reviews_verdictscale_changelist"), chosen)
    assert [word.key for word in current_scale().words] == ["yes", "no", "open"]
    rule = GateRule.objects.get(kind="contacted")
    change = reverse("admin:publication_gaterule_change", args=[rule.pk])
    client.post(change, {"active": "on", "needed": 1, "statuses": ["disputed"]})
    rule.refresh_from_db()
    assert (rule.active, rule.statuses) == (True, ["disputed"])
    actions = set(AuditEvent.objects.values_list("action", flat=True))
    assert {"verdictscale.added", "verdictscale.used", "gaterule.changed"} <= actions
    assert verify_ledger().sound
    GateRule.objects.filter(pk=rule.pk).update(active=False)
    assert verify_ledger().bad_row == f"publication.gaterule/{rule.pk}"


def test_unconfirmed_carries_no_number(own_scale: VerdictScale, claim: Claim, ada: User, bo: User, eve: User) -> None:
    found(claim, ada, bo, word="open")
    edition = publish(by=eve, claim_id=claim.pk, expected_version=claim.version)
    assert claim.status == "unconfirmed"
    assert "ratingValue" not in markup_of(edition)["reviewRating"]
    word = VerdictWord(scale=own_scale, key="unclear", label="unclear", status="unconfirmed", rating=5)
    with pytest.raises(IntegrityError), transaction.atomic():
        word.save()


def test_the_database_keeps_the_scale_that_verdicts_were_given_on(
    own_scale: VerdictScale, claim: Claim, ada: User
) -> None:
    evidence(claim, ada)
    found(claim, ada, word="true")
    word = Review.objects.get().word
    assert word is not None
    for change in ({"rating": 3}, {"label": "truer"}, {"status": "disputed"}, {"key": "yes"}):
        with pytest.raises(IntegrityError, match="given with this word"), transaction.atomic():
            VerdictWord.objects.filter(pk=word.pk).update(**change)
    with pytest.raises(IntegrityError, match="given on this scale"), transaction.atomic():
        VerdictScale.objects.filter(pk=own_scale.pk).update(best=20)
    with pytest.raises(IntegrityError, match="outside its scale"), transaction.atomic():
        VerdictWord.objects.filter(scale=own_scale, key="false").update(rating=11)
    with pytest.raises(IntegrityError), transaction.atomic():
        VerdictScale.objects.create(name="Second", in_use=True)
    VerdictWord.objects.filter(pk=word.pk).update(meaning="It is so.")
