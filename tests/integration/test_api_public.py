"""What everybody may read: claims and their history at any moment, fact-checks, speakers, changes, exports."""

from __future__ import annotations

import csv
import io
import json
import threading
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from accounts.models import User
from api.v1.slots import EXPORTS
from claims.models import Claim, Speaker
from claims.services import merge_speakers
from core.csv_cells import escaped, unescaped
from core.errors import Conflict, InvalidInput
from publication.models import Change, Edition
from publication.services import correct, number_changes, publish, retract
from tests.integration.test_api_tokens import bearer, send
from tests.integration.test_review_loop import settle

pytestmark = pytest.mark.django_db
API = "/api/v1/"


@pytest.fixture
def published(claim: Claim, ada: User, bo: User, eve: User) -> Claim:
    settle(claim, ada, bo)
    publish(by=eve, claim_id=claim.pk, expected_version=claim.version, summary="Only the envoy says so.")
    return claim


def get(path: str, **headers: str) -> Any:
    return Client().get(f"{API}{path}", headers={name.replace("_", "-"): value for name, value in headers.items()})


def test_a_claim_with_its_history_positions_and_evidence(published: Claim, eve: User) -> None:
    correct(by=eve, claim_id=published.pk, reason="A date.", summary="Better words.")
    history = get(f"claims/{published.pk}/history/").json()["results"]
    assert [(row["edition"], row["kind"], row["reason"]) for row in history] == [
        (2, "correction", "A date."),
        (1, "publication", ""),
    ]
    first = get(history[1]["edition_url"].partition(API)[2]).json()
    assert (first["edition"], first["summary"], first["kind"]) == (1, "Only the envoy says so.", "publication")
    stands = {(row["party"], row["stance"]) for row in get(f"claims/{published.pk}/positions/").json()["results"]}
    assert ("Government of Russia", "not_confirmed") in stands
    assert get(f"claims/{published.pk}/evidence/").json() == {"edition": 2, "results": []}
    (page,) = get("fact-checks/").json()["results"]
    assert (page["claim"], page["state"], page["edition"]) == (published.pk, "stands", 2)
    assert len(get(f"fact-checks/{page['id']}/").json()["editions"]) == 2


def test_a_retracted_claim_is_gone_with_its_reason_and_its_history_stays(published: Claim, eve: User) -> None:
    retract(by=eve, claim_id=published.pk, reason="Wrong altogether.")
    for part in ("", "positions/", "evidence/"):
        gone = get(f"claims/{published.pk}/{part}")
        assert gone.status_code == 410
        assert "Wrong altogether." in gone.json()["detail"]
    assert gone.json()["current"]["history"].endswith(f"claims/{published.pk}/history/")
    assert get(f"claims/{published.pk}/history/").json()["results"][0]["kind"] == "retraction"
    assert get("claims/").json()["results"] == []
    assert get("fact-checks/").json()["results"][0]["state"] == "retracted"


def test_what_stood_at_a_moment(published: Claim, eve: User) -> None:
    correct(by=eve, claim_id=published.pk, reason="A date.", summary="Better words.")
    retract(by=eve, claim_id=published.pk, reason="Wrong altogether.")
    first, second, third = Edition.objects.order_by("number").values_list("published_at", flat=True)
    for moment, words in ((first, "Only the envoy says so."), (second, "Better words.")):
        asked = moment.isoformat().replace("+00:00", "Z")
        assert get(f"claims/{published.pk}/?as_of={asked}").json()["summary"] == words
        assert [row["summary"] for row in get(f"claims/?as_of={asked}").json()["results"]] == [words]
    assert get(f"claims/{published.pk}/?as_of={third.isoformat().replace('+00:00', 'Z')}").status_code == 410
    assert get(f"claims/{published.pk}/?as_of=2001-01-01T00:00Z").status_code == 404


def test_only_the_fields_that_are_wanted(published: Claim) -> None:
    (row,) = get("claims/?fields=status,text").json()["results"]
    assert list(row) == ["id", "text", "status"]
    assert list(get(f"claims/{published.pk}/?fields=positions").json()) == ["id", "positions"]
    refused = get("claims/?fields=status,secrets")
    assert (refused.status_code, list(refused.json()["errors"])) == (422, ["fields"])


