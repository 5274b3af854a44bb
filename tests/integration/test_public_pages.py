"""The public pages of the demo-like claim: markup by the rules, card, pictures, feeds, maps; one edition behind all."""

from __future__ import annotations

import gzip
import io
import json
import re
from datetime import datetime
from typing import Any
from xml.etree import ElementTree

import pytest
from django.test import Client
from PIL import Image

from accounts.models import User
from claims.models import Claim, ClaimTopic, Topic
from publication.claimreview import broken_rules
from publication.models import Edition
from publication.queries import fact_check_of
from publication.services import correct, publish, retract
from publication.views.editions import difference
from reviews.enums import EvidenceStance, Verdict
from reviews.services import add_file_evidence
from tests.integration.test_review_loop import settle

pytestmark = pytest.mark.django_db

HOST = "testserver"
HOSTILE = [
    'Quote " and \' and `', "</script><script>alert(1)</script>", "<!-- <script>", "]]> & &amp; <b>", "‮שלום‬ עולם",
    "Emoji 👩‍👩‍👧 and 🏳️‍🌈", "line sep para", "back\\slash \\u003c", "a" * 600, "=1+1", "{{ 7*7 }}{% x %}",
]  # fmt: skip
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def edition(claim: Claim, ada: User, bo: User, eve: User) -> Edition:
    topic = Topic.objects.create(name="Security", key="security", slug="security", description="Treaties.")
    ClaimTopic.objects.create(claim=claim, topic=topic, added_by=ada)
    settle(claim, ada, bo, Verdict.UNCONFIRMED)
    return publish(by=eve, claim_id=claim.pk, expected_version=claim.version, summary="Only Witkoff says so.")


def path_of(edition: Edition) -> str:
    return f"/claims/{edition.fact_check.claim_id}-{edition.fact_check.slug}/"


def page(client: Client, path: str, status: int = 200) -> str:
    answer = client.get(path)
    assert answer.status_code == status, (path, answer.status_code)
    return answer.content.decode()


def markup_in(text: str) -> list[dict[str, Any]]:
    found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', text, re.DOTALL)
    return [json.loads(one) for one in found]


def test_the_markup_keeps_every_rule_and_is_the_same_everywhere(client: Client, edition: Edition, eve: User) -> None:
    correct(by=eve, claim_id=edition.fact_check.claim_id, reason="The day was wrong.", summary="Still only he.")
    (markup,) = markup_in(page(client, path_of(edition)))
    assert broken_rules(markup, host=HOST) == []
    assert "ratingValue" not in markup["reviewRating"]
    assert markup["reviewRating"]["alternateName"] == "Unconfirmed"
    assert markup["itemReviewed"]["author"]["name"] == "Steve Witkoff"
    assert markup["itemReviewed"]["author"]["@type"] == "Person"
    assert markup["itemReviewed"]["firstAppearance"]["url"] == "https://daily-courier.example/talks"
    assert [row["text"] for row in markup["correction"]] == ["The day was wrong."]
    assert datetime.fromisoformat(markup["datePublished"]) == edition.published_at
    assert client.get(markup["url"].removeprefix(f"http://{HOST}")).status_code == 200
    feed = json.loads(b"".join(client.get("/claimreview.json").streaming_content))
    assert [row["item"] for row in feed["dataFeedElement"]] == [[markup]]
    api = client.get(f"/api/v1/claims/{edition.fact_check.claim_id}/").json()
    assert api["claim_review"] == markup


def test_the_citation_says_what_was_found(client: Client, edition: Edition, eve: User) -> None:
    cited = re.compile(r'<p class="cite">(.*?)<span', re.DOTALL)
    found = cited.search(page(client, path_of(edition)))
    assert found is not None
    assert "– unconfirmed. Edition 1 of" in found[1]
    retract(by=eve, claim_id=edition.fact_check.claim_id, reason="It was another envoy.")
    found = cited.search(page(client, path_of(edition)))
    assert found is not None
    assert "– retracted. Edition 2 of" in found[1]


def test_readers_are_told_that_the_quoted_words_were_not_found(
    client: Client, claim: Claim, ada: User, bo: User, eve: User
) -> None:
    sent = {"quotation": "Moscow agreed.", "stance": EvidenceStance.CONTEXT, "name": "note.txt"}
    add_file_evidence(by=ada, claim_id=claim.pk, content=b"Nothing of the kind.", **sent)
    settle(claim, ada, bo, Verdict.UNCONFIRMED)
    published = publish(by=eve, claim_id=claim.pk, expected_version=claim.version, summary="Only Witkoff says so.")
    assert "we did not find the quoted words in it" in page(client, path_of(published))
    answer = client.get(f"/api/v1/claims/{claim.pk}/").json()
    assert [row["words_found"] for row in answer["evidence"] if row["quotation"] == "Moscow agreed."] == [False]


