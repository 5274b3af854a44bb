"""The queue's pages: filters together, views, several claims at once, undo of the whole, taking over."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.db.models import F
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from accounts.roles import Role
from audit.models import AuditEvent
from claims.enums import VerificationStatus
from claims.models import Claim, DeskPriority, Mention
from claims.services import add_topic, apply_priority
from core.errors import Conflict, InvalidInput, NotAllowed
from reviews.enums import SkipReason, Verdict
from reviews.models import Act, Assignment, Bulk, Dismissal, Lease, SavedView
from reviews.queries import QueueFilters, desk_queue, queue
from reviews.services import (
    assign,
    bulk_dismiss,
    change_claim_topics,
    decide,
    dismiss,
    restore,
    save_view,
    take,
    take_over,
    undo,
    undo_bulk,
)
from sources.models import Article

pytestmark = pytest.mark.django_db
QUEUE_QUERIES = 23


@pytest.fixture
def as_ada(client: Client, ada: User) -> Client:
    client.force_login(ada)
    return client


@pytest.fixture
def claims(read_text: Callable[..., Article]) -> list[Claim]:
    """Five claims that wait, from two outlets."""
    for n in range(5):
        read_text(
            f"Minister Lena Voss said {n + 20} ships left the port of Varnholm in {2000 + n}.",
            source_name="Harbour Wire" if n % 2 else "Saltmere Post",
        )
    Claim.objects.filter(status="candidate").update(status="queued", version=F("version") + 1)
    return list(Claim.objects.filter(speaker__name__icontains="Voss").order_by("pk")[:5])


def chosen(claims: list[Claim]) -> list[str]:
    return [f"{claim.pk}.{claim.version}" for claim in claims]


def shown(client: Client, **query: str) -> list[int]:
    response = client.get(reverse("desk:queue"), query)
    assert response.status_code == 200
    return [row.id for row in response.context["rows"]]


def test_filters_hold_together(as_ada: Client, claims: list[Claim], ada: User, eve: User) -> None:
    everything = set(shown(as_ada))
    topic = add_topic(by=eve, name="Ports")
    for claim in claims[:3]:
        change_claim_topics(by=ada, claim_id=claim.pk, add=["Ports"])
    assign(by=ada, claim_id=claims[1].pk, assignee_id=ada.pk)
    mention = claims[1].mentions.select_related("version__article").first()
    assert mention is not None
    outlet, speaker = str(mention.version.article.source_id), str(claims[1].speaker_id)
    assert set(shown(as_ada, topic=str(topic.pk))) == {claim.pk for claim in claims[:3]}
    assert shown(as_ada, topic=str(topic.pk), outlet=outlet, speaker=speaker) == [claims[1].pk]
    assert shown(as_ada, assignee="me") == [claims[1].pk]
    assert set(shown(as_ada, assignee="none")) == everything - {claims[1].pk}
    assert shown(as_ada, assignee=str(ada.pk), topic=str(topic.pk)) == [claims[1].pk]
    assert set(shown(as_ada, language=claims[0].language or "en")) <= everything
    assert shown(as_ada, language="xx") == []
    assert set(shown(as_ada, **{"from": "2026-03-01", "to": "2026-03-01"})) == everything
    assert shown(as_ada, **{"from": "2026-03-02"}) == []
    assert shown(as_ada, status="in_review") == []
    take(by=ada, claim_id=claims[0].pk)
    assert shown(as_ada, status="in_review") == [claims[0].pk]
    assert set(shown(as_ada, stage="mine")) == {claims[0].pk, claims[1].pk}


def test_an_outlet_with_many_articles_shows_the_same_claims(
    as_ada: Client, claims: list[Claim], monkeypatch: pytest.MonkeyPatch
) -> None:
    outlets = set(Mention.objects.order_by().values_list("version__article__source", flat=True))
    of_few = {outlet: shown(as_ada, outlet=str(outlet)) for outlet in outlets}
    assert len(outlets) == 2
    assert all(of_few.values())
    monkeypatch.setattr(desk_queue, "_FEW_ARTICLES", 0)
    with CaptureQueriesContext(connection) as counted:
        of_many = {outlet: shown(as_ada, outlet=str(outlet)) for outlet in outlets}
    assert of_many == of_few
    assert not any("EXISTS" in query["sql"] and "claims_mention" in query["sql"] for query in counted)


@pytest.mark.parametrize(
    "query", ["from=2026-13-01", "to=x", "topic=-1", "assignee=zz", "language=%27%3B--", "status=x", "rows=7", "rows=x"]
)
def test_odd_filters_are_none(query: str, as_ada: Client, claims: list[Claim]) -> None:
    response = as_ada.get(f"{reverse('desk:queue')}?{query}")
    assert response.status_code == 200
    assert len(response.context["rows"]) >= 5


def test_the_page_costs_the_same_with_all_on_it(as_ada: Client, claims: list[Claim], ada: User, eve: User) -> None:
    def count() -> int:
        with CaptureQueriesContext(connection) as counted:
            assert as_ada.get(reverse("desk:queue"), {"rows": "200"}).status_code == 200
        return len(counted)

    few = count()
    add_topic(by=eve, name="Ports")
    for claim in claims:
        change_claim_topics(by=ada, claim_id=claim.pk, add=["Ports"])
        assign(by=ada, claim_id=claim.pk, assignee_id=ada.pk)
    for n in range(5):
        save_view(by=ada, name=f"View {n}", query="topic=1", shared=bool(n % 2))
    assert count() == few
    assert few <= QUEUE_QUERIES


def test_a_view_has_an_address_and_counts_of_its_own(
    as_ada: Client, client: Client, claims: list[Claim], ada: User, bo: User, eve: User
) -> None:
    topic = add_topic(by=eve, name="Ports")
    change_claim_topics(by=ada, claim_id=claims[0].pk, add=["Ports"])
    as_ada.post(reverse("desk:view-save"), {"name": "Ports", "query": f"topic={topic.pk}", "shared": "on"})
    as_ada.post(reverse("desk:view-save"), {"name": "Mine alone", "query": "assignee=me"})
    shared, private = SavedView.objects.get(name="Ports"), SavedView.objects.get(name="Mine alone")
    page = as_ada.get(reverse("desk:view", args=[shared.pk]))
    assert [row.id for row in page.context["rows"]] == [claims[0].pk]
    counts = as_ada.get(reverse("desk:view-counts"))
    assert {view.name: view.count for view in counts.context["views"]} == {"Ports": "1", "Mine alone": "0"}
    client.force_login(bo)
    assert client.get(reverse("desk:view", args=[shared.pk])).status_code == 200
    assert client.get(reverse("desk:view", args=[private.pk])).status_code == 404
    client.post(reverse("desk:view-remove", args=[shared.pk]))
    client.post(reverse("desk:view-remove", args=[private.pk]))
    assert SavedView.objects.count() == 2
    client.force_login(eve)
    client.post(reverse("desk:view-remove", args=[shared.pk]))
    assert list(SavedView.objects.all()) == [private]


@pytest.mark.parametrize(
    ("name", "query", "says"), [("", "topic=1", "name"), ("x", "", "filter"), ("Mine", "topic=2", "already")]
)
def test_a_view_that_is_none_is_refused(name: str, query: str, says: str, ada: User) -> None:
    save_view(by=ada, name="Mine", query="assignee=me")
    with pytest.raises((InvalidInput, Conflict), match=says):
        save_view(by=ada, name=name, query=query)


def test_only_who_reviews_shares_a_view_with_the_desk(rae: User) -> None:
    save_view(by=rae, name="Mine", query="topic=1")
    with pytest.raises(NotAllowed, match="reviewer"):
        save_view(by=rae, name="Ours", query="topic=1", shared=True)
    assert SavedView.objects.get().name == "Mine"


def test_several_are_dismissed_and_all_come_back_with_one_undo(as_ada: Client, claims: list[Claim], ada: User) -> None:
    take(by=ada, claim_id=claims[0].pk)
    claims[0].refresh_from_db()
    data = {"act": "dismiss", "claim": chosen(claims), "reason": "not_checkable", "words": "All of it."}
    page = as_ada.post(reverse("desk:bulk"), data, follow=True)
    assert "5 claims dismissed: not checkable: All of it." in page.content.decode()
    assert Claim.objects.filter(status="dismissed").count() == 5
    assert set(Dismissal.objects.values_list("reason", flat=True)) == {"not_checkable"}
    assert AuditEvent.objects.filter(action="claim.dismissed").count() == 5
    bulk = Bulk.objects.get()
    page = as_ada.post(reverse("desk:bulk-undo", args=[bulk.pk]), follow=True)
    assert "Undone for 5 claims." in page.content.decode()
    assert Claim.objects.filter(status="dismissed").count() == 0
    claims[0].refresh_from_db()
    assert claims[0].status == VerificationStatus.IN_REVIEW
    assert Lease.objects.get().holder == ada
    assert not Dismissal.objects.filter(ended_at__isnull=True).exists()
    assert AuditEvent.objects.filter(action="claim.dismissed.undone").count() == 5


def test_one_that_is_refused_stops_no_other(as_ada: Client, claims: list[Claim], bo: User) -> None:
    take(by=bo, claim_id=claims[0].pk)
    data = {"act": "dismiss", "claim": chosen(claims), "reason": "no_time"}
    page = as_ada.post(reverse("desk:bulk"), data, follow=True).content.decode()
    assert "4 claims dismissed: no time." in page
    assert "has changed since you opened it" in page
    assert Claim.objects.filter(status="dismissed").count() == 4


def test_several_are_assigned_filed_and_taken(as_ada: Client, claims: list[Claim], bo: User, eve: User) -> None:
    add_topic(by=eve, name="Ports")
    as_ada.post(reverse("desk:bulk"), {"act": "assign", "claim": chosen(claims), "assignee": str(bo.pk)})
    as_ada.post(reverse("desk:bulk"), {"act": "topic", "claim": chosen(claims), "topic": "ports"})
    as_ada.post(reverse("desk:bulk"), {"act": "take", "claim": chosen(claims)})
    assert Assignment.objects.filter(assignee=bo).count() == 5
    assert {claim.topic_rows.get().topic.name for claim in claims} == {"Ports"}
    assert Lease.objects.count() == 5
    for bulk in Bulk.objects.order_by("-pk"):
        as_ada.post(reverse("desk:bulk-undo", args=[bulk.pk]))
    assert not Assignment.objects.exists()
    assert not Lease.objects.exists()
    assert not any(claim.topic_rows.exists() for claim in claims)


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        ({"act": "dismiss", "reason": "no_time"}, "Choose claims first"),
        ({"act": "dismiss", "claim": ["1.1"]}, "Choose why"),
        ({"act": "dismiss", "claim": ["1.1"], "reason": "other"}, "Say in a few words why"),
        ({"act": "dismiss", "claim": ["999999.1"], "reason": "no_time"}, "no such claim"),
        ({"act": "dismiss", "claim": ["x", "1", "1.x", "١.١"], "reason": "no_time"}, "Choose claims first"),
        ({"act": "assign", "claim": ["1.1"], "assignee": "zz"}, "Choose a person"),
        ({"act": "topic", "claim": ["1.1"], "topic": " "}, "Choose a topic"),
        ({"act": "explode", "claim": ["1.1"]}, "cannot be done"),
    ],
)
def test_what_cannot_be_done_to_several_is_said(sent: dict[str, str], says: str, as_ada: Client) -> None:
    assert says in as_ada.post(reverse("desk:bulk"), sent, follow=True).content.decode()


def test_nobody_is_led_to_another_host(as_ada: Client) -> None:
    for place in ("https://evil.example/desk/", "//evil.example", "/desk/../../x", "javascript:alert(1)"):
        response = as_ada.post(reverse("desk:bulk"), {"act": "take", "next": place})
        assert response["Location"].startswith("/desk/")


def test_too_many_at_once_are_refused(ada: User) -> None:
    with pytest.raises(InvalidInput, match="200"):
        bulk_dismiss(by=ada, claims=dict.fromkeys(range(1, 202), 1), reason=SkipReason.NO_TIME)


def test_only_its_person_undoes_a_bulk(claims: list[Claim], ada: User, bo: User) -> None:
    done = bulk_dismiss(by=ada, claims={claims[0].pk: claims[0].version}, reason=SkipReason.NO_TIME)
    with pytest.raises(NotAllowed):
        undo_bulk(by=bo, bulk_id=done.bulk.pk)
    undo_bulk(by=ada, bulk_id=done.bulk.pk)
    with pytest.raises(Conflict, match="undone already"):
        undo_bulk(by=ada, bulk_id=done.bulk.pk)


def test_a_claim_that_another_holds_is_taken_over_with_a_note(
    as_ada: Client, claims: list[Claim], ada: User, bo: User
) -> None:
    take(by=bo, claim_id=claims[0].pk)
    address = reverse("desk:take-over", args=[claims[0].pk])
    assert as_ada.post(address, {"note": "  "}).status_code == 422
    assert Lease.objects.get().holder == bo
    assert as_ada.post(address, {"note": "Bo is ill."}).status_code == 302
    assert Lease.objects.get().holder == ada
    claims[0].refresh_from_db()
    with pytest.raises(Conflict, match="Ada has taken"):
        decide(
            by=bo,
            claim_id=claims[0].pk,
            expected_version=claims[0].version,
            verdict=Verdict.UNCONFIRMED,
            rationale="Too late.",
        )
    undo(by=ada, act_id=Act.objects.get(action="claim.taken_over").pk)
    assert Lease.objects.get().holder == bo


def test_an_expired_hold_is_taken_like_a_free_claim(claims: list[Claim], ada: User, bo: User) -> None:
    take(by=bo, claim_id=claims[0].pk)
    Lease.objects.update(taken_at=F("taken_at") - timedelta(hours=2), expires_at=F("expires_at") - timedelta(hours=2))
    take_over(by=ada, claim_id=claims[0].pk, note="")
    assert Lease.objects.get().holder == ada


def test_an_assignment_ends_with_the_verdict_and_goes_to_no_reader(
    claims: list[Claim], ada: User, bo: User, rae: User
) -> None:
    with pytest.raises(InvalidInput, match="cannot review"):
        assign(by=ada, claim_id=claims[0].pk, assignee_id=rae.pk)
    assign(by=bo, claim_id=claims[0].pk, assignee_id=ada.pk, note="You know ports.")
    take(by=ada, claim_id=claims[0].pk)
    claims[0].refresh_from_db()
    decide(
        by=ada,
        claim_id=claims[0].pk,
        expected_version=claims[0].version,
        verdict=Verdict.UNCONFIRMED,
        rationale="Nobody counted.",
    )
    assert not Assignment.objects.exists()
    with pytest.raises(NotAllowed, match="judged this claim already"):
        assign(by=bo, claim_id=claims[0].pk, assignee_id=ada.pk)


def test_a_dismissal_counts_until_the_claim_is_back(claims: list[Claim], ada: User) -> None:
    gone = dismiss(by=ada, claim_id=claims[0].pk, expected_version=claims[0].version, rationale="No.")
    assert Dismissal.objects.get().ended_at is None
    restore(by=ada, claim_id=gone.pk, expected_version=gone.version)
    assert Dismissal.objects.get().ended_at is not None


@pytest.mark.parametrize("name", ["bulk", "view-save", "priority"])
def test_readers_do_nothing_to_several(name: str, client: Client, claims: list[Claim]) -> None:
    client.force_login(User.objects.create_user("rae", role=Role.READER))
    sent = {"act": "take", "claim": chosen(claims), "name": "", "kind": "speaker", "target": 1, "level": 1}
    client.post(reverse(f"desk:{name}"), sent)
    assert not Lease.objects.exists()
    page = client.get(reverse("desk:queue")).content.decode()
    assert 'id="bulk"' not in page


def test_fragments_open(as_ada: Client, claims: list[Claim], ada: User) -> None:
    assert as_ada.get(reverse("desk:queue-counts"), {"stage": "to_review"}).status_code == 200
    assert list(queue(QueueFilters(), viewer=ada))


def test_an_editor_says_from_the_queue_what_comes_first(
    client: Client, claims: list[Claim], eve: User, ada: User
) -> None:
    speaker = claims[0].speaker_id
    address = f"{reverse('desk:queue')}?speaker={speaker}"
    client.force_login(ada)
    assert 'id="level-speaker"' not in client.get(address).content.decode()
    client.force_login(eve)
    assert 'id="level-speaker"' in client.get(address).content.decode()
    sent = {"kind": "speaker", "target": speaker, "level": "2", "next": address}
    assert client.post(reverse("desk:priority"), sent)["Location"] == address
    priority = DeskPriority.objects.get()
    apply_priority(priority_id=priority.pk)
    assert "urgent · speaker" in client.get(address).content.decode()


def test_the_last_day_there_is_can_be_asked_for(as_ada: Client) -> None:
    for day in ("9999-12-31", "0001-01-01"):
        assert as_ada.get(reverse("desk:queue"), {"to": day, "from": day}).status_code == 200
        saved = {"name": f"Until {day}", "query": f"to={day}", "shared": "on"}
        as_ada.post(reverse("desk:view-save"), saved)
        assert as_ada.get(reverse("desk:view-counts")).status_code == 200
