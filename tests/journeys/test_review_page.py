"""The review page in a real browser: selecting words, undo, own keys, the sheet; and no WCAG violation on its pages."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Playwright, expect, sync_playwright

from tests.journeys.conftest import CHROMIUM, RunningNewsroom
from tests.journeys.test_main_job import QUIET, Desk

pytestmark = [
    pytest.mark.journey,
    pytest.mark.enable_socket,
    pytest.mark.timeout(1200),
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine: apt-get install chromium"),
]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
_ADD = """
from accounts.models import User
from claims.models import Claim, ExtractionRun
from claims.services import extract_version, match_run
import time
from datetime import timedelta
from django.utils import timezone
from reviews.enums import Channel, EvidenceStance
from reviews.services import add_file_evidence, ask_party
from sources.services import submit_text
text = "Minister Lena Voss said 31 ships had left the port of Varnholm. Piet Holm of the harbour office denied it."
article = submit_text(by=User.objects.get(username="rob"), text=text, source_name="Harbour Wire").article
for version in article.versions.all():
    extract_version(version_id=version.pk)
    for run in ExtractionRun.objects.filter(version=version):
        match_run(run_id=run.pk)
ada = User.objects.get(username="ada")
# The newsroom's own worker may have taken the text first: then it is waited for.
until = time.monotonic() + 120
while time.monotonic() < until:
    claim = Claim.objects.filter(mentions__version__article=article, speaker__name__contains="Voss").first()
    if claim is not None and ExtractionRun.objects.filter(version__article=article, matched_at__isnull=False):
        break
    time.sleep(0.2)
evidence = add_file_evidence(by=ada, claim_id=claim.pk, quotation="31 ships", stance=EvidenceStance.SUPPORTS,
                             name="log.txt", content=b"The log has 31 ships.")
contact = ask_party(by=ada, claim_id=claim.pk, party="Harbour Office", asked_whom="press office",
                    channel=Channel.EMAIL, deadline=timezone.now() + timedelta(days=2))
print(f"made {claim.pk} {evidence.pk} {contact.pk}")
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


def violations(page: Page, place: str) -> list[str]:
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": RULES}}).response["violations"]
    return [f"{place}: {rule['id']}: {node['html'][:200]}" for rule in found for node in rule["nodes"]]


def select_in_article(page: Page, words: str) -> None:
    """Select as a mouse does: the browser's own selection, then the button let go."""
    page.evaluate(
        """words => {
            const walker = document.createTreeWalker(document.querySelector("[data-article]"), NodeFilter.SHOW_TEXT);
            for (let node = walker.nextNode(); node; node = walker.nextNode()) {
                const at = node.data.indexOf(words);
                if (at < 0) continue;
                getSelection().setBaseAndExtent(node, at, node, at + words.length);
                document.dispatchEvent(new MouseEvent("mouseup", { bubbles: true }));
                return;
            }
            throw new Error("not in one node: " + words);
        }""",
        words,
    )


def test_words_are_selected_acts_undone_and_keys_chosen(browser: Browser, running_newsroom: RunningNewsroom) -> None:
    printed = running_newsroom.manage("shell", "-c", _ADD)
    found = re.search(r"made (\d+) (\d+) (\d+)", printed)
    assert found, printed
    claim, evidence, contact = found.groups()
    # Kim's alone: the other journeys share this newsroom and press the keys that everybody begins with.
    kim = Desk(browser, running_newsroom, "kim")
    page = kim.page

    page.goto("/desk/keys/")
    page.get_by_label("take the claim", exact=True).fill(";")
    page.get_by_role("button", name="Keep these keys").click()
    expect(page.get_by_text("Your keys are kept.")).to_be_visible()
    page.goto(f"/desk/claims/{claim}/")
    page.wait_for_load_state("load")
    page.keyboard.press("t")  # does nothing any more
    expect(page.get_by_role("button", name=re.compile("Take it"))).to_contain_text(";")
    page.keyboard.press(";")
    expect(page.get_by_text(re.compile("yours until"))).to_be_visible()
    page.wait_for_load_state("load")

    page.keyboard.press("w")
    page.locator("summary", has_text="The speaker").click()
    select_in_article(page, "Piet Holm")
    words = page.locator("#amend_speaker_words")
    expect(words).to_have_value("Piet Holm")
    page.locator("#amend-speaker").get_by_role("button", name="Correct it").click()
    chain = page.get_by_role("list", name="Who said it, through whom, about whom")
    expect(chain).to_contain_text("Piet Holm")
    page.wait_for_load_state("load")
    page.keyboard.press("z")
    expect(page.get_by_text("Undone.")).to_be_visible()
    expect(chain).to_contain_text("Lena Voss")

    bad: list[str] = []
    places = [
        f"/desk/claims/{claim}/",
        f"/desk/claims/{claim}/amend/",
        f"/desk/claims/{claim}/positions/",
        f"/desk/claims/{claim}/ask/",
        f"/desk/claims/{claim}/evidence/",
        f"/desk/evidence/{evidence}/",
        "/desk/requests/",
        f"/desk/requests/{contact}/",
        "/desk/keys/",
    ]
    for width, scheme in ((1440, "light"), (390, "dark")):
        page.set_viewport_size({"width": width, "height": 844})
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
        for place in places:
            page.goto(place)
            page.wait_for_load_state("load")
            bad += violations(page, f"{place} {width} {scheme}")
            wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
            if wide:
                bad.append(f"{place} {width}: wider than the screen")
    page.goto(f"/desk/claims/{claim}/#positions")
    expect(page.get_by_role("region", name="Positions of the parties")).to_be_in_viewport()
    bad += violations(page, "open sheet")
    assert bad == []
    assert kim.errors == []