def test_a_retraction_ends_the_markup_everywhere(client: Client, edition: Edition, eve: User) -> None:
    retract(by=eve, claim_id=edition.fact_check.claim_id, reason="It was another envoy.")
    text = page(client, path_of(edition))
    assert markup_in(text) == []
    assert "It was another envoy." in text
    assert json.loads(b"".join(client.get("/claimreview.json").streaming_content))["dataFeedElement"] == []
    assert path_of(edition) not in b"".join(client.get("/sitemap-0.xml").streaming_content).decode()
    for form in ("atom", "json"):
        feed = page(client, f"/feeds/statements.{form}?q=guarantees")
        assert "Retracted" in feed
        assert "It was another envoy." in feed
    card = page(client, f"/claims/{edition.fact_check.claim_id}/card/?edition=1")
    assert "It was another envoy." in card


def test_hostile_texts_come_back_as_they_were(client: Client, edition: Edition, eve: User) -> None:
    claim_id = edition.fact_check.claim_id
    for number, text in enumerate(HOSTILE, start=2):
        Claim.objects.filter(pk=claim_id).update(text=text)
        correct(by=eve, claim_id=claim_id, reason=f"Because {text}", summary=f"Found: {text}")
        (markup,) = markup_in(page(client, path_of(edition)))
        assert markup["claimReviewed"] == text
        assert markup["reviewRating"]["ratingExplanation"] == f"Found: {text}"
        assert markup["correction"][0]["text"] == f"Because {text}"
        assert broken_rules(markup, host=HOST) == []
        (item,) = json.loads(page(client, "/feeds/statements.json"))["items"]
        assert item["title"] == f"Unconfirmed: {text}"
        entry = ElementTree.fromstring(page(client, "/feeds/statements.atom")).find(f"{ATOM}entry")
        assert entry is not None
        assert entry.findtext(f"{ATOM}title") == f"Unconfirmed: {text}"
        oembed = client.get("/oembed", {"url": f"http://{HOST}{path_of(edition)}"}).json()
        assert oembed["title"] == text
        assert oembed["html"].count("<") == 2
        picture = client.get(f"/claims/{claim_id}/edition-{number}.png")
        assert picture.status_code == 200, text
        assert Image.open(io.BytesIO(picture.content)).size == (1200, 630)
        for path in (f"/claims/{claim_id}/card/?edition=1", "/", "/corrections/", "/topics/security/"):
            assert "<script>alert" not in page(client, path), path


def test_the_card_may_stand_in_frames_and_nothing_else_may(client: Client, edition: Edition, eve: User) -> None:
    claim_id = edition.fact_check.claim_id
    answer = client.get(f"/claims/{claim_id}/card/?edition=1")
    assert "frame-ancestors *" in answer["Content-Security-Policy"]
    assert "X-Frame-Options" not in answer
    assert "Corrected" not in answer.content.decode()
    page_answer = client.get(path_of(edition))
    assert "frame-ancestors 'none'" in page_answer["Content-Security-Policy"]
    assert page_answer["X-Frame-Options"] == "DENY"
    correct(by=eve, claim_id=claim_id, reason="The day was wrong.", summary="Still only he.")
    assert "The day was wrong." in page(client, f"/claims/{claim_id}/card/?edition=1")
    assert "The day was wrong." not in page(client, f"/claims/{claim_id}/card/?edition=2")
    assert "The day was wrong." in page(client, f"/claims/{claim_id}/card/")
    for odd in ("x", "-1", "9" * 30, "٣"):
        page(client, f"/claims/{claim_id}/card/?edition={odd}")
    assert client.get(f"/claims/{claim_id}/edition-1.png").status_code == 302


def test_oembed_knows_our_pages_only(client: Client, edition: Edition) -> None:
    ours = f"http://{HOST}{path_of(edition)}"
    answer = client.get("/oembed", {"url": ours, "maxwidth": "320", "maxheight": "9999"}).json()
    assert (answer["width"], answer["height"], answer["version"]) == (320, 280, "1.0")
    for other in ("", "x", "http://[", f"http://evil.example{path_of(edition)}", f"http://{HOST}/", "\x01", ours + "x"):
        assert client.get("/oembed", {"url": other}).status_code == 404
    assert client.get("/oembed", {"url": ours, "format": "xml"}).status_code == 501


