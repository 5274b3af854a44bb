"""Corrections, undo, positions, requests, drafts and keys, through the newsroom's pages."""

from __future__ import annotations

import json
import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape

from accounts.models import User
from claims.enums import Stance
from claims.models import Claim, Correction, Position
from claims.queries import mention_of_claim, positions_of_claim
from desk.keys import KEYS, KNOWN
from reviews import tasks
from reviews.enums import EvidenceStance
from reviews.models import Act, Contact, Draft
from reviews.services import add_evidence, correct_text, note_silence, take
from sources.models import Article

pytestmark = pytest.mark.django_db


@pytest.fixture
def as_ada(client: Client, ada: User) -> Client:
    client.force_login(ada)
    return client


def amend(client: Client, claim: Claim, what: str, **fields: object):  # type: ignore[no-untyped-def]
    mention = mention_of_claim(claim)
    sent = {"version": claim.version, "seen": claim.text, "mention": mention.pk if mention else "", **fields}
    return client.post(reverse("desk:amend-one", args=[claim.pk, what]), sent)


def test_the_wording_is_corrected_and_undone_by_form(as_ada: Client, claim: Claim) -> None:
    was = claim.text
    assert amend(as_ada, claim, "text", text="Moscow agreed to guarantees.").status_code == 302
    page = as_ada.get(reverse("desk:claim", args=[claim.pk])).content.decode()
    assert "Moscow agreed to guarantees." in page
    assert "You worded" in page
    as_ada.post(reverse("desk:undo", args=[Act.objects.get().pk]))
    claim.refresh_from_db()
    assert claim.text == was
    assert Correction.objects.get().undone_at is not None


def test_what_was_done_elsewhere_is_offered_for_a_minute(as_ada: Client, ada: User, claim: Claim) -> None:
    other = Claim.objects.exclude(pk=claim.pk).get()
    take(by=ada, claim_id=claim.pk)
    take(by=ada, claim_id=other.pk)
    here, there = (reverse("desk:claim", args=[chosen.pk]) for chosen in (claim, other))

    def offered(address: str) -> str:
        found = re.search(r'<form class="undo".*?action="([^"]+)"', as_ada.get(address).content.decode())
        return found[1] if found else ""

    first, second = (reverse("desk:undo", args=[act.pk]) for act in Act.objects.order_by("pk"))
    assert offered(here) == first
    assert offered(there) == offered(reverse("desk:articles")) == second
    Act.objects.update(at=timezone.now() - timedelta(minutes=2))
    assert offered(here) == first
    assert offered(reverse("desk:articles")) == ""
    assert offered(reverse("desk:queue")) == second


@pytest.mark.parametrize("blank", [" \u200b ", "\u2060\ufeff", "\u3164", "\u2800\u00ad"])
def test_words_that_nobody_can_see_are_none(as_ada: Client, ada: User, claim: Claim, blank: str) -> None:
    assert amend(as_ada, claim, "text", text=blank).status_code == 422
    take(by=ada, claim_id=claim.pk)
    claim.refresh_from_db()
    decide = reverse("desk:decide", args=[claim.pk])
    sent = {"version": claim.version, "verdict": "unconfirmed", "rationale": blank}
    refused = as_ada.post(decide, sent)
    assert refused.status_code == 422
    assert "Write down why" in refused.content.decode()
    assert as_ada.post(decide, sent | {"rationale": "\u05d0\u05d9\u05df 👩\u200d🔬"}).status_code == 302
    assert claim.reviews.get().rationale == "\u05d0\u05d9\u05df 👩\u200d🔬"


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "localhost", "10.0.0.1", "169.254.169.254", "[::ffff:127.0.0.1]"])
def test_evidence_on_a_private_address_is_refused_at_the_door(
    as_ada: Client, claim: Claim, host: str, settings: Any
) -> None:
    settings.CLAIMDESK_FETCH_ALLOW = ()
    sent = {"url": f"http://{host}/page", "quotation": "It says so.", "stance": "supports"}
    refused = as_ada.post(reverse("desk:evidence-add", args=[claim.pk]), sent)
    assert refused.status_code == 422
    assert "private network" in refused.content.decode()
    assert "It says so." in refused.content.decode()
    assert not claim.evidence.exists()


def test_a_stand_that_rests_on_a_private_address_is_refused_too(as_ada: Client, claim: Claim, settings: Any) -> None:
    settings.CLAIMDESK_FETCH_ALLOW = ()
    sent = {"party": "Government of Ukraine", "kind": "government", "stance": "denies", "address": "http://10.0.0.1/"}
    refused = as_ada.post(reverse("desk:position-add", args=[claim.pk]), sent | {"quotation": "We know of no deal."})
    assert refused.status_code == 422
    assert "private network" in refused.content.decode()
    assert "We know of no deal." in refused.content.decode()
    assert not claim.positions.filter(stance="denies").exists()


