"""The Django admin: an editor reviews claims there by the same rules."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib import admin
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from accounts.roles import Role
from audit.models import AuditEvent
from claims.models import Claim, Speaker
from publication.models import Edition
from reviews.models import Review
from reviews.services import correct_text, decide, take

pytestmark = pytest.mark.django_db


@pytest.fixture
def as_eve(client: Client, eve: User) -> Client:
    User.objects.filter(pk=eve.pk).update(is_staff=True)
    client.force_login(eve)
    return client


def registered() -> list[Any]:
    return [pytest.param(model, id=model._meta.label_lower) for model in admin.site._registry]


@pytest.mark.parametrize("model", registered())
def test_each_list_opens_with_few_queries(model: Any, client: Client, claim: Claim) -> None:
    ann = User.objects.create_user("ann", role=Role.ADMINISTRATOR, is_staff=True)
    client.force_login(ann)
    with CaptureQueriesContext(connection) as counted:
        response = client.get(reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist"))
    assert response.status_code == 200
    assert len(counted) <= 25


def test_the_page_of_a_claim_opens_with_few_queries(as_eve: Client, claim: Claim) -> None:
    with CaptureQueriesContext(connection) as counted:
        response = as_eve.get(reverse("admin:claims_claim_change", args=[claim.pk]))
    assert response.status_code == 200
    assert len(counted) <= 25
    assert "Steve Witkoff" in response.content.decode()


def test_an_editor_reviews_in_the_admin(as_eve: Client, eve: User, ada: User, claim: Claim) -> None:
    as_eve.post(reverse("admin:claims_claim_changelist"), {"action": "take", "_selected_action": [claim.pk]})
    claim.refresh_from_db()
    assert claim.status == "in_review"
    as_eve.post(reverse("admin:claims_claim_evidence", args=[claim.pk]), {"quotation": "Words.", "stance": "context"})
    chosen = f"{reverse('admin:claims_claim_verdict')}?claims={claim.pk}.{claim.version}"
    as_eve.post(chosen, {"verdict": "unconfirmed", "rationale": "One asserter."})
    assert Review.objects.get().reviewer == eve
    claim.refresh_from_db()
    again = f"{reverse('admin:claims_claim_verdict')}?claims={claim.pk}.{claim.version}"
    refused = as_eve.post(again, {"verdict": "unconfirmed", "rationale": "Me again."}).content.decode()
    assert "another person" in refused
    assert "Me again." in refused
    assert Review.objects.count() == 1


def test_a_stale_verdict_is_refused_in_the_admin(as_eve: Client, claim: Claim) -> None:
    old = f"{reverse('admin:claims_claim_verdict')}?claims={claim.pk}.{claim.version}"
    as_eve.post(reverse("admin:claims_claim_take", args=[claim.pk]))
    page = as_eve.post(old, {"verdict": "unconfirmed", "rationale": "Late."}).content.decode()
    assert "has changed since" in page
    assert not Review.objects.exists()


def test_an_editor_publishes_in_the_admin_by_the_same_rules(as_eve: Client, claim: Claim, ada: User, bo: User) -> None:
    place = f"{reverse('admin:claims_claim_publish')}?claims={claim.pk}.{claim.version}"
    early = as_eve.post(place, {"summary": "Too early <b>."}).content.decode()
    assert "It can be published once two people have judged it." in early
    assert "Too early &lt;b&gt;." in early
    for by in (ada, bo):
        now = take(by=by, claim_id=claim.pk)
        decide(by=by, claim_id=claim.pk, expected_version=now.version, verdict="unconfirmed", rationale="Open.")
    stale = as_eve.post(place, {"summary": "Too early."}).content.decode()
    assert "has changed since" in stale
    assert not Edition.objects.exists()
    claims = {"action": "publish", "_selected_action": [claim.pk]}
    chosen = as_eve.post(reverse("admin:claims_claim_changelist"), claims)["Location"]
    assert as_eve.post(chosen, {"summary": "Only the envoy says so."}).status_code == 302
    assert Edition.objects.get().summary == "Only the envoy says so."
    assert "This finding is published already." in as_eve.post(chosen, {"summary": "Again."}).content.decode()


def test_the_history_in_the_admin_is_told_in_sentences_with_differences(
    as_eve: Client, claim: Claim, ada: User
) -> None:
    text = "Vladimir Putin agreed on some guarantees for Ukraine"
    correct_text(by=ada, claim_id=claim.pk, expected_version=claim.version, text=text)
    decide(
        by=ada,
        claim_id=claim.pk,
        expected_version=take(by=ada, claim_id=claim.pk).version,
        verdict="unconfirmed",
        rationale="A secret reason.",
    )
    with CaptureQueriesContext(connection) as counted:
        page = as_eve.get(reverse("admin:claims_claim_change", args=[claim.pk])).content.decode()
    assert len(counted) <= 25
    assert "some" in page[page.index("<ins>") : page.index("</ins>")]
    assert "gave a verdict (hidden until yours is in)" in page
    assert "A secret reason." not in page


def test_a_reviewer_does_not_enter_the_admin(client: Client, ada: User, claim: Claim) -> None:
    client.force_login(ada)
    assert client.get(reverse("admin:claims_claim_changelist")).status_code == 302
    User.objects.filter(pk=ada.pk).update(is_staff=True)
    assert client.get(reverse("admin:claims_claim_changelist")).status_code == 403


def test_an_editor_does_not_change_users(as_eve: Client, ada: User) -> None:
    assert as_eve.get(reverse("admin:accounts_user_change", args=[ada.pk])).status_code == 403


def test_an_alias_added_in_the_admin_is_in_the_ledger(as_eve: Client, claim: Claim) -> None:
    witkoff = Speaker.objects.get(name="Steve Witkoff")
    rows = {"aliases-TOTAL_FORMS": 1, "aliases-INITIAL_FORMS": 0, "aliases-0-text": "The Envoy"}
    rows |= {"offices-TOTAL_FORMS": 0, "offices-INITIAL_FORMS": 0}
    sent = {"name": witkoff.name, "kind": witkoff.kind, "description": "US special envoy", **rows}
    response = as_eve.post(reverse("admin:claims_speaker_change", args=[witkoff.pk]), sent)
    assert response.status_code == 302, response.content.decode()
    assert witkoff.aliases.filter(text="The Envoy", key="envoy").exists()
    assert AuditEvent.objects.filter(action="speaker.changed", target_id=witkoff.pk).exists()


def test_a_password_never_reaches_the_ledger(client: Client, db: None) -> None:
    ann = User.objects.create_user("ann", role=Role.ADMINISTRATOR, is_staff=True)
    client.force_login(ann)
    secret = "an unusual pass phrase 77"
    sent = {"username": "new", "role": "editor", "usable_password": "true", "password1": secret, "password2": secret}
    response = client.post(reverse("admin:accounts_user_add"), sent)
    assert response.status_code == 302
    added = User.objects.get(username="new")
    assert added.is_staff
    event = AuditEvent.objects.get(action="user.added")
    assert secret not in event.body
    assert "editor" in event.body


def test_a_superuser_made_by_command_is_an_administrator(db: None) -> None:
    call_command("createsuperuser", "--noinput", username="root", email="root@example.org", verbosity=0)
    assert User.objects.get(username="root").role == Role.ADMINISTRATOR


def test_an_editor_merges_speakers_in_the_list(as_eve: Client, claim: Claim) -> None:
    witkoff = Speaker.objects.get(name="Steve Witkoff")
    other = Speaker.objects.create(name="S. Witkoff", key="s witkoff", kind="person")
    address = reverse("admin:claims_speaker_changelist")
    marked = {"action": "merge", "_selected_action": [witkoff.pk, other.pk]}
    assert "Which one stays?" in as_eve.post(address, marked).content.decode()
    as_eve.post(address, {**marked, "stays": witkoff.pk})
    other.refresh_from_db()
    assert other.merged_into == witkoff
    assert AuditEvent.objects.filter(action="speaker.merged", target_id=other.pk).exists()
    again = as_eve.post(address, {**marked, "stays": witkoff.pk}, follow=True).content.decode()
    assert "one already" in again or "merged already" in again
    alone = as_eve.post(address, {"action": "merge", "_selected_action": [other.pk]}, follow=True).content.decode()
    assert "at least two" in alone


@pytest.mark.parametrize("model", registered())
def test_each_page_of_a_filled_newsroom_opens_with_few_queries(model: Any, client: Client, claim: Claim) -> None:
    ann = User.objects.create_user("ann", role=Role.ADMINISTRATOR, is_staff=True)
    client.force_login(ann)
    name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
    row = model._default_manager.order_by("pk").first()
    pages = [reverse(f"{name}_change", args=[row.pk])] if row is not None else []
    if admin.site._registry[model].has_add_permission(client.get(reverse("admin:index")).wsgi_request):
        pages.append(reverse(f"{name}_add"))
    for page in pages:
        with CaptureQueriesContext(connection) as counted:
            response = client.get(page)
        assert response.status_code == 200, page
        assert len(counted) <= 25, page


def test_the_list_shows_the_outlet_and_the_age(as_eve: Client, claim: Claim) -> None:
    page = as_eve.get(reverse("admin:claims_claim_changelist")).content.decode()
    assert "Daily Courier" in page
    assert "months" in page or "days" in page or "weeks" in page


@pytest.fixture
def as_ann(client: Client, db: None) -> Client:
    ann = User.objects.create_user("ann", role=Role.ADMINISTRATOR, is_staff=True, is_superuser=True)
    client.force_login(ann)
    return client


def save_person(client: Client, person: User, **changes: Any) -> Any:
    person.refresh_from_db()
    joined = timezone.localtime(person.date_joined)
    sent = {"username": person.username, "role": person.role, "is_active": "on"} | changes
    sent |= {"date_joined_0": f"{joined:%Y-%m-%d}", "date_joined_1": f"{joined:%H:%M:%S}"}
    sent = {name: value for name, value in sent.items() if value is not None}
    return client.post(reverse("admin:accounts_user_change", args=[person.pk]), sent)


@pytest.mark.parametrize("change", [{"role": "editor"}, {"is_active": None}])
def test_one_administrator_always_remains(as_ann: Client, change: dict[str, Any]) -> None:
    ann = User.objects.get(username="ann")
    refused = save_person(as_ann, ann, **change)
    assert refused.status_code == 200
    assert "only administrator" in refused.content.decode()
    User.objects.create_user("max", role=Role.ADMINISTRATOR, is_staff=True)
    assert save_person(as_ann, ann, **change).status_code == 302


def test_a_role_taken_away_takes_every_right_with_it(as_ann: Client, client: Client) -> None:
    ann = User.objects.get(username="ann")
    User.objects.create_user("max", role=Role.ADMINISTRATOR, is_staff=True)
    save_person(as_ann, ann, role="editor")
    assert client.get(reverse("admin:accounts_user_changelist")).status_code == 403
    assert save_person(client, ann, role="administrator").status_code == 403


def test_a_verdict_that_is_blind_is_so_in_the_ledger(as_eve: Client, claim: Claim, ada: User, bo: User) -> None:
    take(by=ada, claim_id=claim.pk)
    claim.refresh_from_db()
    decide(by=ada, claim_id=claim.pk, expected_version=claim.version, verdict="unconfirmed", rationale="A secret.")
    event = AuditEvent.objects.get(action="claim.decided")
    page = reverse("admin:audit_auditevent_change", args=[event.pk])
    shown = as_eve.get(page).content.decode()
    assert "hidden until yours is in" in shown
    assert "A secret." not in shown
    found = as_eve.get(reverse("admin:audit_auditevent_changelist"), {"q": "A secret"}).content.decode()
    assert page not in found
    ledger = reverse("admin:audit_auditevent_changelist")
    for asked in ("body__contains", "body__regex", "body", "body__startswith__in"):
        assert page not in as_eve.get(ledger, {asked: "unconfirmed"}, follow=True).content.decode()
        assert as_eve.get(ledger, {asked: "unconfirmed"}).status_code == 400
    assert page in as_eve.get(ledger, {"target_type": "claim", "target_id": claim.pk}).content.decode()
    claim.refresh_from_db()
    decide(by=bo, claim_id=claim.pk, expected_version=claim.version, verdict="unconfirmed", rationale="Mine.")
    assert "A secret." in as_eve.get(page).content.decode()


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ([{"text": "The Envoy"}, {"text": "the envoy"}], "This name is there already"),
        ([{"text": "\u200b"}], "Write the name"),
        ([{"text": "Steve", "valid_from": "2026-02-01", "valid_until": "2026-01-01"}], "Turn them round"),
    ],
)
def test_aliases_that_cannot_be_are_refused_in_words(
    as_eve: Client, claim: Claim, rows: list[dict[str, str]], told: str
) -> None:
    witkoff = Speaker.objects.get(name="Steve Witkoff")
    sent = {"name": witkoff.name, "kind": witkoff.kind, "offices-TOTAL_FORMS": 0, "offices-INITIAL_FORMS": 0}
    sent |= {"aliases-TOTAL_FORMS": len(rows), "aliases-INITIAL_FORMS": 0}
    sent |= {f"aliases-{n}-{name}": value for n, row in enumerate(rows) for name, value in row.items()}
    response = as_eve.post(reverse("admin:claims_speaker_change", args=[witkoff.pk]), sent)
    assert response.status_code == 200
    assert told in response.content.decode()
    assert not witkoff.aliases.exists()
    wrong = as_eve.post(reverse("admin:claims_speaker_change", args=[witkoff.pk]), sent | {"wikidata_id": "notQ"})
    assert "Q and digits" in wrong.content.decode()


def test_an_alias_that_is_there_is_refused_in_words(as_eve: Client, claim: Claim) -> None:
    witkoff = Speaker.objects.get(name="Steve Witkoff")
    alias = witkoff.aliases.create(text="The Envoy", key="envoy")
    sent = {"name": witkoff.name, "kind": witkoff.kind, "offices-TOTAL_FORMS": 0, "offices-INITIAL_FORMS": 0}
    sent |= {
        "aliases-TOTAL_FORMS": 2,
        "aliases-INITIAL_FORMS": 1,
        "aliases-0-id": alias.pk,
        "aliases-0-text": "The Envoy",
    }
    sent |= {"aliases-0-speaker": witkoff.pk, "aliases-1-text": "envoy"}
    response = as_eve.post(reverse("admin:claims_speaker_change", args=[witkoff.pk]), sent)
    assert response.status_code == 200
    assert "This name is there already" in response.content.decode()


def test_the_history_of_a_row_is_the_ledger(client: Client, claim: Claim) -> None:
    """Django's own knows only what was done in the admin, and says of all else that it has no history."""
    client.force_login(User.objects.create_user("ann", role=Role.ADMINISTRATOR, is_staff=True))
    ours = [model for model in admin.site._registry if model._meta.app_label != "axes"]
    rows = [row for model in ours if (row := model._default_manager.first()) is not None]
    assert len(rows) >= 7
    for row in rows:
        place = f"admin:{row._meta.app_label}_{row._meta.model_name}_history"
        page = client.get(reverse(place, args=[row.pk]), follow=True)
        told, _status = page.redirect_chain[0]
        assert (
            told
            == f"{reverse('admin:audit_auditevent_changelist')}?target_type={row._meta.model_name}&target_id={row.pk}"
        )
        assert page.status_code == 200


def test_the_history_of_a_speaker_tells_what_was_changed(as_eve: Client, eve: User, claim: Claim) -> None:
    assert claim.speaker is not None
    change = reverse("admin:claims_speaker_change", args=[claim.speaker.pk])
    rows = {f"{name}-{key}": 0 for name in ("aliases", "offices") for key in ("TOTAL_FORMS", "INITIAL_FORMS")}
    sent = {"name": claim.speaker.name, "kind": "person", "description": "an envoy", "wikidata_id": ""} | rows
    assert as_eve.post(change, sent).status_code == 302
    history = reverse("admin:claims_speaker_history", args=[claim.speaker.pk])
    assert "speaker.changed" in as_eve.get(history, follow=True).content.decode()
