"""The demo newsroom: loaded once, interrupted twice on the way, and looked at from all sides."""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from io import StringIO
from pathlib import Path
from unittest.mock import patch

import pytest
from django.apps import apps
from django.core.management import call_command
from django.core.management.base import CommandError
from django.test import TestCase, override_settings
from django.urls import reverse
from django.utils.html import strip_tags

from accounts.models import User
from accounts.roles import Role
from claims import services as claim_services
from claims.enums import Stance, VerificationStatus
from claims.models import Claim, Position, Topic
from claims.queries import reach_of
from publication.claimreview import broken_rules
from publication.enums import EditionKind
from publication.models import Edition, FactCheck
from publication.queries import published
from reviews import services as review_services
from reviews.models import Lease
from seeds import ledger
from seeds.choosing import choose, is_fit
from seeds.day import FOUNDING_PART, PARTS
from seeds.parts import Part
from seeds.people import LOGINS
from seeds.steps import in_general_words
from seeds.topics import TOPICS
from sources.models import Article, Source

_JSON_LD = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
OUR_ROOMS = ("accounts", "audit", "sources", "claims", "reviews", "publication")


def rows() -> Counter[str]:
    """How many rows each table of ours has."""
    return Counter(
        {
            model._meta.label: model._default_manager.count()
            for room in OUR_ROOMS
            for model in apps.get_app_config(room).get_models()
        }
    )


def load() -> str:
    out = StringIO()
    call_command("load_demo", in_process=True, stdout=out)
    return out.getvalue()


class _PulledPlug(BaseException):
    """The machine is switched off."""


def load_until(call: int, *, of: object, in_place: str) -> None:
    """Load, and lose power at the `call`-th call of a service."""
    service, calls = getattr(of, in_place.rpartition(".")[2]), 0

    def counted(**facts: object) -> object:
        nonlocal calls
        calls += 1
        if calls == call:
            raise _PulledPlug
        return service(**facts)

    with patch(in_place, counted), pytest.raises(_PulledPlug):
        load()