def test_pages_of_speaker_topic_and_outlet_and_their_feeds(client: Client, edition: Edition) -> None:
    outlet = edition.outlet
    assert outlet is not None
    paths = {
        f"/speakers/{edition.speaker_id}-steve-witkoff/": f"/feeds/speakers/{edition.speaker_id}",
        "/topics/security/": "/feeds/topics/security",
        f"/outlets/{outlet.pk}-{outlet.slug}/": f"/feeds/outlets/{outlet.pk}",
    }
    for path, feed in paths.items():
        text = page(client, path)
        assert edition.claim_text in text
        assert "unconfirmed" in text
        for form in ("atom", "json"):
            assert f'href="{feed}.{form}"' in text
            assert edition.claim_text in page(client, f"{feed}.{form}")
        assert client.get(path, {"as_of": "2001-01-01T00:00Z"}).status_code == 404
    assert client.get(f"/speakers/{edition.speaker_id}-other/").status_code == 301
    assert "Security" in page(client, "/topics/")
    for path in ("/feeds/speakers/0.atom", "/feeds/topics/none.json", "/feeds/statements.rss", "/topics/none/"):
        assert client.get(path).status_code == 404


def test_a_feed_answers_304_until_something_changes(client: Client, edition: Edition, eve: User) -> None:
    for path in ("/feeds/statements.json?q=guarantees", "/claimreview.json"):
        tag = client.get(path)["ETag"]
        assert client.get(path, HTTP_IF_NONE_MATCH=tag).status_code == 304
    tag = client.get("/feeds/statements.json")["ETag"]
    correct(by=eve, claim_id=edition.fact_check.claim_id, reason="The day was wrong.")
    answer = client.get("/feeds/statements.json", HTTP_IF_NONE_MATCH=tag)
    assert answer.status_code == 200
    (item,) = answer.json()["items"]
    assert item["_claimdesk"] == {"status": "unconfirmed", "edition": 2}
    assert item["date_published"] < item["date_modified"]
    assert "The day was wrong." in item["content_text"]


def test_the_data_is_also_packed(client: Client, edition: Edition) -> None:
    plain = b"".join(client.get("/claimreview.json").streaming_content)
    packed = client.get("/claimreview.json", HTTP_ACCEPT_ENCODING="gzip")
    assert packed["Content-Encoding"] == "gzip"
    assert gzip.decompress(b"".join(packed.streaming_content)) == plain
    file = client.get("/claimreview.json.gz")
    assert "Content-Encoding" not in file
    assert gzip.decompress(b"".join(file.streaming_content)) == plain


def test_maps_lead_to_pages_that_are_there(client: Client, edition: Edition) -> None:
    places = re.findall("<loc>([^<]+)</loc>", page(client, "/sitemap.xml"))
    assert f"http://{HOST}/sitemap-news.xml" in places
    found = []
    for place in places:
        answer = client.get(place)
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        ElementTree.fromstring(body)
        found += re.findall("<loc>([^<]+)</loc>", body.decode())
    assert f"http://{HOST}{path_of(edition)}" in found
    assert all(client.get(place).status_code == 200 for place in found)
    assert "Sitemap: http://testserver/sitemap.xml" in page(client, "/robots.txt")
    assert client.get("/sitemap-999999.xml").status_code == 404


def test_the_history_says_what_changed(client: Client, edition: Edition, eve: User) -> None:
    correct(by=eve, claim_id=edition.fact_check.claim_id, reason="A word.", summary="Only he says so.")
    text = page(client, path_of(edition))
    assert "What edition 2 changed" in text
    assert '<del><span class="visually-hidden">removed: </span>Witkoff</del>' in text
    assert text.index("A word.") < text.index("<h1>")  # corrections stand on top
    links = re.findall(r'href="([^"]+\?as_of=[^"]+)"', text)
    assert len(links) == 2
    assert "Only Witkoff says so." in page(client, links[1])


@pytest.mark.parametrize(
    ("old", "new"), [("", "x"), ("a b c", "a x c"), ("same", "same"), ("ä\n b", "b ä"), ("a " * 2000, "b")]
)
def test_differences_give_both_texts_back(old: str, new: str) -> None:
    parts = difference(old, new)
    assert "".join(part["text"] for part in parts if part["kind"] != "added") == old
    assert "".join(part["text"] for part in parts if part["kind"] != "removed") == new


def test_the_other_pages_stand(client: Client, edition: Edition) -> None:
    for path in ("/about/", "/how-we-work/", "/corrections-policy/", "/corrections/", "/report-an-error/", "/topics/"):
        page(client, path)
    assert fact_check_of(edition.fact_check.claim_id) is not None
