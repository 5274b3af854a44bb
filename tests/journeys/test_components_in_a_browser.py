"""Keys, marks, drafts and colours in a real browser, on the living page of components: no server, no database.

Every request is answered from here: the page as Django renders it, and the files of static/. The content security
policy is the strict one, so that a violation shows up as an error on the console.
"""

import mimetypes
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import RequestFactory, override_settings
from playwright.sync_api import Browser, Page, Route, sync_playwright

from desk.views.components import components

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
POLICY = "default-src 'self'; script-src 'self'; style-src 'self'; object-src 'none'; base-uri 'self'"
PLACE = "http://desk.test/components/"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]

pytestmark = [
    pytest.mark.journey,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine: apt-get install chromium"),
]


@pytest.fixture(scope="module")
def living_page() -> bytes:
    with override_settings(ROOT_URLCONF="tests.unit.desk.no_addresses"):
        return components(RequestFactory().get("/components/")).content


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield running
        running.close()


def _answer(route: Route, page: bytes) -> None:
    path = route.request.url.removeprefix("http://desk.test/").partition("#")[0].partition("?")[0]
    file = ROOT / path
    if path.startswith("static/") and file.is_file():
        route.fulfill(body=file.read_bytes(), content_type=mimetypes.guess_type(path)[0] or "font/woff2")
    elif path == "components/":
        route.fulfill(body=page, headers={"Content-Type": "text/html", "Content-Security-Policy": POLICY})
    else:
        route.fulfill(status=204)


def _open(browser: Browser, living_page: bytes, *, width: int = 1440, scheme: str = "light") -> tuple[Page, list[str]]:
    """A page of its own, with empty storage, and what the browser complains about on it."""
    context = browser.new_context(
        viewport={"width": width, "height": 850}, color_scheme=scheme, reduced_motion="reduce"
    )
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.route("**/*", lambda route: _answer(route, living_page))
    page.goto(PLACE)
    return page, complaints


@pytest.fixture
def page(browser: Browser, living_page: bytes) -> Iterator[Page]:
    opened, complaints = _open(browser, living_page)
    yield opened
    opened.context.close()
    assert complaints == []


def current_row(page: Page) -> str | None:
    return page.evaluate("document.querySelector('[data-row][aria-current]')?.dataset.row ?? null")


def active_claims(page: Page) -> list[str]:
    return page.evaluate(
        "[...new Set([...document.querySelectorAll('[data-article] .mark.is-active')].map((m) => m.dataset.claim))]"
    )


def test_j_and_k_move_the_row_and_its_focus(page: Page) -> None:
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    assert current_row(page) == "2"
    assert page.evaluate("document.activeElement.closest('[data-row]').dataset.row") == "2"


def test_a_key_belongs_to_the_current_row_first(page: Page) -> None:
    page.evaluate("document.addEventListener('submit', (e) => { e.preventDefault(); window.sent = e.target; })")
    page.keyboard.press("j")
    page.keyboard.press("t")
    assert page.evaluate("window.sent.closest('[data-row]').dataset.row") == "2"


def test_keys_do_nothing_while_typing_until_escape(page: Page) -> None:
    page.keyboard.press("/")
    page.keyboard.type("jjc?")
    assert page.evaluate("document.activeElement.value") == "jjc?"
    assert current_row(page) == "1"
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    assert current_row(page) == "2"


@pytest.mark.parametrize("chord", ["Control+j", "Alt+j", "Meta+j"])
def test_keys_with_a_modifier_belong_to_the_browser(page: Page, chord: str) -> None:
    page.keyboard.press(chord)
    assert current_row(page) == "1"


@pytest.mark.parametrize(
    ("key", "verdict"), [("c", "confirmed"), ("d", "disputed"), ("u", "unconfirmed"), ("x", "dismissed")]
)
def test_a_verdict_is_chosen_with_one_key(page: Page, key: str, verdict: str) -> None:
    page.evaluate("document.querySelectorAll('[name=verdict]').forEach((radio) => { radio.checked = false; })")
    page.keyboard.press(key)
    assert page.evaluate("document.querySelector('[name=verdict]:checked').value") == verdict


def test_the_question_mark_shows_all_keys_and_single_keys_can_be_turned_off(page: Page) -> None:
    page.keyboard.press("?")
    assert page.evaluate("document.getElementById('keys').open")
    page.keyboard.press("j")
    assert current_row(page) == "1"
    page.uncheck("[data-keys-toggle]")
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    assert current_row(page) == "1"


def test_n_walks_the_claims_in_the_order_of_the_text(page: Page) -> None:
    assert active_claims(page) == ["1"]
    page.keyboard.press("n")
    assert active_claims(page) == ["2"]
    page.keyboard.press("p")
    assert active_claims(page) == ["1"]


def test_a_mark_opens_its_card_and_the_card_leads_back(page: Page) -> None:
    page.locator("a.hl[data-claim='2']").first.click()
    assert page.evaluate("document.querySelector('[data-card][aria-current]').dataset.card") == "2"
    page.locator("[data-card='6']").click(position={"x": 200, "y": 20})
    assert active_claims(page) == ["6"]


def test_a_half_written_rationale_is_there_again_and_gone_once_it_was_sent(page: Page) -> None:
    page.fill("#rationale", "Half a thought")
    page.locator("[data-draft-note]", has_text="draft kept").wait_for()
    page.reload()
    assert page.input_value("#rationale") == "Half a thought"
    page.evaluate("document.dispatchEvent(new CustomEvent('draftSaved', {detail: {value: 'sample'}}))")
    assert page.evaluate("localStorage.getItem('draft:sample')") is None


def test_the_choice_of_colours_is_kept(page: Page) -> None:
    light = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.evaluate("localStorage.setItem('theme', 'dark')")
    page.reload()
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != light


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
def test_every_component_is_accessible_and_fits(browser: Browser, living_page: bytes, width: int, scheme: str) -> None:
    page, _ = _open(browser, living_page, width=width, scheme=scheme)
    found = Axe().run(page, options={"runOnly": RULES}).response["violations"]
    assert [(rule["id"], [node["html"][:120] for node in rule["nodes"]]) for rule in found] == []
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") == 0
    page.context.close()