@pytest.mark.slow
@pytest.mark.timeout(900)
class TestDemoNewsroom(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        load_until(5, of=claim_services, in_place="seeds.reading.extract_version")
        load_until(8, of=review_services, in_place="seeds.steps.decide")
        cls.told = load()
        cls.loaded = rows()
        cls.given = ledger.begun_parts()

    def claim(self, part: str) -> Claim:
        return Claim.objects.get(pk=self.given[part])

    def test_loading_again_changes_nothing_and_says_so(self) -> None:
        assert "loaded already" in load()
        assert rows() == self.loaded

    def test_two_interruptions_leave_no_part_undone(self) -> None:
        names = {part.name for part in PARTS}
        assert ledger.done_parts() == set(self.given) == names
        assert len(set(self.given.values())) == len(names)

    def test_without_the_mark_of_the_end_every_step_is_found_done(self) -> None:
        with patch("seeds.ledger.is_loaded", return_value=False):
            load()
        now = rows()
        assert now - self.loaded == Counter({"audit.AuditEvent": 1})

    def test_claims_stand_at_every_stage(self) -> None:
        there = set(Claim.objects.values_list("status", flat=True))
        assert there == {status.value for status in VerificationStatus}
        assert Lease.objects.count() >= 2

    def test_every_part_ends_where_it_should(self) -> None:
        expected = {
            "founding": VerificationStatus.UNCONFIRMED,
            "nitrate": VerificationStatus.CONFIRMED,
            "unemployment": VerificationStatus.DISPUTED,
            "skin rashes": VerificationStatus.ADJUDICATION,
            "strait": VerificationStatus.SECOND_REVIEW,
            "consultants": VerificationStatus.IN_REVIEW,
            "announcement": VerificationStatus.DISMISSED,
        }
        assert {part: self.claim(part).status for part in expected} == expected

    def test_five_or_more_statements_are_published_one_corrected_one_retracted(self) -> None:
        assert published().count() >= 5
        kinds = Counter(FactCheck.objects.values_list("current__kind", flat=True))
        assert kinds[EditionKind.CORRECTION] == 1
        assert kinds[EditionKind.RETRACTION] == 1

    def test_witkoff_asserts_the_founding_claim_about_putin_and_russia_has_not_confirmed_it(self) -> None:
        claim = self.claim("founding")
        assert claim.speaker is not None
        assert claim.speaker.name == "Steve Witkoff"
        assert "Vladimir Putin" in [about.speaker.name for about in claim.about.all()]
        stands = Position.objects.filter(claim=claim, stance=Stance.NOT_CONFIRMED)
        assert "Government of Russia" in stands.values_list("party__name", flat=True)

    def test_the_founding_claim_is_published_as_unconfirmed_with_its_reason(self) -> None:
        edition = Edition.objects.get(fact_check__claim=self.claim("founding"))
        assert edition.status == "unconfirmed"
        assert "Moscow has not confirmed" in edition.summary
        assert {row["stance"] for row in edition.snapshot["evidence"]} == {"context"}

    def test_public_search_finds_the_founding_claim(self) -> None:
        answer = self.client.get(reverse("publication:search"), {"q": "security guarantees", "speaker": "Witkoff"})
        edition = Edition.objects.get(fact_check__claim=self.claim("founding"))
        assert edition.claim_text in strip_tags(answer.content.decode().replace("&#x27;", "'"))
        assert not self.client.get(reverse("publication:search"), {"q": "zeppelin"}).context["rows"]

    def test_readers_find_topics_with_their_statements_and_feeds(self) -> None:
        assert all(Topic.objects.filter(name=name, description=said).exists() for name, said in TOPICS.items())
        topics = strip_tags(self.client.get("/topics/").content.decode())
        assert {name for name in TOPICS if name in topics} >= {"Diplomacy", "Elections", "Public spending"}
        edition = Edition.objects.get(fact_check__claim=self.claim("founding"))
        (slug,) = [topic["slug"] for topic in edition.snapshot["topics"] if topic["name"] == "Diplomacy"]
        page = self.client.get(f"/topics/{slug}/").content.decode()
        assert edition.claim_text in strip_tags(page.replace("&#x27;", "'"))
        (feed,) = re.findall(r'href="([^"]+\.json)"', page)[:1]
        (entry,) = json.loads(self.client.get(feed).content)["items"]
        assert str(edition.fact_check.claim_id) in entry["url"]
        facet = self.client.get("/", {"q": "topic:elections"})
        assert len(facet.context["rows"]) == 2
        assert "Elections" in strip_tags(self.client.get("/").content.decode())

    def test_the_markup_of_every_published_claim_parses_gives_the_text_back_and_keeps_the_rules(self) -> None:
        stands = [row.current for row in FactCheck.objects.select_related("current") if row.current is not None]
        markups = {}
        for edition in stands:
            page = self.client.get(reverse("publication:claim-by-id", args=[edition.fact_check.claim_id]), follow=True)
            scripts = _JSON_LD.findall(page.content.decode())
            if edition.kind == EditionKind.RETRACTION:
                assert scripts == []
                continue
            (markup,) = map(json.loads, scripts)
            assert broken_rules(markup, host="testserver") == [], edition.claim_text
            assert markup["claimReviewed"] == edition.claim_text
            assert markup["reviewRating"]["ratingExplanation"] == edition.summary
            assert markup["itemReviewed"].get("author", {}).get("name", "") == edition.speaker_name
            markups[markup["url"]] = markup
        assert len(markups) >= 5
        feed = json.loads(b"".join(self.client.get("/claimreview.json").streaming_content))
        assert {row["item"][0]["url"]: row["item"][0] for row in feed["dataFeedElement"]} == markups

    def test_most_parts_have_the_claim_they_were_written_for(self) -> None:
        fitting = [part.name for part in PARTS if is_fit(part, self.claim(part.name))]
        assert len(fitting) >= 0.75 * len(PARTS), sorted(set(self.given) - set(fitting))
        assert "founding" in fitting

    def test_a_claim_told_by_three_outlets_is_one_claim_of_three_origins(self) -> None:
        claim = self.claim("barrier cost")
        reach = reach_of([claim.pk])[claim.pk]
        assert (reach.links, reach.origins) == (3, 3)

    def test_a_press_release_copied_by_two_outlets_is_one_origin(self) -> None:
        claim = self.claim("fertiliser")
        reach = reach_of([claim.pk])[claim.pk]
        assert (reach.links, reach.origins) == (3, 1)

    def test_the_corrected_article_has_two_versions(self) -> None:
        article = Article.objects.get(canonical_url="https://saltmere-post.example/city/gate-tests")
        first, second = article.versions.order_by("number").values_list("text", flat=True)
        assert "failed four of its five" in first
        assert "failed two of its five" in second

    def test_two_outlets_are_of_one_house_and_one_is_an_agency(self) -> None:
        owners = Counter(Source.objects.exclude(owner="").values_list("owner", flat=True))
        assert owners.most_common(1) == [("Meridian Media", 2)]
        assert Source.objects.filter(kind="news_agency").count() == 1

    def test_everybody_can_sign_in_and_only_editor_and_administrator_are_staff(self) -> None:
        for login in LOGINS:
            user = User.objects.get(username=login.username)
            assert user.check_password(login.password)
            assert user.is_staff == (login.role in (Role.EDITOR, Role.ADMINISTRATOR))
            assert user.is_superuser == (login.role == Role.ADMINISTRATOR)
        out = StringIO()
        call_command("demo_logins", stdout=out)
        assert all(login.password in out.getvalue() for login in LOGINS)

    def test_the_demo_command_on_a_loaded_newsroom_prints_the_claim_and_changes_nothing(self) -> None:
        out = StringIO()
        call_command("demo", stdout=out)
        told = " ".join(out.getvalue().split())
        assert "Steve Witkoff" in told
        assert "Government of Russia" in told
        assert "Published: “" in told
        assert rows() == self.loaded

    def test_work_of_people_is_left_alone_by_a_later_load(self) -> None:
        claim = self.claim("consultants")
        dee = User.objects.get(username="dee")
        review_services.release(by=dee, claim_id=claim.pk)
        load()
        claim.refresh_from_db()
        assert claim.status == VerificationStatus.QUEUED

    def test_a_claim_worded_otherwise_still_gets_its_speakers_best_claim_and_general_reasons(self) -> None:
        part = Part(name="x", running="strait", speaker="Thorn", words=("never said by anybody",), published="P")
        choice = choose(part, articles=list(Article.objects.all()), taken=[], others=[])
        assert choice is not None
        assert not choice.fits
        assert choice.claim.speaker is not None
        assert "Thorn" in choice.claim.speaker.name
        assert "Witkoff" not in str(in_general_words(FOUNDING_PART).findings)


@pytest.mark.django_db
@override_settings(SETTINGS_MODULE="config.settings.production")
def test_production_settings_refuse_the_demo_and_its_open_passwords() -> None:
    with pytest.raises(CommandError, match="Nothing was added"):
        call_command("load_demo")
    assert not User.objects.exists()


@pytest.mark.django_db
def test_a_newsroom_with_people_of_its_own_refuses_the_demo() -> None:
    User.objects.create_user("somebody")
    with pytest.raises(CommandError, match="people of its own"):
        call_command("load_demo")
    assert User.objects.count() == 1


def test_the_founding_story_is_kept_byte_for_byte() -> None:
    body = (Path(__file__).parents[2] / "seeds" / "founding_story.txt").read_bytes()
    assert hashlib.sha256(body).hexdigest() == "c82fa3aa1d02a0ebb9e11c02561d8c1ed2a737e593e610d8fdb59108f86fe9c9"
