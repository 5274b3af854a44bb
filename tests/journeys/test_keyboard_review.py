"""A whole review with the keyboard alone: take, two pieces of evidence, verdicts that differ, the third, publication.

On the way a verdict is undone, and half-written words come back from the server.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Playwright, expect, sync_playwright

from tests.journeys.conftest import CHROMIUM, RunningNewsroom
from tests.journeys.test_main_job import QUIET, Desk

pytestmark = [
    pytest.mark.journey,
    pytest.mark.enable_socket,
    pytest.mark.timeout(1200),
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine: apt-get install chromium"),
]
SENTENCE = "Unemployment in Varnholm fell to 4.2 per cent in March 2026"
WORDS = "4.2 per cent"
_ADD = """
from accounts.models import User
from claims.models import ExtractionRun
from claims.services import extract_version, match_run
from sources.services import submit_text
article = submit_text(by=User.objects.get(username="rob"), text={text!r}, source_name="Harbour Wire").article
for version in article.versions.all():
    extract_version(version_id=version.pk)
    for run in ExtractionRun.objects.filter(version=version):
        match_run(run_id=run.pk)
"""


@pytest.fixture(scope="module")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="module")
def browser(playwright: Playwright) -> Iterator[Browser]:
    started = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
    yield started
    started.close()


def open_row(page: Page) -> None:
    """j down to the claim's row, o to open it."""
    row = page.locator("[data-row][aria-current='true']")
    for _ in range(60):
        if WORDS in (row.first.text_content() or ""):
            break
        page.keyboard.press("j")
    expect(row).to_contain_text(WORDS)
    page.keyboard.press("o")
    expect(page).to_have_url(re.compile(r"/desk/claims/\d+/"))
    page.wait_for_load_state("load")


def add_evidence(page: Page, title: str, words: str, stance: str) -> None:
    """e opens the form in place with the focus in it; Tab leads through it; Ctrl and Enter send it."""
    page.wait_for_load_state("load")
    page.keyboard.press("e")
    expect(page.locator("#id_url")).to_be_focused()
    for _ in range(20):
        if page.evaluate("document.activeElement.id") == "id_title":
            break
        page.keyboard.press("Tab")
    page.keyboard.type(title)
    page.keyboard.press("Tab")
    page.keyboard.type(words)
    page.keyboard.press("Tab")
    page.keyboard.type(stance)
    page.keyboard.press("Control+Enter")
    expect(page.locator("ul.evidence")).to_contain_text(title)


def verdict(page: Page, key: str, rationale: str) -> None:
    page.wait_for_load_state("load")
    page.keyboard.press(key)
    expect(page.locator("input[name=verdict]:checked")).to_have_count(1)
    page.keyboard.press("r")
    page.keyboard.press("Control+A")
    page.keyboard.type(rationale)
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("Your verdict is in.")).to_be_visible()
    page.wait_for_load_state("load")


def test_a_whole_review_without_the_mouse(browser: Browser, running_newsroom: RunningNewsroom) -> None:
    running_newsroom.manage("shell", "-c", _ADD.format(text=f"{SENTENCE}, the statistics office said."))

    ada = Desk(browser, running_newsroom, "ada")
    page = ada.page
    open_row(page)
    page.keyboard.press("t")
    expect(page.get_by_text(re.compile("yours until"))).to_be_visible()
    add_evidence(page, "Release of the office", "The rate was 4.2 per cent.", "sup")
    add_evidence(page, "Table of the labour agency", "4.2", "con")

    # Half a thought, a lost page, another browser's memory: the words are on the server.
    page.wait_for_load_state("load")
    page.keyboard.press("r")
    with page.expect_response(lambda answer: answer.url.endswith("/desk/drafts/") and answer.status == 204):
        page.keyboard.type("Half a thought")
    page.evaluate("localStorage.clear()")
    page.reload()
    expect(page.get_by_label("Rationale")).to_have_value("Half a thought")

    verdict(page, "c", "Both sources have the figure.")
    page.keyboard.press("z")
    expect(page.get_by_text("Undone.")).to_be_visible()
    expect(page.get_by_text(re.compile("yours until"))).to_be_visible()
    verdict(page, "c", "Both sources have the figure, seasonally adjusted.")

    bo = Desk(browser, running_newsroom, "bo")
    bo.page.goto("/desk/?stage=second_review")
    open_row(bo.page)
    expect(bo.page.get_by_text("seasonally adjusted")).to_have_count(0)
    expect(bo.page.get_by_text("Both sources have the figure.")).to_have_count(0)
    verdict(bo.page, "d", "The unadjusted rate is 4.6.")

    cy = Desk(browser, running_newsroom, "cy")
    cy.page.goto("/desk/?stage=adjudication")
    open_row(cy.page)
    for rationale in ("seasonally adjusted", "The unadjusted rate is 4.6."):
        expect(cy.page.get_by_text(rationale).first).to_be_visible()
    verdict(cy.page, "c", "The sentence means the adjusted rate.")

    eve = Desk(browser, running_newsroom, "eve")
    eve.page.goto("/desk/?stage=decided")
    open_row(eve.page)
    eve.page.keyboard.press("b")
    eve.page.keyboard.type("The office's release has the figure.")
    eve.page.keyboard.press("Control+Enter")
    expect(eve.page.get_by_text("Published.")).to_be_visible()
    for desk in (ada, bo, cy, eve):
        assert desk.errors == []