def test_a_stale_correction_comes_back_with_the_difference(as_ada: Client, claim: Claim, eve: User) -> None:
    correct_text(by=eve, claim_id=claim.pk, expected_version=claim.version, text="Eve put it otherwise.")
    response = amend(as_ada, claim, "text", text="Ada's hour of <b>work</b>.")
    page = response.content.decode()
    assert response.status_code == 409
    assert "Ada&#x27;s hour of &lt;b&gt;work&lt;/b&gt;." in page
    assert "<ins>" in page
    assert "Eve put it otherwise." in page
    claim.refresh_from_db()
    assert claim.text == "Eve put it otherwise."


def test_words_of_the_text_become_the_speaker(as_ada: Client, claim: Claim) -> None:
    assert amend(as_ada, claim, "speaker", name="Steve Witkoff", words="Vladimir Putin").status_code == 302
    claim.refresh_from_db()
    assert claim.speaker is not None
    assert claim.speaker.name == "Vladimir Putin"


def test_selected_words_become_the_span(as_ada: Client, claim: Claim) -> None:
    mention = mention_of_claim(claim)
    assert mention is not None
    start = mention.version.text.index("security")
    response = amend(as_ada, claim, "span", part="content", words="security guarantees", start=start, end=start + 19)
    assert response.status_code == 302
    mention.refresh_from_db()
    assert mention.spans == [[start, start + 19]]


def test_words_that_are_not_in_the_text_are_refused_in_place(as_ada: Client, claim: Claim) -> None:
    response = amend(as_ada, claim, "span", part="content", words="no such words here")
    assert response.status_code == 422
    assert "do not stand in the text" in response.content.decode()
    assert "no such words here" in response.content.decode()


def test_a_claim_is_split_and_whom_it_is_about_is_set_by_form(as_ada: Client, claim: Claim) -> None:
    assert amend(as_ada, claim, "about", names="Government of Russia\nKim Doe").status_code == 302
    claim.refresh_from_db()
    assert claim.about.count() == 2
    assert (
        amend(as_ada, claim, "split", first="Putin agreed on guarantees", second="Ukraine gets security").status_code
        == 302
    )
    assert Claim.objects.filter(text="Ukraine gets security").exists()


@pytest.mark.parametrize("into", ["", "abc", "0", "999999999", "99999999999999999999999"])
def test_a_merge_with_nothing_is_refused_in_place(into: str, as_ada: Client, claim: Claim) -> None:
    assert amend(as_ada, claim, "merge", into=into).status_code == 422


def test_a_merge_that_makes_a_loop_is_refused_in_place(as_ada: Client, claim: Claim) -> None:
    response = amend(as_ada, claim, "merge", into=claim.pk)
    assert response.status_code == 409
    assert "loop" in response.content.decode()


def test_names_are_offered_while_they_are_typed(as_ada: Client, claim: Claim) -> None:
    page = as_ada.get(reverse("desk:speaker-names"), {"name": "witk"}).content.decode()
    assert "Steve Witkoff" in page


def test_a_stand_is_recorded_shown_and_undone(as_ada: Client, ada: User, claim: Claim) -> None:
    evidence = add_evidence(
        by=ada, claim_id=claim.pk, quotation="We know of no such deal.", stance=EvidenceStance.REFUTES
    )
    sent = {"party": "Government of Ukraine", "kind": "government", "stance": "denies", "evidence": evidence.pk}
    assert as_ada.post(reverse("desk:position-add", args=[claim.pk]), sent).status_code == 302
    page = as_ada.get(reverse("desk:claim", args=[claim.pk])).content.decode()
    assert "Government of Ukraine" in page
    assert "We know of no such deal." in page
    as_ada.post(reverse("desk:undo", args=[Act.objects.latest("pk").pk]))
    assert not positions_of_claim(claim).filter(party__name="Government of Ukraine").exists()
    assert Position.objects.filter(party__name="Government of Ukraine").exists()


def test_a_stand_rests_on_something_unless_nobody_was_asked(as_ada: Client, claim: Claim) -> None:
    add = reverse("desk:position-add", args=[claim.pk])
    refused = as_ada.post(add, {"party": "NATO", "stance": "denies"})
    assert refused.status_code == 422
    assert "rests on" in refused.content.decode()
    assert as_ada.post(add, {"party": "NATO", "stance": "not_asked"}).status_code == 302
    odd = as_ada.post(add, {"party": "NATO", "stance": "not_asked", "quotation": "We say nothing."})
    assert odd.status_code == 422
    assert "was not asked" in odd.content.decode()
    assert "We say nothing." in odd.content.decode()
    tomorrow = (timezone.localtime() + timedelta(days=1)).strftime("%Y-%m-%dT%H:%M")
    late = as_ada.post(add, {"party": "NATO", "stance": "denies", "note": "By phone.", "stated_at": tomorrow})
    assert late.status_code == 422
    assert "future" in late.content.decode()


