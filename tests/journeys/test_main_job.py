"""The main job in a real browser: a story goes in, two people check a claim, it is published, found, and pulled."""

from __future__ import annotations

import json
import re
import urllib.request
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Playwright, expect, sync_playwright

from tests.journeys.conftest import CHROMIUM, PASSWORD, ROOT, RunningNewsroom

pytestmark = [
    pytest.mark.journey,
    pytest.mark.enable_socket,
    pytest.mark.timeout(1200),
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine: apt-get install chromium"),
]
STORY = (ROOT / "seeds" / "founding_story.txt").read_text(encoding="utf-8")
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-sync"]
WITKOFF = re.compile("agreed on security guarantees")
expect.set_options(timeout=20_000)
PATIENCE = 120_000  # milliseconds for work in the background, on a busy machine


@pytest.fixture(scope="module")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="module")
def browser(playwright: Playwright) -> Iterator[Browser]:
    started = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
    yield started
    started.close()


class Desk:
    """One person's browser, signed in, the queue loaded. Fails on any error that a page writes to its console.

    A page hears single keys once it is loaded, not when its words are there: wait for that before pressing one.
    """

    def __init__(self, browser: Browser, newsroom: RunningNewsroom, name: str) -> None:
        self.context = browser.new_context(base_url=newsroom.url)
        self.page: Page = self.context.new_page()
        self.errors: list[str] = []
        self.page.on("console", lambda m: self.errors.append(m.text) if m.type == "error" else None)
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.set_default_timeout(30_000)
        self.page.goto("/desk/sign-in/")
        self.page.get_by_label("Username").fill(name)
        self.page.get_by_label("Password").fill(PASSWORD)
        self.page.get_by_role("button", name="Sign in").click()
        expect(self.page).to_have_url(re.compile(r"/desk/$"))
        self.page.wait_for_load_state("load")

    def open_claim(self, address: str) -> Page:
        self.page.goto(address)
        return self.page


def test_the_founding_story_from_paste_to_public(browser: Browser, running_newsroom: RunningNewsroom) -> None:
    rob = Desk(browser, running_newsroom, "rob")
    rob.page.keyboard.press("a")
    expect(rob.page.get_by_role("heading", name="Add an article")).to_be_visible()
    rob.page.locator("#id_text").fill(STORY)
    rob.page.get_by_text("What it is: title, outlet, date").click()
    rob.page.locator("#id_source_name").fill("Daily Courier")
    rob.page.locator("#id_published_at").fill("2025-09-01T14:20")
    rob.page.get_by_role("button", name="Find its claims").click()
    expect(rob.page.locator("[data-article]")).to_contain_text("Witkoff noted that Putin had agreed")

    card = rob.page.locator("[data-card]", has_text=WITKOFF).first
    expect(card).to_be_visible(timeout=PATIENCE)
    expect(card).to_contain_text("Steve Witkoff")
    link = card.get_by_role("link", name=WITKOFF).first
    address = link.get_attribute("href")
    assert address

    ada = Desk(browser, running_newsroom, "ada")
    page = ada.open_claim(address)
    positions = page.get_by_role("region", name="Positions of the parties")
    expect(positions).to_contain_text("Government of Russia")
    expect(positions).to_contain_text("not confirmed")
    expect(page.get_by_role("list", name="Who said it, through whom, about whom")).to_contain_text("Vladimir Putin")
    page.keyboard.press("t")
    expect(page.get_by_text(re.compile("yours until"))).to_be_visible()
    page.wait_for_load_state("load")
    page.keyboard.press("e")
    page.get_by_label("The words that matter").fill("The readout of the meeting does not mention guarantees.")
    page.get_by_label("What it does").select_option("context")
    page.get_by_label("What it is").fill("Readout of the meeting")
    page.get_by_role("button", name="Add evidence").click()
    expect(page.locator("ul.evidence")).to_contain_text("Readout of the meeting")
    verdict(page, "One asserter; Moscow has not confirmed.")
    expect(page.get_by_text("Your verdict is in.")).to_be_visible()

    bo = Desk(browser, running_newsroom, "bo")
    page = bo.open_claim(address)
    expect(page.get_by_text("One asserter; Moscow has not confirmed.")).to_have_count(0)
    verdict(page, "Only the envoy says so.")
    expect(page.get_by_text("One asserter; Moscow has not confirmed.").first).to_be_visible()

    eve = Desk(browser, running_newsroom, "eve")
    page = eve.open_claim(address)
    summary = page.locator("form[action*=publish] [name=summary]")
    summary.fill("Only the US envoy says so. Moscow has not confirmed it.")
    page.get_by_role("button", name="Publish", exact=True).click()
    expect(page.get_by_text("Published.")).to_be_visible()

    reader = browser.new_context(base_url=running_newsroom.url, java_script_enabled=False).new_page()
    reader.goto("/")
    reader.locator("[name=q]").first.fill("security guarantees")
    reader.get_by_role("button", name="Search").click()
    reader.get_by_role("link", name=WITKOFF).first.click()
    expect(reader.locator("main")).to_contain_text("Unconfirmed")
    expect(reader.locator("main")).to_contain_text("Only the US envoy says so.")
    markup = json.loads(reader.locator('script[type="application/ld+json"]').inner_text())
    assert markup["itemReviewed"]["author"]["name"] == "Steve Witkoff"
    assert "ratingValue" not in markup["reviewRating"]

    with urllib.request.urlopen(f"{running_newsroom.url}/api/v1/claims/?q=guarantees") as answer:
        found = json.load(answer)["results"]
    assert [claim["said_by"]["name"] for claim in found] == ["Steve Witkoff"]
    assert "Vladimir Putin" in [person["name"] for person in found[0]["about"]]
    for desk in (rob, ada, bo, eve):
        assert desk.errors == []


def verdict(page: Page, rationale: str) -> None:
    """A verdict by keyboard: u, then the words, then Ctrl and Enter."""
    page.wait_for_load_state("load")
    page.locator("body").press("u")
    expect(page.locator("input[name=verdict][value=unconfirmed]")).to_be_checked()
    page.locator("body").press("r")
    page.get_by_label("Rationale").fill(rationale)
    page.keyboard.press("Control+Enter")
