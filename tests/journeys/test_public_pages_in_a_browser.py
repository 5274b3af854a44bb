"""Every public page in a real browser, wide and narrow, light and dark: rules of WCAG 2.2 AA, width, complaints.

The pages are made by the test client from real rows, with their real headers; the browser is answered from memory.
"""

from __future__ import annotations

import mimetypes
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from playwright.sync_api import Browser, Route, sync_playwright

from accounts.models import User
from claims.enums import Stance
from claims.models import Claim, ClaimTopic, Topic
from publication.services import correct, publish, retract
from reviews.enums import Verdict
from reviews.services import record_position
from tests.integration.conftest import *  # noqa: F403 the cast
from tests.integration.test_review_loop import settle
from tests.journeys.test_components_in_a_browser import CHROMIUM, FLAGS, ROOT, RULES

pytestmark = [
    pytest.mark.journey,
    pytest.mark.django_db,
    pytest.mark.timeout(1500),  # twenty pages in four ways, each with all rules
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine: apt-get install chromium"),
]
HOST = "http://localhost"  # an origin that browsers trust without a certificate
Page = tuple[bytes, dict[str, str]]


@pytest.fixture
def pages(read_text: Callable[..., Any], ada: User, bo: User, eve: User, client: Client) -> dict[str, Page]:
    """Path and answer of every kind of public page, with a corrected and a retracted statement among them."""
    read_text(source_name="Daily Courier", url="https://daily-courier.example/talks")
    told = Claim.objects.get(speaker__name="Steve Witkoff")
    for number in (1, 2):
        Claim.objects.create(
            text=f"The talks will go on for {number} weeks",
            sha256=str(number) * 64,
            speaker=told.speaker,
            presentation=told.presentation,
            score=told.score,
            first_said_at=datetime(2023 + number, 3, 1, tzinfo=UTC),
        )
    topic = Topic.objects.create(name="Security", key="security", slug="security", description="Treaties.")
    record_position(
        by=ada,
        claim_id=told.pk,
        stance=Stance.DENIES,
        party_id=told.speaker_id,
        quotation="I never said so, and " * 6,
        address="https://harbour-wire.example/denial",
    )
    published = []
    for claim in Claim.objects.filter(speaker=told.speaker).order_by("pk"):
        ClaimTopic.objects.create(claim=claim, topic=topic, added_by=ada)
        settle(claim, ada, bo, Verdict.UNCONFIRMED)
        published.append(publish(by=eve, claim_id=claim.pk, expected_version=claim.version, summary="Only he says so."))
    first, second = published[0].fact_check, published[1].fact_check
    correct(by=eve, claim_id=first.claim_id, reason="It was Tuesday.", summary="He alone says so.")
    retract(by=eve, claim_id=second.claim_id, reason="It was another envoy.")
    outlet = published[0].outlet
    assert outlet is not None
    paths = [
        "/",
        "/?q=guarantees+status%3Atrue",
        "/?q=nothingfits",
        f"/claims/{first.claim_id}-{first.slug}/",
        f"/claims/{second.claim_id}-{second.slug}/",
        f"/claims/{first.claim_id}-{first.slug}/?as_of={published[0].published_at.isoformat().replace('+00:00', 'Z')}",
        f"/claims/{first.claim_id}-{first.slug}/?as_of=2001-01-01T00:00Z",
        f"/claims/{first.claim_id}/card/?edition=1",
        "/?as_of=tomorrow",
        "/speakers/",
        f"/speakers/{published[0].speaker_id}-steve-witkoff/",
        "/topics/",
        "/topics/security/",
        f"/outlets/{outlet.pk}-{outlet.slug}/",
        "/corrections/",
        "/corrections-policy/",
        "/how-we-work/",
        "/about/",
        f"/report-an-error/?claim={first.claim_id}",
        "/report-an-error/sent/",
    ]
    made = {}
    for path in paths:
        answer = client.get(path)
        assert ("Contradictions and reversals" in answer.content.decode()) is path.startswith(
            f"/speakers/{told.speaker_id}-"
        )
        made[path] = (answer.content, {name: value for name, value in answer.items() if name != "Content-Length"})
    return made


def test_no_page_breaks_a_rule(pages: dict[str, Page]) -> None:
    with sync_playwright() as playwright:  # after the rows are made: its loop and the database do not mix
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        found = _broken(browser, pages)
        browser.close()
    assert found == []


def _broken(browser: Browser, pages: dict[str, Page]) -> list[str]:
    found: list[str] = []
    for width, scheme in ((1440, "light"), (1440, "dark"), (390, "light"), (390, "dark")):
        context = browser.new_context(viewport={"width": width, "height": 850}, color_scheme=scheme)
        context.route("**/*", lambda route: _answer(route, pages))
        for path in pages:
            page = context.new_page()
            complaints: list[str] = []
            page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)  # noqa: B023
            page.goto(HOST + path)
            for details in page.locator("details:not(.menu)").all():
                details.evaluate("one => one.open = true")
            broken = Axe().run(page, options={"runOnly": RULES}).response["violations"]
            place = f"{path} at {width} px, {scheme}"
            found += [f"{place}: {rule['id']} {rule['nodes'][0]['html'][:200]}" for rule in broken]
            if page.evaluate("document.documentElement.scrollWidth") > width:
                found.append(f"{place}: wider than the window")
            # A page whose status says so is an error on the console by itself.
            found += [f"{place}: {text}" for text in complaints if "status of 4" not in text]
            page.close()
        context.close()
    return found


def _answer(route: Route, pages: dict[str, Page]) -> None:
    path = route.request.url.removeprefix(HOST)
    file = ROOT / path.lstrip("/").partition("?")[0]
    if path in pages:
        body, headers = pages[path]
        route.fulfill(body=body, headers=headers)
    elif path.startswith("/static/") and file.is_file():
        route.fulfill(body=file.read_bytes(), content_type=mimetypes.guess_type(path)[0] or "font/woff2")
    else:
        route.fulfill(status=204)
