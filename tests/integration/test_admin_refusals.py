"""What the admin refuses is refused in words beside the field, the input kept; what it writes is on record."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from accounts.roles import Role
from audit.models import AuditEvent
from claims.models import Claim, Office, Speaker, Topic
from publication.models import GateRule
from reviews.models import VerdictScale, VerdictWord
from reviews.services import decide, take
from sources.models import Source

pytestmark = pytest.mark.django_db

NO_ROWS = {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0, "MIN_NUM_FORMS": 0, "MAX_NUM_FORMS": 1000}


@pytest.fixture
def as_ann(client: Client) -> Client:
    client.force_login(
        User.objects.create_user("ann", password="old-secret-words-1", role=Role.ADMINISTRATOR, is_staff=True)
    )
    return client


def rows(name: str, *given: dict[str, Any], kept: int = 0) -> dict[str, Any]:
    """The fields of an inline as a browser sends them; the first `kept` rows are there already."""
    sent = {f"{name}-{key}": value for key, value in NO_ROWS.items()}
    sent |= {f"{name}-TOTAL_FORMS": len(given), f"{name}-INITIAL_FORMS": kept}
    return sent | {f"{name}-{n}-{key}": value for n, row in enumerate(given) for key, value in row.items()}


def refused(client: Client, address: str, sent: dict[str, Any]) -> str:
    """The page with the refusal: never a name of a constraint, never a server error."""
    answer = client.post(address, sent)
    page = answer.content.decode()
    assert answer.status_code == 200, answer.status_code
    assert "is violated" not in page
    assert "errornote" in page
    return re.sub(r"\s+", " ", page)


def speaker_page(speaker: Speaker) -> str:
    return reverse("admin:claims_speaker_change", args=[speaker.pk])


def of_speaker(speaker: Speaker, *offices: dict[str, Any], kept: int = 0, **changes: Any) -> dict[str, Any]:
    own = {"name": speaker.name, "kind": speaker.kind, "description": speaker.description, "wikidata_id": ""}
    return own | changes | rows("aliases") | rows("offices", *offices, kept=kept)


@pytest.mark.parametrize(
    ("offices", "words"),
    [
        (
            [{"title": "Envoy", "starts_on": "2025-02-01", "ends_on": "2025-01-01"}],
            "The last day lies before the first",
        ),
        ([{"title": "Envoy", "starts_on": "2025-02-01"}] * 2, "This office from this day is there already"),
        ([{"title": "Envoy"}] * 2, "This office from this day is there already"),
        ([{"title": "\u200b", "starts_on": "2025-02-01"}], "Write what the office is called"),
        ([{"title": "Envoy", "starts_on": "31 February"}], "Enter a valid date"),
        ([{"title": "E" * 301}], "at most 300 characters"),
        ([{"title": "En\x00voy"}], "Null characters are not allowed"),
    ],
)
def test_an_office_that_cannot_be(as_ann: Client, claim: Claim, offices: list[dict[str, Any]], words: str) -> None:
    assert claim.speaker is not None
    before = Office.objects.count()
    page = refused(as_ann, speaker_page(claim.speaker), of_speaker(claim.speaker, *offices, description="Kept words."))
    assert words in page
    assert "Kept words." in page
    assert Office.objects.count() == before


def test_an_office_is_written_down_and_on_record(as_ann: Client, claim: Claim) -> None:
    speaker = claim.speaker
    assert speaker is not None
    sent = of_speaker(
        speaker, {"title": "Envoy", "starts_on": "2025-02-01", "ends_on": "2025-03-01", "speaker": speaker.pk}
    )
    assert as_ann.post(speaker_page(speaker), sent).status_code == 302
    assert Office.objects.filter(speaker=speaker, title="Envoy", starts_on=date(2025, 2, 1)).exists()
    event = AuditEvent.objects.get(action="speaker.changed", target_id=speaker.pk)
    assert event.data["rows"] == [{"added": f"Envoy: {speaker}"}]


def test_what_a_row_became_is_on_record(as_ann: Client, claim: Claim) -> None:
    speaker = claim.speaker
    assert speaker is not None
    office = Office.objects.create(speaker=speaker, title="Envoy")
    kept = {"id": office.pk, "speaker": speaker.pk, "title": "Special envoy", "starts_on": "2025-02-01", "ends_on": ""}
    assert as_ann.post(speaker_page(speaker), of_speaker(speaker, kept, kept=1)).status_code == 302
    event = AuditEvent.objects.get(action="speaker.changed", target_id=speaker.pk)
    (row,) = event.data["rows"]
    assert row["fields"] == {"title": "Special envoy", "starts_on": "2025-02-01"}


SOURCE = {"name": "The Quay", "slug": "the-quay", "kind": "outlet", "home_page": "", "host": "", "owner": ""}


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"host": "HTTPS://News.Example/path"}, "This host belongs to The Pier"),
        ({"slug": "the-pier"}, "The Pier has this address already"),
        ({"name": "\u200b \u2060"}, "Write the name that readers know it by"),
        ({"host": "not a host"}, "errorlist"),
        ({"home_page": "javascript:alert(1)"}, "Enter a valid URL"),
        ({"kind": "rumour"}, "Select a valid choice"),
        ({"slug": "the quay"}, "Enter a valid"),
    ],
)
def test_a_source_that_cannot_be(as_ann: Client, changes: dict[str, Any], words: str) -> None:
    Source.objects.create(name="The Pier", slug="the-pier", host="news.example")
    page = refused(as_ann, reverse("admin:sources_source_add"), SOURCE | {"owner": "Kept House"} | changes)
    assert words in page
    assert "Kept House" in page
    assert Source.objects.count() == 1


def test_sources_without_a_site_have_no_host(as_ann: Client) -> None:
    add = reverse("admin:sources_source_add")
    assert as_ann.post(add, SOURCE).status_code == 302
    assert as_ann.post(add, SOURCE | {"name": "The Mole", "slug": "the-mole"}).status_code == 302
    assert (
        as_ann.post(add, SOURCE | {"name": "The Dock", "slug": "the-dock", "host": "Dock.Example"}).status_code == 302
    )
    assert list(Source.objects.order_by("pk").values_list("host", flat=True)) == [None, None, "dock.example"]
    assert AuditEvent.objects.filter(action="source.added").count() == 3


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("\u200b", "Write what the topic is called"),
        ("HARBOUR", "There is a topic of this name already"),
        ("", "This field is required"),
        ("T" * 500, "characters"),
    ],
)
def test_a_topic_that_cannot_be(as_ann: Client, name: str, words: str) -> None:
    Topic.objects.create(name="Harbour", key="harbour", slug="harbour")
    sent = {"name": name, "slug": "another", "description": "Kept words."}
    page = refused(as_ann, reverse("admin:claims_topic_add"), sent)
    assert words in page
    assert "Kept words." in page
    assert Topic.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"needed": 0}, "To ask for none, switch the rule off"),
        ({"needed": 21}, "At most 20"),
        ({"needed": "two"}, "Enter a whole number"),
        ({"statuses": []}, "This field is required"),
        ({"statuses": ["dismissed"]}, "Select a valid choice"),
    ],
)
def test_a_rule_of_the_policy_that_cannot_be(as_ann: Client, changes: dict[str, Any], words: str) -> None:
    rule = GateRule.objects.order_by("pk")[0]
    sent = {"active": "on", "needed": 2, "statuses": ["confirmed"]} | changes
    page = refused(as_ann, reverse("admin:publication_gaterule_change", args=[rule.pk]), sent)
    assert words in page
    before = rule.needed
    rule.refresh_from_db()
    assert rule.needed == before


WORD = {"place": 1, "key": "true", "label": "true", "status": "confirmed", "rating": 5, "meaning": ""}


@pytest.mark.parametrize(
    ("scale", "words_of_it", "words"),
    [
        ({"worst": 5, "best": 1}, [], "The best number has to be above the worst"),
        ({"worst": 0}, [], "Begin with 1"),
        ({}, [WORD | {"rating": 9}], "The scale goes from 1 to 5"),
        ({}, [WORD, WORD | {"label": "truer"}], "correct the duplicate data"),
        ({}, [WORD | {"status": "unconfirmed"}], "What is unconfirmed carries no number"),
        ({}, [WORD | {"key": "dismissed"}], "To dismiss is no verdict"),
        ({}, [WORD | {"key": "Mostly True!"}], "errorlist"),
    ],
)
def test_a_scale_that_cannot_be(
    as_ann: Client, scale: dict[str, Any], words_of_it: list[dict[str, Any]], words: str
) -> None:
    before = VerdictScale.objects.count()
    sent = {"name": "Another scale", "worst": 1, "best": 5} | scale | rows("words", *words_of_it)
    page = refused(as_ann, reverse("admin:reviews_verdictscale_add"), sent)
    assert words in page
    assert "Another scale" in page
    assert VerdictScale.objects.count() == before


@pytest.mark.parametrize("given", [True, False])
def test_a_word_in_use_does_not_tell_of_verdicts(as_ann: Client, claim: Claim, ada: User, *, given: bool) -> None:
    """Whoever may give the second verdict could ask before and after the first: the answer is the same."""
    now = take(by=ada, claim_id=claim.pk)
    if given:
        decide(by=ada, claim_id=claim.pk, expected_version=now.version, verdict="unconfirmed", rationale="Open.")
    word = VerdictWord.objects.get(scale__in_use=True, status="unconfirmed")
    kept = [
        {"id": row.pk, "scale": row.scale_id, "place": row.place, "key": row.key, "label": row.label,
         "status": row.status, "rating": "" if row.rating is None else row.rating, "meaning": row.meaning}
        | ({"label": "another"} if row == word else {})
        for row in word.scale.words.all()
    ]  # fmt: skip
    scale = word.scale
    sent = {"name": scale.name, "worst": scale.worst, "best": scale.best} | rows("words", *kept, kept=len(kept))
    page = refused(as_ann, reverse("admin:reviews_verdictscale_change", args=[scale.pk]), sent)
    assert "Verdicts are given with this word." in page
    assert not re.search(r"\d+ verdicts? w", page)


PERSON = {"username": "flo", "first_name": "Flo", "last_name": "", "email": "", "role": "reviewer", "is_active": "on"}


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"username": "ann"}, "already exists"),
        ({"username": "f l o"}, "Enter a valid username"),
        ({"email": "nowhere"}, "Enter a valid email address"),
        ({"role": "king"}, "Select a valid choice"),
        ({"first_name": "F" * 151}, "at most 150 characters"),
    ],
)
def test_a_person_that_cannot_be(as_ann: Client, changes: dict[str, Any], words: str) -> None:
    flo = User.objects.create_user("flo", role=Role.REVIEWER, last_name="Kept")
    page = refused(
        as_ann, reverse("admin:accounts_user_change", args=[flo.pk]), PERSON | {"last_name": "Keptwords"} | changes
    )
    assert words in page
    assert "Keptwords" in page
    flo.refresh_from_db()
    assert flo.last_name == "Kept"


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("role", "editor", "editor"),
        ("email", "flo@desk.example", "flo@desk.example"),
        ("first_name", "Florence", "Florence"),
        ("username", "florence", "florence"),
        ("is_active", "", "False"),
    ],
)
def test_each_change_of_a_person_is_on_record(as_ann: Client, field: str, value: str, told: str) -> None:
    flo = User.objects.create_user("flo", role=Role.REVIEWER, first_name="Flo")
    sent = {name: given for name, given in (PERSON | {field: value}).items() if given or name != "is_active"}
    assert as_ann.post(reverse("admin:accounts_user_change", args=[flo.pk]), sent).status_code == 302
    event = AuditEvent.objects.get(action="user.changed", target_id=flo.pk)
    assert event.actor == "ann"
    assert event.data["changes"] == {field: told}


def test_a_new_password_is_on_record_and_never_what_it_is(as_ann: Client) -> None:
    flo = User.objects.create_user("flo", role=Role.REVIEWER)
    words = "a-new-secret-phrase-77"
    sent = {"usable_password": "true", "password1": words, "password2": words}
    place = reverse("admin:auth_user_password_change", args=[flo.pk])
    assert as_ann.post(place, sent).status_code == 302
    flo.refresh_from_db()
    assert flo.check_password(words)
    event = AuditEvent.objects.get(action="user.changed", target_id=flo.pk)
    assert words not in event.body
    assert flo.password not in event.body
    assert event.data["hidden"] == ["password"]


@pytest.mark.django_db(transaction=True)
def test_without_its_event_a_password_is_not_changed(as_ann: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    flo = User.objects.create_user("flo", password="first-secret-words-1", role=Role.REVIEWER)

    def fails(**_given: Any) -> None:
        raise RuntimeError("the ledger is closed")

    monkeypatch.setattr("audit.admin.record", fails)
    words = "a-new-secret-phrase-77"
    sent = {"usable_password": "true", "password1": words, "password2": words}
    with pytest.raises(RuntimeError):
        as_ann.post(reverse("admin:auth_user_password_change", args=[flo.pk]), sent)
    flo.refresh_from_db()
    assert flo.check_password("first-secret-words-1")


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"name": "\u200b"}, "Write the name that readers know them by"),
        ({"wikidata_id": "7747"}, "Q and digits"),
        ({"kind": "ghost"}, "Select a valid choice"),
    ],
)
def test_a_speaker_that_cannot_be(as_ann: Client, claim: Claim, changes: dict[str, Any], words: str) -> None:
    speaker = claim.speaker
    assert speaker is not None
    sent = of_speaker(speaker, description="Kept words.") | changes
    page = refused(as_ann, speaker_page(speaker), sent)
    assert words in page
    assert "Kept words." in page
    before = speaker.name
    speaker.refresh_from_db()
    assert speaker.name == before


@pytest.mark.parametrize("stays", ["abc", "999999", "-1", "another"])
def test_speakers_lead_to_one_of_the_marked_only(as_ann: Client, claim: Claim, stays: str) -> None:
    one, two, third = (Speaker.objects.create(name=name, key=name, kind="person") for name in ("One", "Two", "Three"))
    sent = {
        "action": "merge",
        "_selected_action": [one.pk, two.pk],
        "stays": str(third.pk) if stays == "another" else stays,
    }
    page = as_ann.post(reverse("admin:claims_speaker_changelist"), sent)
    assert page.status_code == 200
    assert "Choose which of the marked speakers stays." in page.content.decode()
    assert not Speaker.objects.filter(merged_into__isnull=False).exists()


def test_a_token_says_what_it_is_for(as_ann: Client, ada: User) -> None:
    sent = {"owner": ada.pk, "name": "\u200b", "scopes": ["read"], "days": 5}
    assert "Say what the token is for." in refused(as_ann, reverse("admin:accounts_apitoken_add"), sent)