def stands(claim: Claim) -> list[str]:
    return [position.stance for position in positions_of_claim(claim).filter(party__name="Government of Ukraine")]


def test_a_party_is_asked_is_overdue_and_answers(as_ada: Client, ada: User, claim: Claim) -> None:
    asked = timezone.localtime() - timedelta(days=10)
    sent = {
        "party": "Government of Ukraine",
        "kind": "government",
        "asked_whom": "press office",
        "channel": "email",
        "asked_at": asked.strftime("%Y-%m-%dT%H:%M"),
        "deadline": (asked + timedelta(days=2)).strftime("%Y-%m-%dT%H:%M"),
        "question": "Did you agree?",
    }
    assert as_ada.post(reverse("desk:ask", args=[claim.pk]), sent).status_code == 302
    contact = Contact.objects.get()
    page = as_ada.get(reverse("desk:requests")).content.decode()
    assert "10 days" in page
    assert "overdue" in page
    assert "email to press office" in as_ada.get(reverse("desk:claim", args=[claim.pk])).content.decode()

    tasks.sweep()
    tasks.sweep()
    assert note_silence(contact_id=contact.pk) is None
    assert stands(claim) == [Stance.NO_ANSWER]

    answer = {"stance": "denies", "answer": "We did not."}
    assert as_ada.post(reverse("desk:answer", args=[contact.pk]), answer).status_code == 302
    assert stands(claim) == [Stance.DENIES]
    assert "Nobody owes us" in as_ada.get(reverse("desk:requests")).content.decode()
    again = as_ada.post(reverse("desk:answer", args=[contact.pk]), {"stance": "confirms", "answer": "We did."})
    assert again.status_code == 409
    assert "We did." in again.content.decode()

    as_ada.post(reverse("desk:undo", args=[Act.objects.latest("pk").pk]))
    assert stands(claim) == [Stance.NO_ANSWER]


def test_a_request_is_withdrawn_and_that_is_undone(as_ada: Client, ada: User, claim: Claim) -> None:
    asked = timezone.localtime() - timedelta(days=10)
    sent = {
        "party": "Government of Ukraine",
        "kind": "government",
        "asked_whom": "press office",
        "channel": "email",
        "asked_at": asked.strftime("%Y-%m-%dT%H:%M"),
        "deadline": (asked + timedelta(days=2)).strftime("%Y-%m-%dT%H:%M"),
    }
    as_ada.post(reverse("desk:ask", args=[claim.pk]), sent)
    contact, asking = Contact.objects.get(), Act.objects.latest("pk")
    tasks.sweep()
    page = as_ada.get(reverse("desk:answer", args=[contact.pk])).content.decode()
    assert reverse("desk:request-withdraw", args=[contact.pk]) in page
    as_ada.post(reverse("desk:request-withdraw", args=[contact.pk]))
    assert stands(claim) == []
    tracker = as_ada.get(reverse("desk:requests")).content.decode()
    assert "Government of Ukraine" not in tracker
    assert "You withdrew a request about" in tracker
    as_ada.post(reverse("desk:undo", args=[Act.objects.latest("pk").pk]))
    assert stands(claim) == [Stance.NO_ANSWER]
    assert "Government of Ukraine" in as_ada.get(reverse("desk:requests")).content.decode()
    as_ada.post(reverse("desk:undo", args=[asking.pk]))
    assert stands(claim) == [], "what led to the silence is gone, so is the silence"


def test_a_deadline_before_the_request_is_refused(as_ada: Client, claim: Claim) -> None:
    sent = {"party": "NATO", "asked_whom": "press", "channel": "phone", "deadline": "2020-01-01T10:00"}
    response = as_ada.post(reverse("desk:ask", args=[claim.pk]), sent)
    assert response.status_code == 422
    assert "give time to answer" in response.content.decode()


def test_the_matrix_and_the_tracker_ask_the_database_as_often_for_many(
    as_ada: Client, ada: User, claim: Claim, django_assert_max_num_queries
) -> None:  # type: ignore[no-untyped-def]

    def count(place: str) -> int:
        with CaptureQueriesContext(connection) as counted:
            assert as_ada.get(place).status_code == 200
        return len(counted)

    def ask(n: int) -> None:
        due = (timezone.localtime() + timedelta(days=n + 1)).strftime("%Y-%m-%dT%H:%M")
        sent = {"party": f"Party {n}", "asked_whom": "press", "channel": "email", "deadline": due}
        as_ada.post(reverse("desk:ask", args=[claim.pk]), sent)
        as_ada.post(reverse("desk:position-add", args=[claim.pk]), {"party": f"Body {n}", "stance": "not_asked"})

    ask(0)
    places = (reverse("desk:requests"), reverse("desk:claim", args=[claim.pk]))
    few = [count(place) for place in places]
    for n in range(1, 8):
        ask(n)
    assert [count(place) for place in places] == few


