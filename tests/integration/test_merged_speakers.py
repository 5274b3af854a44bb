"""Two speakers that were merged are one: on pages, in the queue, for priorities and for those who watch."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from claims.enums import PriorityLevel
from claims.models import Claim, DeskPriority, Speaker
from claims.queries.order import claims_of_priority, desk_levels_of, due_priorities
from claims.services import merge_speakers, set_priority
from publication.services import publish
from reviews.models import Notice
from reviews.services import decide, notify, take, watch
from tests.integration.test_review_loop import settle

pytestmark = pytest.mark.django_db


@pytest.fixture
def stays(claim: Claim, eve: User) -> Speaker:
    """Steven Witkoff, into whom the speaker of the claim is merged."""
    assert claim.speaker is not None
    found = Speaker.objects.create(name="Steven Witkoff", key="steven witkoff", kind="person")
    merge_speakers(by=eve, speaker_id=claim.speaker.pk, into_id=found.pk)
    return found


def test_pages_and_queue_show_the_claims_under_the_speaker_that_stays(
    client: Client, claim: Claim, stays: Speaker, ada: User
) -> None:
    client.force_login(ada)
    old = client.get(reverse("desk:speaker", args=[claim.speaker_id]))
    assert old["Location"] == reverse("desk:speaker", args=[stays.pk])
    assert claim.text in client.get(old["Location"]).content.decode()
    listed = dict(client.get(reverse("desk:speakers")).context["speakers"])
    assert listed[stays] == 1
    stage = "candidates" if claim.status == "candidate" else "to_review"
    queue = client.get(reverse("desk:queue"), {"speaker": str(stays.pk), "stage": stage}).content.decode()
    assert reverse("desk:claim", args=[claim.pk]) in queue


def test_a_priority_of_the_speaker_that_stays_reaches_the_claims(claim: Claim, stays: Speaker, eve: User) -> None:
    set_priority(by=eve, kind="speaker", target_id=stays.pk, level=PriorityLevel.HIGH)
    priority = DeskPriority.objects.get(speaker=stays)
    assert claim in claims_of_priority(priority)
    assert desk_levels_of([claim.pk]) == {claim.pk: PriorityLevel.HIGH}


def test_a_priority_given_before_the_merging_is_due_again(claim: Claim, eve: User) -> None:
    found = Speaker.objects.create(name="Steven Witkoff", key="steven witkoff", kind="person")
    set_priority(by=eve, kind="speaker", target_id=found.pk, level=PriorityLevel.HIGH)
    merge_speakers(by=eve, speaker_id=claim.speaker_id or 0, into_id=found.pk)
    assert DeskPriority.objects.get(speaker=found) in due_priorities()


def test_who_watches_the_speaker_that_stays_hears_of_the_claims(
    claim: Claim, stays: Speaker, ada: User, bo: User
) -> None:
    watch(by=ada, speaker_id=stays.pk)
    now = take(by=bo, claim_id=claim.pk)
    decide(by=bo, claim_id=claim.pk, expected_version=now.version, verdict="unconfirmed", rationale="Open.")
    notify()
    assert Notice.objects.filter(person=ada, claim=claim).exists()


def test_readers_find_one_speaker_where_two_were_merged(
    client: Client, claim: Claim, ada: User, bo: User, eve: User
) -> None:
    settle(claim, ada, bo)
    publish(by=eve, claim_id=claim.pk, expected_version=claim.version, summary="Only the envoy says so.")
    found = Speaker.objects.create(name="Steven Witkoff", key="steven witkoff", kind="person")
    merge_speakers(by=eve, speaker_id=claim.speaker_id or 0, into_id=found.pk)
    page = client.get(f"/speakers/{claim.speaker_id}-steve-witkoff/")
    assert (page.status_code, page["Location"]) == (301, f"/speakers/{found.pk}-steven-witkoff/")
    assert claim.text in client.get(page["Location"]).content.decode()
    listed = client.get("/speakers/").context["speakers"]
    assert [(row["name"], row["n"]) for row in listed] == [("Steven Witkoff", 1)]
