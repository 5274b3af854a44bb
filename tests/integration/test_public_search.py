"""The public search: one box, counts that combine, other spellings, orders, and input of any kind."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from html import unescape
from typing import Any
from urllib.parse import parse_qs

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from claims.models import Claim
from claims.search import meaning_available
from claims.services import compare_claims
from publication.forms import STATUSES
from publication.models import Edition
from publication.search import Filters, facets, filters_of, find, marked, meant, read
from publication.search.facets import loosened
from publication.services import publish
from reviews.enums import EvidenceStance, Verdict
from reviews.services import add_evidence
from tests.integration.test_review_loop import settle

pytestmark = pytest.mark.django_db

TEXTS = {
    "Harbour Wire": (
        "The harbour trust has spent 12 million crowns on dredging, its director, Ida Brandt, said on Monday.",
        datetime(2025, 8, 4, tzinfo=UTC),
    ),
    "Daily Courier": (
        "The dredging of the harbour was finished in June, the city auditor, Per Holm, said on Tuesday.",
        datetime(2024, 8, 4, tzinfo=UTC),
    ),
}


@pytest.fixture
def public(read_text: Callable[..., Any], ada: User, bo: User, eve: User) -> dict[str, Edition]:
    """Two published statements by name of the speaker: Brandt's of 2025 is confirmed, Holm's of 2024 disputed."""
    for outlet, (text, day) in TEXTS.items():
        read_text(text, source_name=outlet, published_at=day)
    found = {}
    for name, verdict in (("Ida Brandt", Verdict.CONFIRMED), ("Per Holm", Verdict.DISPUTED)):
        claim = Claim.objects.filter(speaker__name=name).first()
        assert claim is not None, list(Claim.objects.values_list("text", "speaker__name"))
        add_evidence(
            by=ada, claim_id=claim.pk, quotation="So it is written.", stance=EvidenceStance.SUPPORTS, title="Books"
        )
        claim.refresh_from_db()
        settle(claim, ada, bo, verdict)
        found[name] = publish(
            by=eve, claim_id=claim.pk, expected_version=claim.version, summary=f"The books of {name} say so."
        )
    return found


def hits(text: str, **more: Any) -> list[int]:
    return [row.pk for row in find(filters_of(read(text, statuses=STATUSES), **more))]


FINDS = [
    ("dredging", {"Ida Brandt", "Per Holm"}),
    ('"harbour trust"', {"Ida Brandt"}),
    ("dredging -trust", {"Per Holm"}),
    ("speaker:brandt", {"Ida Brandt"}),
    ('speaker:"Per Holm" harbour', {"Per Holm"}),
    ('speaker:"Holm"', set()),
    ("status:disputed", {"Per Holm"}),
    ("outlet:wire", {"Ida Brandt"}),
    ("said:2025", {"Ida Brandt"}),
    ("said:..2024-12", {"Per Holm"}),
    ("said:2024-08..2025-08 status:confirmed", {"Ida Brandt"}),
    ("topic:nowhere", set()),
    ("-dredging", set()),
]


def test_the_box_finds_what_it_says(public: dict[str, Edition]) -> None:
    for text, who in FINDS:
        assert set(hits(text)) == {public[name].pk for name in who}, text


def test_counts_combine(public: dict[str, Edition]) -> None:
    everything = facets(Filters())
    assert everything.found == 2
    assert not everything.more
    assert {c.value: c.count for c in everything.choices["status"]} == {"confirmed": 1, "disputed": 1}
    assert {c.value: c.count for c in everything.choices["year"]} == {"2025": 1, "2024": 1}
    assert {c.value for c in everything.choices["outlet"]} == set(TEXTS)
    narrowed = facets(filters_of(read("status:confirmed", statuses=STATUSES)))
    assert narrowed.found == 1
    assert {c.value: c.count for c in narrowed.choices["status"]} == {"confirmed": 1, "disputed": 1}
    assert [c.value for c in narrowed.choices["speaker"]] == ["Ida Brandt"]


def test_as_many_are_counted_as_are_found(public: dict[str, Edition], monkeypatch: pytest.MonkeyPatch) -> None:
    for query, names in FINDS:
        counted = facets(filters_of(read(query, statuses=STATUSES)))
        assert (counted.found, counted.more) == (len(names), False), query
    # The order of words is not in the index: of those with the words only so many are looked at, and it says so.
    monkeypatch.setattr(sys.modules["publication.search.facets"], "MOST_EXAMINED", 1)
    assert facets(filters_of(read('"harbour trust" dredging', statuses=STATUSES))).more
    assert not facets(filters_of(read("harbour dredging", statuses=STATUSES))).more


@pytest.mark.parametrize(
    ("words", "plain"),
    [
        ("", ""),
        ('"dredging" "harbour"', ""),
        ('"harbour trust" "dredging"', "harbour trust dredging"),
        ('"dredging" -"trust"', "dredging"),
        ('-"trust"', ""),
        ('harbour or "the trust"', ""),
        ('harbour -trust "open', "harbour open"),
    ],
)
def test_what_the_index_cannot_know_is_left_out(words: str, plain: str) -> None:
    assert loosened(words) == plain


def test_the_links_of_the_counts_lead_where_they_say(client: Client, public: dict[str, Edition]) -> None:
    page = client.get("/", {"q": "dredging"}).content.decode()
    side = page[page.index("<aside>") : page.index("</aside>")]
    links = re.findall(r'href="(\?[^"]+)"[^>]*><span>([^<]+)</span><span class="num">(\d+)</span>', side)
    assert len(links) >= 8
    for href, label, count in links:
        answer = client.get("/" + unescape(href)).content.decode()
        assert answer.count('class="results__claim"') == int(count), (href, label)
        chosen = re.search(r'href="(\?[^"]*)" aria-current="true"', answer)
        assert chosen is not None
        assert parse_qs(unescape(chosen[1])[1:])["q"] == ["dredging"]  # chosen once more, it is taken away


def test_exact_words_come_first(public: dict[str, Edition]) -> None:
    assert hits("harbour dredging", sort="best")[0] in {edition.pk for edition in public.values()}
    assert hits("dredging of the harbour", sort="best")[0] == public["Per Holm"].pk
    assert hits("dredging", sort="said") == [public["Ida Brandt"].pk, public["Per Holm"].pk]


def test_hits_are_marked_and_nothing_else_is_let_through(client: Client, public: dict[str, Edition]) -> None:
    parts = marked([public["Per Holm"].pk], '"dredging"')[public["Per Holm"].pk]
    assert "".join(str(part["text"]) for part in parts["claim"]) == public["Per Holm"].claim_text
    assert [part["text"] for part in parts["claim"] if part["hit"]] == ["dredging"]
    assert "<mark>dredging</mark>" in client.get("/", {"q": "dredging"}).content.decode()


def test_another_spelling_is_offered(client: Client, public: dict[str, Edition]) -> None:
    better = meant(read("dregding harbour speaker:Brand", statuses=STATUSES))
    assert better is not None
    assert better.words == ("dredging", "harbour")
    page = client.get("/", {"q": "dregding"}).content.decode()
    assert "Did you mean" in page
    assert '?q=dredging"' in page
    assert meant(read("dredging", statuses=STATUSES)) is None
    assert meant(read("xqzzyvw", statuses=STATUSES)) is None


def test_the_reading_is_shown_and_kept(client: Client, public: dict[str, Edition]) -> None:
    page = client.get("/", {"q": 'dredging status:true "open'}).content.decode()
    assert "Read as:" in page
    assert "<code>dredging &quot;open&quot;</code>" in page
    assert "confirmed, disputed, unconfirmed" in page


def test_the_number_of_queries_does_not_grow(client: Client, public: dict[str, Edition]) -> None:
    for query, most in (("", 6), ("dredging", 12), ("dredging speaker:brandt status:confirmed said:2025", 18)):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get("/", {"q": query})
        assert len(queries) <= most, [row["sql"] for row in queries]


def test_what_says_it_in_other_words_is_marked_as_such(client: Client, public: dict[str, Edition]) -> None:
    if not meaning_available():
        assert "Near in meaning" not in client.get("/", {"q": "excavating seabed"}).content.decode()
        return
    compare_claims()
    query = "the harbour trust paid a lot of money for dredging"
    text = client.get("/", {"q": query}).content.decode()
    near = text[text.index("Near in meaning") :]
    assert public["Ida Brandt"].claim_text in near
    assert public["Ida Brandt"].claim_text not in client.get("/", {"q": f"{query} status:disputed"}).content.decode()
    # What holds the words is no news there.
    found = client.get("/", {"q": "dredging harbour"}).content.decode()
    assert found.count('class="results__claim"') == 2


HOSTILE = [
    "q=%00", "q=%ED%A0%80", "q=" + "a" * 8000, "q=" + "%22" * 999, "q=a:b:c:d", "q=%5C%27%3B--", "q=%26%7C%21%28%29",
    "cursor=zzz", "cursor=" + "A" * 3000, "q=said:9999-99", "q=said:0001..9999",
    "said_from=0001-01-01&said_to=9999-12-31",
    "sort=%ED%A0%80", "q=%F0%9F%98%80", "q=%E2%80%AE", "q=" + "+".join(["-x"] * 400), "speaker=%22%25_", "status=x",
    "cursor=W2ZhbHNlLFsiYSIsMV1d", "cursor=W2ZhbHNlLFsxZTMwOCwxXV0&q=dredging", "q=topic:%2F..%2F", "as_of=",
    "cursor=W2ZhbHNlLFsiMjAyNi0wMS0wMVQwMDowMDowMFoiLCJ4Il1d", "q=" + "%CC%81" * 2000,
]  # fmt: skip


def test_no_input_is_an_error_of_ours(client: Client, public: dict[str, Edition]) -> None:
    for query in HOSTILE:
        for path in ("/", "/speakers/", "/corrections/", f"/speakers/{public['Per Holm'].speaker_id}-per-holm/"):
            assert client.get(f"{path}?{query}").status_code in (200, 400), (path, query)


def test_odd_addresses_are_not_found(client: Client) -> None:
    for path in (
        "/claims/1-%00/",
        "/claims/99999999999999999999-x/",
        "/claims/1-%ED%A0%80/",
        "/speakers/0-x/",
        "/claims/a/",
    ):
        assert client.get(path).status_code in (400, 404), path