def test_a_draft_outlives_a_lost_lease_and_is_its_writers_only(
    client: Client, ada: User, bo: User, claim: Claim
) -> None:
    client.force_login(ada)
    take(by=ada, claim_id=claim.pk)
    key = f"claim-{claim.pk}"
    kept = client.post(reverse("desk:drafts"), {"key": key, "values": json.dumps({"rationale": "Half a thought"})})
    assert kept.status_code == 204
    claim.lease.delete()
    assert client.get(reverse("desk:drafts"), {"key": key}).json()[key]["values"] == {"rationale": "Half a thought"}
    client.force_login(bo)
    assert client.get(reverse("desk:drafts"), {"key": key}).json() == {}
    client.force_login(ada)
    client.post(reverse("desk:drafts"), {"key": key, "values": "{}"})
    assert not Draft.objects.exists()


@pytest.mark.parametrize(
    ("key", "values", "status"),
    [
        ("", "{}", 422),
        ("../x", "{}", 422),
        ("claim-1", "no json", 204),
        ("claim-1", "[" * 5000, 204),
        ("claim-1", json.dumps({"rationale": "x" * 300_000}), 422),
        ("claim-1", json.dumps({"rationale": "a\x00b\ud800"}), 204),
    ],
)
def test_an_odd_draft_is_no_crash(key: str, values: str, status: int, as_ada: Client) -> None:
    assert as_ada.post(reverse("desk:drafts"), {"key": key, "values": values}).status_code == status


def test_keys_are_chosen_refused_and_reset(as_ada: Client, ada: User) -> None:
    place = reverse("desk:keys")
    assert as_ada.post(place, {"key-t": "y"}).status_code == 302
    ada.refresh_from_db()
    assert ada.keys == {"t": "y"}
    assert 'data-keys="ty"' in as_ada.get(place).content.decode()
    taken = as_ada.post(place, {"key-t": "e"})
    assert taken.status_code == 422
    assert "taken already" in taken.content.decode()
    assert as_ada.post(place, {"key-t": "?"}).status_code == 422
    assert as_ada.post(place, {"key-t": "ab"}).status_code == 422
    as_ada.post(place, {"reset": "1"})
    ada.refresh_from_db()
    assert ada.keys == {}


def test_every_key_of_the_pages_is_in_the_table() -> None:
    folder = Path(__file__).resolve().parents[2] / "templates"
    used: set[str] = set()
    for template in folder.rglob("*.html"):
        for keys in re.findall(r'data-key="([^"{]+)"', template.read_text(encoding="utf-8")):
            used |= set(keys.split())
    assert used - {"?", "space"} <= KNOWN


def test_the_draft_of_an_article_is_forgotten_once_it_was_handed_in(as_ada: Client) -> None:
    answer = as_ada.post(reverse("desk:add"), {"text": "The mayor said taxes fell.", "kind": "article"}, follow=True)
    mark = '<meta name="draft-done" content="add">'
    assert mark in answer.content.decode()
    assert mark not in as_ada.get(reverse("desk:add")).content.decode()


def test_title_and_date_of_a_file_are_those_that_were_given(as_ada: Client) -> None:
    sent = {"title": "Taxes", "published_at": "2026-03-04T10:00", "kind": "article"}
    upload = SimpleUploadedFile("note.txt", b"The mayor said that taxes fell last month.")
    as_ada.post(reverse("desk:add"), {**sent, "file": upload})
    article = Article.objects.get(input_name="note.txt")
    assert article.title == "Taxes"
    assert article.published_at is not None
    assert article.published_at.date().isoformat() == "2026-03-04"


def test_the_list_of_keys_is_made_from_the_table(client: Client, ada: User) -> None:
    client.force_login(ada)
    page = client.get(reverse("desk:queue")).content.decode()
    dialog = page[page.index('id="keys"') : page.index("</dialog>")]
    shown = re.findall(r'<div><dt><kbd class="key">(.+?)</kbd>.*?</dt><dd>(.+?)</dd></div>', dialog)
    assert [(row.key, escape(str(row.does))) for row in KEYS] == shown[: len(KEYS)]
    assert [key for key, _does in shown[len(KEYS) :]] == ["Ctrl", "Esc", "?"]
    assert len(KNOWN) == len(KEYS)
