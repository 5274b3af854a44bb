"""Articles by program: brought, followed to their end, read with offsets."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from claims.models import Claim, ExtractionRun
from sources.models import Article
from tests.integration.test_api_tokens import ARTICLES, bearer, send

pytestmark = pytest.mark.django_db


def status(client: Client, article: int, headers: dict[str, str]) -> Any:
    return client.get(f"{ARTICLES}{article}/", headers=headers).json()


def test_a_text_is_accepted_and_followed_to_its_claims(
    client: Client, rob: User, read_text: Callable[..., Article]
) -> None:
    headers = bearer(rob)
    given = {"text": "Rain fell in Varnholm, the minister said.", "source": "Daily Courier", "title": "Rain"}
    accepted = send(client, ARTICLES, given, **headers)
    assert (accepted.status_code, accepted["Location"]) == (202, accepted.json()["url"])
    assert (accepted.json()["state"], accepted.json()["ended"]) == ("finding_claims", False)
    article = read_text(given["text"])  # what the worker does
    body = status(client, article.pk, headers)
    assert (body["state"], body["ended"], body["cut_short"]) == ("done", True, False)
    assert (body["length"], body["source"], body["version"]) == (len(given["text"]), "Daily Courier", 1)
    rows = client.get(f"{ARTICLES}{article.pk}/claims/", headers=headers).json()["results"]
    assert body["claims"] == len(rows) > 0
    for row in rows:
        assert given["text"][row["start"] : row["end"]] == row["words"]
        assert Claim.objects.filter(pk=row["claim"]).exists()


def test_what_was_cut_says_so(client: Client, rob: User, settings: Any) -> None:
    settings.LIMIT_TEXT_LENGTH = 100
    body = send(client, ARTICLES, {"text": "Rain fell. " * 40}, **bearer(rob)).json()
    assert (body["cut_short"], body["original_length"]) == (True, 440)
    assert body["length"] <= 100
    assert any("first" in note for note in body["notes"])


def test_an_address_waits_for_a_worker_and_ends_with_a_reason(client: Client, rob: User) -> None:
    headers = bearer(rob)
    accepted = send(client, ARTICLES, {"url": "https://outlet.example/rain?utm_source=x"}, **headers)
    assert (accepted.status_code, accepted.json()["state"]) == (202, "waiting")
    assert accepted.json()["address"] == "https://outlet.example/rain"
    number = accepted.json()["id"]
    Article.objects.filter(pk=number).update(state="refused", state_reason="This is a picture.")
    body = status(client, number, headers)
    assert (body["state"], body["ended"], body["reason"]) == ("refused", True, "This is a picture.")
    again = send(client, f"{ARTICLES}{number}/retry/", **headers)
    assert (again.status_code, again.json()["state"]) == (202, "waiting")
    assert send(client, f"{ARTICLES}{number}/retry/", **headers).status_code == 409


def test_what_the_sender_says_of_an_address_is_kept(client: Client, rob: User) -> None:
    given = {
        "url": "https://outlet.example/a",
        "title": "Rain",
        "byline": "Ann Lee",
        "published_at": "2025-03-04T05:06Z",
    }
    answer = send(client, ARTICLES, given, **bearer(rob))
    assert answer.status_code == 202
    article = Article.objects.get()
    assert (article.title, article.byline, article.published_at) == (
        "Rain",
        "Ann Lee",
        datetime(2025, 3, 4, 5, 6, tzinfo=UTC),
    )


def test_a_failed_reading_is_an_end_state(client: Client, rob: User, read_text: Callable[..., Article]) -> None:
    article = read_text("Rain fell in Varnholm, the minister said.")
    ExtractionRun.objects.update(state="failed", reason="It took too long.", matched_at=None)
    body = status(client, article.pk, bearer(rob))
    assert (body["state"], body["ended"], body["reason"]) == ("failed", True, "It took too long.")


def test_the_status_is_asked_for_cheaply(client: Client, rob: User, read_text: Callable[..., Article]) -> None:
    article = read_text("Rain fell in Varnholm, the minister said.")
    headers = bearer(rob)
    first = client.get(f"{ARTICLES}{article.pk}/", headers=headers)
    again = client.get(f"{ARTICLES}{article.pk}/", headers=headers | {"if-none-match": first["ETag"]})
    assert (again.status_code, again.content, again["Cache-Control"]) == (304, b"", "private, no-cache")
    assert first["Cache-Control"] == "private, no-cache"


def test_the_list_has_cursors_and_a_fixed_number_of_queries(
    client: Client, rob: User, django_assert_max_num_queries: Any
) -> None:
    headers = bearer(rob)
    for number in range(5):
        send(client, ARTICLES, {"text": f"Rain fell on day {number}."}, **headers)
    with django_assert_max_num_queries(8):
        page = client.get(f"{ARTICLES}?limit=2", headers=headers).json()
    seen = [row["id"] for row in page["results"]]
    while page["next"]:
        page = client.get(page["next"].removeprefix("http://testserver"), headers=headers).json()
        seen += [row["id"] for row in page["results"]]
    assert len(seen) == len(set(seen)) == 5
    assert page["previous"]


def test_a_cursor_is_read_although_the_text_is_not_yet(client: Client, rob: User) -> None:
    headers = bearer(rob)
    number = send(client, ARTICLES, {"text": "Rain fell."}, **headers).json()["id"]
    path = f"{ARTICLES}{number}/claims/"
    assert client.get(path, headers=headers).json() == {"next": None, "previous": None, "results": []}
    refused = client.get(f"{path}?cursor=x", headers=headers)
    assert (refused.status_code, list(refused.json()["errors"])) == (422, ["cursor"])


BAD_BODIES = [
    ({"text": ""}, 422, "text"),
    ({}, 422, "text"),
    ({"text": "a\x00b"}, 422, "text"),
    ({"text": "a\ud800b"}, 422, "text"),
    ({"text": "Rain fell.", "kind": "\ud800"}, 422, "kind"),
    ({"text": "Rain fell.", "x\ud800\0": 1}, 422, "x\\ud800\0"),
    ({"text": "Rain fell.", "x" * 300: 1}, 422, "x" * 100),
    ({"text": 7, "title": ["x"]}, 422, "title"),
    ({"text": "x", "published_at": "yesterday"}, 422, "published_at"),
    ({"text": "x", "published_at": "2999-01-01T00:00:00Z"}, 422, "published_at"),
    ({"url": "https://example.org/a", "published_at": "2999-01-01T00:00:00Z"}, 422, "published_at"),
    ({"text": "x", "kind": "novel"}, 422, "kind"),
    ({"text": "x", "statuss": 1}, 422, "statuss"),
    ({"url": "ftp://outlet.example/"}, 422, "url"),
    ({"text": "x", "title": "t" * 501}, 422, "title"),
    ({"text": "x", "title": "t" + " " * 500}, 422, "title"),
    ([1, 2], 422, "body"),
    ("text", 422, "body"),
    (None, 422, "text"),
]


@pytest.mark.parametrize(("body", "expected", "field"), BAD_BODIES, ids=range(len(BAD_BODIES)))
def test_a_body_that_cannot_be_used_names_its_field(
    client: Client, rob: User, body: Any, expected: int, field: str
) -> None:
    answer = send(client, ARTICLES, body, **bearer(rob))
    assert (answer.status_code, answer["Content-Type"]) == (expected, "application/problem+json")
    assert field in answer.json()["errors"]
    assert not Article.objects.exists()


BAD_BYTES = [
    (b"{", "application/json", 400),
    (b"\xff\xfe{}", "application/json", 400),
    (b'{"text": ' + b"[" * 5000 + b"]" * 5000 + b"}", "application/json", 400),
    (b'{"text": ' + b'{"a":' * 5000 + b"1" + b"}" * 5000 + b"}", "application/json", 400),
    (b'{"text": NaN}', "application/json", 400),
    (b'{"text": ' + b"9" * 5000 + b"}", "application/json", 400),
    (b'{"text": "' + b"x" * (13 * 1024 * 1024) + b'"}', "application/json", 413),
    (b"text=x", "application/x-www-form-urlencoded", 415),
    (b"--b\r\n\r\nx\r\n--b--", "multipart/form-data; boundary=b; charset=rot13", 400),
    (b"--b\r\n\r\nx\r\n--b--", "multipart/form-data; boundary=b; charset=undefined", 400),
    (b"{}", "application/json; charset=zlib", 400),
]


@pytest.mark.parametrize(("body", "kind", "expected"), BAD_BYTES, ids=range(len(BAD_BYTES)))
def test_bytes_that_cannot_be_read_are_a_problem_and_no_error(
    client: Client, rob: User, body: bytes, kind: str, expected: int
) -> None:
    answer = client.generic("POST", ARTICLES, body, content_type=kind, headers=bearer(rob))
    assert (answer.status_code, answer["Content-Type"]) == (expected, "application/problem+json")


def test_what_is_not_there_is_not_found(client: Client, rob: User) -> None:
    for path in ("999999/", "999999/claims/", "999999999999999/", "9999999999999999999/", "x/", "%00/"):
        answer = client.get(f"{ARTICLES}{path}", headers=bearer(rob))
        assert answer.status_code in (400, 404), path
        assert answer["Content-Type"] == "application/problem+json", path
