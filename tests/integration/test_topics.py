"""Topics: put on claims by people, frozen in editions."""

from __future__ import annotations

import pytest

from accounts.models import User
from audit.models import AuditEvent
from claims.models import Claim, ClaimTopic, Topic
from claims.queries import all_topics, topics_of, topics_of_claims
from claims.services import add_topic
from claims.services.topics import MOST_TOPICS
from core.errors import InvalidInput, NotAllowed
from publication.models import Listing
from publication.services import publish
from reviews.enums import Verdict
from reviews.models import Act
from reviews.services import change_claim_topics, decide, take, undo

pytestmark = pytest.mark.django_db


def test_a_name_is_one_topic_however_it_is_written(eve: User) -> None:
    first = add_topic(by=eve, name="Energy prices")
    assert add_topic(by=eve, name="  energy   PRICES ") == first
    other = add_topic(by=eve, name="Energy-prices!")
    assert (first.slug, other.slug) == ("energy-prices", "energy-prices-2")
    assert AuditEvent.objects.filter(action="topic.added").count() == 2


@pytest.mark.parametrize("name", ["", "   ", "…", "x" * 81])
def test_a_name_that_is_none_is_refused(name: str, eve: User) -> None:
    with pytest.raises(InvalidInput, match="eighty"):
        add_topic(by=eve, name=name)


def test_a_reviewer_files_under_topics_that_editors_add(claim: Claim, ada: User, eve: User, rae: User) -> None:
    with pytest.raises(InvalidInput, match="ask an editor"):
        change_claim_topics(by=ada, claim_id=claim.pk, add=["Peace talks"])
    change_claim_topics(by=eve, claim_id=claim.pk, add=["Peace talks"])
    energy = add_topic(by=eve, name="Energy")
    changed = change_claim_topics(by=ada, claim_id=claim.pk, add=["ENERGY", "peace talks"])
    assert changed.added == [energy]
    assert [topic.name for topic in topics_of(claim)] == ["Energy", "Peace talks"]
    change_claim_topics(by=ada, claim_id=claim.pk, remove=[energy.pk])
    assert [topic.name for topic in topics_of_claims([claim.pk])[claim.pk]] == ["Peace talks"]
    acts = AuditEvent.objects.filter(action="claim.topics", target_id=claim.pk).order_by("sequence")
    assert [(act.data["added"], act.data["removed"]) for act in acts] == [
        (["Peace talks"], []),
        (["Energy"], []),
        ([], ["Energy"]),
    ]
    with pytest.raises(NotAllowed):
        change_claim_topics(by=rae, claim_id=claim.pk, add=["Energy"])


def test_topics_are_no_step_of_the_claims_version(claim: Claim, eve: User) -> None:
    change_claim_topics(by=eve, claim_id=claim.pk, add=["Peace talks"])
    seen = claim.version
    claim.refresh_from_db()
    assert claim.version == seen


def test_filing_can_be_undone_although_the_claim_went_on(claim: Claim, ada: User, bo: User, eve: User) -> None:
    add_topic(by=eve, name="Energy")
    change_claim_topics(by=eve, claim_id=claim.pk, add=["Peace talks"])
    change_claim_topics(by=ada, claim_id=claim.pk, add=["Energy"], remove=[Topic.objects.get(key="peace talks").pk])
    take(by=bo, claim_id=claim.pk)
    undo(by=ada, act_id=Act.objects.get(by=ada).pk)
    assert [topic.name for topic in topics_of(claim)] == ["Peace talks"]
    assert AuditEvent.objects.filter(action="claim.topics.undone").exists()


def test_a_retired_topic_is_not_offered_and_stays_where_it_is(claim: Claim, eve: User) -> None:
    change_claim_topics(by=eve, claim_id=claim.pk, add=["Peace talks"])
    Topic.objects.update(retired=True)
    assert list(all_topics()) == []
    assert [topic.name for topic in topics_of(claim)] == ["Peace talks"]
    ClaimTopic.objects.all().delete()
    with pytest.raises(InvalidInput, match="not used any more"):
        change_claim_topics(by=eve, claim_id=claim.pk, add=["Peace talks"])


def test_a_claim_has_no_more_topics_than_say_something(claim: Claim, eve: User) -> None:
    with pytest.raises(InvalidInput, match="at most"):
        change_claim_topics(by=eve, claim_id=claim.pk, add=[f"Topic {n}" for n in range(MOST_TOPICS + 1)])
    assert not ClaimTopic.objects.exists()


def test_an_edition_keeps_the_topics_it_was_published_under(claim: Claim, ada: User, bo: User, eve: User) -> None:
    change_claim_topics(by=eve, claim_id=claim.pk, add=["Peace talks"])
    take(by=ada, claim_id=claim.pk)
    for person in (ada, bo):
        claim.refresh_from_db()
        decide(
            by=person, claim_id=claim.pk, expected_version=claim.version, verdict=Verdict.UNCONFIRMED, rationale="So."
        )
    claim.refresh_from_db()
    edition = publish(by=eve, claim_id=claim.pk, expected_version=claim.version)
    topic = Topic.objects.get()
    assert edition.snapshot["topics"] == [{"id": topic.pk, "name": "Peace talks", "slug": "peace-talks"}]
    change_claim_topics(by=ada, claim_id=claim.pk, remove=[topic.pk])
    assert Listing.objects.get(edition=edition).topics == [topic.pk]