@pytest.mark.parametrize(
    "query",
    [
        *(
            "q=" + "x" * 301,
            "status=nowhere",
            "speaker_id=x",
            "speaker_id=0",
            "said_from=yesterday",
            "as_of=2026-01-31",
        ),
        *("as_of=3026-01-31T00:00Z", "limit=0", "limit=1000", "cursor=x", "cursor=%F0%9F", "nothing=1", "q=a&q=b"),
        *("q=" + "a" * 290 + "%1C" * 20, "cursor=x" + "%20" * 2000),
        *("said_to=0000-00-00", "topic_id=99999999999999999999"),
    ],
)
def test_a_wrong_parameter_is_422_and_names_itself(query: str, db: None) -> None:
    refused = get(f"claims/?{query}")
    assert (refused.status_code, refused["Content-Type"]) == (422, "application/problem+json")
    assert query.partition("=")[0] in refused.json()["errors"]


@pytest.mark.parametrize(
    ("path", "status", "field"),
    [
        ("claims/?limit=2&q=%00", 422, "q"),
        ("claims/%00/", 400, "address"),
        ("changes/?after=%00", 422, "after"),
        ("changes/?%00", 422, "%00"),
    ],
)
def test_a_nul_is_a_problem_that_says_where(path: str, status: int, field: str, db: None) -> None:
    refused = get(path)
    assert (refused.status_code, refused["Content-Type"]) == (status, "application/problem+json")
    assert list(refused.json()["errors"]) == [field]


def test_strange_filters_find_nothing_and_break_nothing(published: Claim) -> None:
    for query in ("q=%22", "q=-", "q=%27%29%3B--", "speaker=%25", "q=" + "%F0%9F%92%A9" * 100, "outlet=%5C"):
        assert get(f"claims/?{query}").status_code == 200, query


def test_speakers_with_their_statements(published: Claim, eve: User) -> None:
    (envoy,) = get("speakers/?q=witk").json()["results"]
    assert (envoy["name"], envoy["statements"]) == ("Steve Witkoff", 1)
    detail = get(f"speakers/{envoy['id']}/")
    assert detail.json()["claims_url"].endswith(f"?speaker_id={envoy['id']}")
    assert get(f"speakers/{envoy['id']}/", if_none_match=detail["ETag"]).status_code == 304
    unheard = Speaker.objects.get(name="Vladimir Putin")
    assert get(f"speakers/{unheard.pk}/").status_code == 404, "he has said nothing that was published"


def test_a_merged_speaker_leads_to_the_one_that_stays(published: Claim, eve: User, ada: User) -> None:
    envoy = Speaker.objects.get(name="Steve Witkoff")
    stays = Speaker.objects.create(name="Steven Witkoff", key="steven witkoff", kind="person")
    path = f"{API}speakers/{envoy.pk}/merge/"
    assert send(Client(), path, {"into": stays.pk}, **bearer(ada)).status_code == 403
    merged = send(Client(), path, {"into": stays.pk}, **bearer(eve))
    assert (merged.status_code, merged.json()["id"]) == (200, stays.pk)
    moved = get(f"speakers/{envoy.pk}/")
    assert (moved.status_code, moved["Location"]) == (301, f"http://testserver{API}speakers/{stays.pk}/")
    assert [row["statements"] for row in get("speakers/").json()["results"]] == [1]
    assert len(get(f"claims/?speaker_id={stays.pk}").json()["results"]) == 1
    with pytest.raises(Conflict, match="already"):
        merge_speakers(by=eve, speaker_id=envoy.pk, into_id=stays.pk)
    with pytest.raises(InvalidInput, match="one already"):
        merge_speakers(by=eve, speaker_id=stays.pk, into_id=envoy.pk)
    last = get("changes/").json()["changes"][-1]
    assert (last["kind"], last["speaker"]["id"], last["into"]["id"]) == ("speaker_merged", envoy.pk, stays.pk)


def test_changes_are_in_order_and_without_gaps(published: Claim, eve: User) -> None:
    correct(by=eve, claim_id=published.pk, reason="A date.", summary="Better words.")
    retract(by=eve, claim_id=published.pk, reason="Wrong altogether.")
    body = get("changes/?after=0").json()
    assert [(row["number"], row["kind"]) for row in body["changes"]] == [
        (1, "published"),
        (2, "corrected"),
        (3, "retracted"),
    ]
    first, second, tombstone = body["changes"]
    assert first["claim"]["summary"] == "Only the envoy says so."
    assert second["claim"]["summary"] == "Better words."
    assert (tombstone["claim"], tombstone["claim_id"], tombstone["reason"]) == (None, published.pk, "Wrong altogether.")
    assert (body["last"], body["newest"]) == (3, 3)
    step = get("changes/?after=1&limit=1").json()
    assert ([row["number"] for row in step["changes"]], step["last"], step["newest"]) == ([2], 2, 3)
    answer = get("changes/?after=3")
    assert answer.json()["changes"] == []
    assert get("changes/?after=3", if_none_match=answer["ETag"]).status_code == 304
    ahead = get("changes/?after=4")
    assert (ahead.status_code, list(ahead.json()["errors"])) == (422, ["after"])


