"""The queue by keyboard alone: choosing, filing, and dismissing with one undo."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Playwright, expect, sync_playwright

from tests.journeys.conftest import CHROMIUM, RunningNewsroom
from tests.journeys.test_main_job import PATIENCE, QUIET, Desk

pytestmark = [
    pytest.mark.journey,
    pytest.mark.enable_socket,
    pytest.mark.timeout(900),
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine: apt-get install chromium"),
]
TEXT = "\n\n".join(f"Minister Lena Voss said {n + 20} ships left the port of Ostmouth in {2000 + n}." for n in range(6))
RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}


@pytest.fixture(scope="module")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="module")
def browser(playwright: Playwright) -> Iterator[Browser]:
    started = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
    yield started
    started.close()


def without_violations(page: Page) -> None:
    found = Axe().run(page, options=RULES).response["violations"]
    assert [(one["id"], one["nodes"][0]["html"][:200]) for one in found] == []


def test_several_claims_are_chosen_filed_and_dismissed_by_keyboard(
    browser: Browser, running_newsroom: RunningNewsroom
) -> None:
    rob = Desk(browser, running_newsroom, "rob")
    rob.page.goto("/desk/add/")
    rob.page.locator("#id_text").fill(TEXT)
    rob.page.get_by_role("button", name="Find its claims").click()
    expect(rob.page.locator("[data-card]").first).to_be_visible(timeout=PATIENCE)

    eve = Desk(browser, running_newsroom, "eve")
    page = eve.page
    page.goto("/desk/?q=Ostmouth")
    expect(page.locator("[data-row]").nth(2)).to_be_visible(timeout=PATIENCE)
    without_violations(page)
    before = page.locator("[data-row]").count()
    page.keyboard.press("x")
    page.keyboard.press("j")
    page.keyboard.press("x")
    expect(page.locator("[data-chosen-count]")).to_have_text("2 chosen")
    without_violations(page)
    page.keyboard.press("l")
    page.keyboard.type("Ports")
    page.keyboard.press("Enter")
    expect(page.get_by_text("2 claims put under Ports.").first).to_be_visible()
    expect(page.locator(".tag", has_text="Ports")).to_have_count(2)
    page.wait_for_load_state("load")

    page.keyboard.press("*")
    expect(page.locator("[data-chosen-count]")).to_have_text(f"{before} chosen")
    page.keyboard.press("i")
    page.keyboard.type("no time")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text(f"{before} claims dismissed: no time.").first).to_be_visible()
    expect(page.locator("[data-row]")).to_have_count(0)
    page.wait_for_load_state("load")
    page.keyboard.press("z")
    expect(page.get_by_text(f"Undone for {before} claims.")).to_be_visible()
    expect(page.locator("[data-row]")).to_have_count(before)

    for address in ("/desk/numbers/", "/desk/notices/"):
        page.goto(address)
        without_violations(page)
    assert rob.errors == eve.errors == []
