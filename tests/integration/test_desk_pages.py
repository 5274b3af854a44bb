"""The newsroom's pages, through HTTP."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.html import strip_tags

from accounts.models import User
from accounts.roles import Role
from claims.models import Claim
from reviews.enums import EvidenceStance, Verdict
from reviews.models import Evidence, Review
from reviews.services import add_evidence, decide, take
from sources.models import Article

pytestmark = pytest.mark.django_db


@pytest.fixture
def as_ada(client: Client, ada: User) -> Client:
    client.force_login(ada)
    return client


@pytest.mark.parametrize("name", ["queue", "articles", "add", "speakers", "published", "components"])
def test_each_page_opens_empty_and_full(name: str, as_ada: Client, read_text: Callable[..., Article]) -> None:
    assert as_ada.get(reverse(f"desk:{name}")).status_code == 200
    read_text()
    assert as_ada.get(reverse(f"desk:{name}")).status_code == 200


@pytest.mark.parametrize("name", ["queue", "articles", "add", "speakers", "published"])
def test_strangers_are_sent_to_sign_in(name: str, client: Client, db: None) -> None:
    response = client.get(reverse(f"desk:{name}"))
    assert response.status_code == 302
    assert response["Location"].startswith(reverse("desk:sign-in"))


def test_a_switched_off_account_sees_nothing(client: Client, ada: User) -> None:
    client.force_login(ada)
    User.objects.filter(pk=ada.pk).update(is_active=False)
    assert client.get(reverse("desk:queue")).status_code == 302


def test_the_queue_shows_who_said_it_and_takes_filters(as_ada: Client, claim: Claim) -> None:
    page = as_ada.get(reverse("desk:queue"), {"stage": "to_review"})
    other = as_ada.get(reverse("desk:queue"), {"stage": "candidates"})
    assert "Steve Witkoff" in page.content.decode() + other.content.decode()
    empty = as_ada.get(reverse("desk:queue"), {"q": "nothing of the kind"}).content.decode()
    assert "No claim fits" in empty


@pytest.mark.parametrize(
    "query",
    [
        "cursor=%00",
        "cursor=zzz",
        "cursor=W10",
        "speaker=abc",
        "speaker=99999999999999999999",
        "stage=x",
        "presentation=x",
    ],
)
def test_an_odd_address_of_the_queue_is_no_crash(query: str, as_ada: Client) -> None:
    assert as_ada.get(f"{reverse('desk:queue')}?{query}").status_code in (200, 400, 422)


def test_the_queue_asks_the_database_as_often_for_many_rows(as_ada: Client, read_text: Callable[..., Article]) -> None:
    read_text("Ten people died in the fire at Varnholm on 3 March 2026, the police said.")

    def count() -> int:
        with CaptureQueriesContext(connection) as counted:
            as_ada.get(reverse("desk:queue"))
        return len(counted)

    few = count()
    for n in range(12):
        read_text(f"Minister Lena Voss said {n + 20} ships left the port of Varnholm in {2000 + n}.")
    assert count() == few


def test_a_pasted_story_becomes_an_article(client: Client, rob: User) -> None:
    client.force_login(rob)
    response = client.post(
        reverse("desk:add"),
        {"text": "Lena Voss said ten ships sank.", "kind": "article", "source_name": "Harbour Wire"},
    )
    assert response.status_code == 302
    page = client.get(response["Location"]).content.decode()
    assert "Lena Voss said ten ships sank." in page
    again = client.post(reverse("desk:add"), {"text": "Lena Voss said ten ships sank.", "kind": "article"}, follow=True)
    assert "We have this article already" in again.content.decode()
    assert Article.objects.count() == 1


def test_the_same_words_from_another_outlet_are_another_article(client: Client, rob: User) -> None:
    client.force_login(rob)
    add = reverse("desk:add")
    sent = {"text": "The strait is closed, the navy said.", "kind": "article"}
    for outlet in ("Harbour Wire", "Par", "Par", ""):
        client.post(add, sent | {"source_name": outlet})
    assert [article.source.name for article in Article.objects.order_by("pk") if article.source] == [
        "Harbour Wire",
        "Par",
    ]
    assert Article.objects.count() == 2


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        ({"text": "   \n "}, "Paste a text"),
        ({"url": "ftp://example.org/x"}, "https://"),
        ({"url": "not an address"}, "https://"),
        ({"text": "x", "published_at": "yesterday"}, "valid date"),
    ],
)
def test_what_cannot_be_used_is_refused_in_place(sent: dict[str, str], says: str, client: Client, rob: User) -> None:
    client.force_login(rob)
    response = client.post(reverse("desk:add"), {"kind": "article", **sent})
    assert response.status_code == 422
    page = response.content.decode()
    assert says in page
    assert sent.get("url", "") in page
    assert not Article.objects.exists()


def test_a_nul_in_a_pasted_text_is_dropped(client: Client, rob: User) -> None:
    client.force_login(rob)
    response = client.post(reverse("desk:add"), {"text": "Lena Voss\x00 said ten ships sank.", "kind": "article"})
    assert response.status_code == 302
    assert Article.objects.get().versions.get().text == "Lena Voss said ten ships sank."


def test_an_empty_file_is_refused(client: Client, rob: User) -> None:
    client.force_login(rob)
    response = client.post(reverse("desk:add"), {"file": SimpleUploadedFile("a.txt", b""), "kind": "article"})
    assert response.status_code == 422
    assert "empty" in response.content.decode()


def test_a_reader_may_look_but_not_add(client: Client, rae: User) -> None:
    client.force_login(rae)
    assert client.get(reverse("desk:queue")).status_code == 200
    response = client.post(reverse("desk:add"), {"text": "Ten ships sank.", "kind": "article"})
    assert response.status_code == 403
    assert "reporter" in response.content.decode()


def test_a_whole_review_by_form(client: Client, ada: User, bo: User, eve: User, claim: Claim) -> None:
    client.force_login(ada)
    client.post(reverse("desk:take", args=[claim.pk]))
    client.post(
        reverse("desk:evidence-add", args=[claim.pk]),
        {"quotation": "No mention of guarantees.", "stance": "context", "title": "Readout"},
    )
    for user in (ada, bo):
        client.force_login(user)
        claim.refresh_from_db()
        response = client.post(
            reverse("desk:decide", args=[claim.pk]),
            {"version": claim.version, "verdict": "unconfirmed", "rationale": f"{user.username} looked."},
        )
        assert response.status_code == 302
    client.force_login(eve)
    claim.refresh_from_db()
    client.post(
        reverse("desk:publish", args=[claim.pk]), {"version": claim.version, "summary": "Only the envoy says so."}
    )
    public = strip_tags(Client().get("/", {"q": "guarantees"}).content.decode())
    assert claim.text in public
    page = Client().get(reverse("publication:claim-by-id", args=[claim.pk]), follow=True).content.decode()
    assert "Only the envoy says so." in page
    assert "Steve Witkoff" in page


def test_a_refused_verdict_keeps_what_was_written(as_ada: Client, bo: User, claim: Claim) -> None:
    seen = claim.version
    take(by=bo, claim_id=claim.pk)
    claim.refresh_from_db()
    decide(
        by=bo,
        claim_id=claim.pk,
        expected_version=claim.version,
        verdict=Verdict.UNCONFIRMED,
        rationale="Bo was faster.",
    )
    response = as_ada.post(
        reverse("desk:decide", args=[claim.pk]),
        {"version": seen, "verdict": "unconfirmed", "rationale": "An hour of <b>work</b>."},
    )
    assert response.status_code == 409
    page = response.content.decode()
    assert "An hour of &lt;b&gt;work&lt;/b&gt;." in page
    assert "second review" in page
    assert "Bo was faster." not in page


def test_own_verdict_cannot_be_seconded_by_form(as_ada: Client, ada: User, claim: Claim) -> None:
    take(by=ada, claim_id=claim.pk)
    for expected in (302, 403):
        claim.refresh_from_db()
        response = as_ada.post(
            reverse("desk:decide", args=[claim.pk]),
            {"version": claim.version, "verdict": "unconfirmed", "rationale": "Mine."},
        )
        assert response.status_code == expected
    assert Review.objects.count() == 1


def test_the_first_verdict_is_hidden_from_the_second_reviewer_everywhere(
    client: Client, ada: User, bo: User, claim: Claim
) -> None:
    take(by=ada, claim_id=claim.pk)
    claim.refresh_from_db()
    secret = "A secret rationale of Ada."
    decide(by=ada, claim_id=claim.pk, expected_version=claim.version, verdict=Verdict.UNCONFIRMED, rationale=secret)
    client.force_login(bo)
    page = client.get(reverse("desk:claim", args=[claim.pk])).content.decode()
    assert secret not in page
    assert "hidden until yours is in" in page
    client.force_login(ada)
    assert secret in client.get(reverse("desk:claim", args=[claim.pk])).content.decode()


def test_markup_in_any_field_is_shown_as_text(as_ada: Client, ada: User, claim: Claim) -> None:
    script = "<script>alert(1)</script>"
    add_evidence(by=ada, claim_id=claim.pk, quotation=script, stance=EvidenceStance.CONTEXT, title=script)
    page = as_ada.get(reverse("desk:claim", args=[claim.pk])).content.decode()
    assert script not in page
    assert "&lt;script&gt;" in page


@pytest.mark.parametrize("url", ["javascript:alert(1)", "http://user:pw@example.org/", "https://exa\\mple.org"])
def test_an_odd_address_of_evidence_is_refused_in_place(url: str, as_ada: Client, claim: Claim) -> None:
    response = as_ada.post(
        reverse("desk:evidence-add", args=[claim.pk]), {"quotation": "Words.", "stance": "context", "url": url}
    )
    assert response.status_code == 422
    assert "Words." in response.content.decode()
    assert not Evidence.objects.exists()


def test_a_rationale_beyond_the_limit_is_refused_with_the_limit(as_ada: Client, ada: User, claim: Claim) -> None:
    take(by=ada, claim_id=claim.pk)
    claim.refresh_from_db()
    response = as_ada.post(
        reverse("desk:decide", args=[claim.pk]),
        {"version": claim.version, "verdict": "unconfirmed", "rationale": "x" * 100_000},
    )
    assert response.status_code == 422
    assert "20000" in response.content.decode()


@pytest.mark.parametrize("role", list(Role))
def test_only_reviewers_and_up_can_take(role: Role, client: Client, claim: Claim) -> None:
    user = User.objects.create_user(f"x-{role}", role=role)
    client.force_login(user)
    client.post(reverse("desk:take", args=[claim.pk]))
    taken = hasattr(Claim.objects.get(pk=claim.pk), "lease")
    assert taken == (role in (Role.REVIEWER, Role.EDITOR, Role.ADMINISTRATOR))


def test_more_than_fits_is_refused_with_the_limit(client: Client, rob: User) -> None:
    client.force_login(rob)
    response = client.post(reverse("desk:add"), {"text": "a" * 13_000_000, "kind": "article"})
    assert response.status_code == 413
    assert "12 MB" in response.content.decode()


@pytest.mark.parametrize("charset", ["rot13", "zlib", "hex", "idna", "undefined"])
def test_a_charset_that_is_none_is_refused(charset: str, client: Client, rob: User) -> None:
    client.force_login(rob)
    body = b'--x\r\nContent-Disposition: form-data; name="text"\r\n\r\nhi\r\n--x--\r\n'
    kind = f"multipart/form-data; boundary=x; charset={charset}"
    assert client.generic("POST", reverse("desk:add"), body, content_type=kind).status_code == 400