def test_the_same_ledger_gives_the_same_numbers(published: Claim, eve: User) -> None:
    correct(by=eve, claim_id=published.pk, reason="A date.", summary="Better words.")
    assert (number_changes(), number_changes()) == (2, 0)
    before = list(Change.objects.values_list("number", "sequence", "edition"))
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute("DELETE FROM publication_change")
        cursor.execute("SET LOCAL session_replication_role = origin")
    number_changes()
    assert list(Change.objects.values_list("number", "sequence", "edition")) == before


@pytest.mark.django_db(transaction=True)
def test_many_who_number_at_once_make_no_gap_and_no_double(claim: Claim, ada: User, bo: User, eve: User) -> None:
    settle(claim, ada, bo)
    publish(by=eve, claim_id=claim.pk, expected_version=claim.version, summary="So.")
    for turn in range(20):
        correct(by=eve, claim_id=claim.pk, reason=f"Reason {turn}.")

    def number() -> None:
        try:
            number_changes()
        finally:
            connection.close()

    threads = [threading.Thread(target=number) for _turn in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert list(Change.objects.values_list("number", flat=True)) == list(range(1, 22))


@pytest.mark.django_db(transaction=True)
def test_who_waits_hears_of_a_change_when_it_comes(claim: Claim, ada: User, bo: User, eve: User) -> None:
    settle(claim, ada, bo)
    heard: list[Any] = []

    def follow() -> None:
        try:
            heard.append(get("changes/?after=0&wait=20").json())
        finally:
            connection.close()

    follower = threading.Thread(target=follow)
    follower.start()
    follower.join(timeout=1)
    assert follower.is_alive(), "it waits"
    publish(by=eve, claim_id=claim.pk, expected_version=claim.version, summary="So.")
    follower.join(timeout=10)
    assert [row["kind"] for row in heard[0]["changes"]] == ["published"]


def test_when_all_places_for_waiting_are_taken_the_answer_comes_at_once(settings: Any, db: None) -> None:
    settings.LIMIT_WAITING = 0
    answer = get("changes/?wait=30")
    assert (answer.status_code, answer["Retry-After"], answer.json()["changes"]) == (200, "5", [])


def stream(path: str) -> tuple[str, Any]:
    response = get(path)
    return b"".join(response.streaming_content).decode(), response


def test_the_export_is_what_the_claims_are(published: Claim, django_assert_max_num_queries: Any) -> None:
    number_changes()
    with django_assert_max_num_queries(6):
        text, response = stream("export/claims.jsonl")
    assert [json.loads(line) for line in text.splitlines()] == [get(f"claims/{published.pk}/").json()]
    assert response["Changes-After"] == "1"
    assert stream(f"export/claims.jsonl?after={published.pk}")[0] == ""
    (row,) = csv.DictReader(io.StringIO(stream("export/claims.csv")[0]))
    assert (row["id"], row["said_by"], row["summary"]) == (
        str(published.pk),
        "Steve Witkoff",
        "Only the envoy says so.",
    )


def test_too_many_exports_at_once_are_asked_to_wait(settings: Any, published: Claim) -> None:
    settings.LIMIT_EXPORTS = 1
    with EXPORTS.one(1):
        busy = get("export/claims.csv")
    assert (busy.status_code, busy["Retry-After"]) == (503, "30")
    for _turn in range(3):
        assert stream("export/claims.csv")[1].status_code == 200


def test_a_retracted_claim_is_in_no_export(published: Claim, eve: User) -> None:
    retract(by=eve, claim_id=published.pk, reason="Wrong.")
    assert stream("export/claims.jsonl")[0] == ""


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+1", "-1", "@x", "\t=1", " =1", "\u200b=1", "\ufeff@x", "\u00a0-1", "＝1", "'x", "\r\n=1", "|x", "%x"],
)
def test_no_cell_begins_a_formula_and_the_text_comes_back(text: str) -> None:
    assert escaped(text) == f"'{text}"
    assert unescaped(escaped(text)) == text
    assert escaped("Rain = water") == "Rain = water"
