"""Takes the pictures of the guides from a running demo newsroom: `make screenshots URL=http://127.0.0.1:8000`.

Signs in with a log-in of the demo, looks the founding claim up through the API, and photographs each page wide and
narrow, light and dark, into docs/screenshots/NAME-WIDTH-SCHEME.png. Needs Chromium (`make browser` installs it).
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, StorageState, TimeoutError, sync_playwright

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "screenshots"
WIDTHS = {1440: 780, 390: 844}  # width: height, in CSS pixels
SCHEMES = ("light", "dark")
LARGEST = 250_000  # bytes of one picture: the repository is not a photo album
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
STORY = "Witkoff"
LOGIN = ("eve", "eve-edits-2026")  # the demo's editor, who sees the desk's pages and the admin


class Unable(Exception):
    """The pictures cannot be taken; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to take: from where, which pages, how wide, in which colours, the window or the whole page."""

    url: str
    folder: Path
    names: frozenset[str]
    widths: tuple[int, ...]
    schemes: tuple[str, ...]
    whole: bool


def main() -> int:
    """Take what the command line asks for. Returns 1 if a picture could not be taken or is too large."""
    try:
        wanted = _wanted()
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=_chromium(), args=FLAGS)
            taken = take(browser, wanted)
            browser.close()
    except Unable as error:
        print(error, file=sys.stderr)
        return 1
    too_large = [path for path in taken if not wanted.whole and path.stat().st_size > LARGEST]
    for path in too_large:
        print(f"{path} has {path.stat().st_size} bytes; {LARGEST} are the most. Choose a smaller window.")
    print(f"{len(taken)} pictures, {sum(path.stat().st_size for path in taken) / 1000:.0f} kB, in {wanted.folder}")
    return 1 if too_large else 0


def take(browser: Browser, wanted: Wanted) -> list[Path]:
    """Every wanted picture; the paths of the files written."""
    wanted.folder.mkdir(parents=True, exist_ok=True)
    state, pages = _sign_in(browser, wanted.url)
    unknown = wanted.names - set(pages)
    if unknown:
        raise Unable(f"There is no page {', '.join(sorted(unknown))}. Choose from: {', '.join(pages)}.")
    chosen = {name: path for name, path in pages.items() if not wanted.names or name in wanted.names}
    taken: list[Path] = []
    for width in wanted.widths:
        for scheme in wanted.schemes:
            context = _context(browser, width, scheme, state)
            taken += _photograph(context, chosen, wanted, f"{width}-{scheme}")
            context.close()
    return taken


def _wanted() -> Wanted:
    parser = argparse.ArgumentParser(description="Take pictures of a running demo newsroom.")
    parser.add_argument("url", nargs="?", default="http://127.0.0.1:8000", help="where the newsroom answers")
    parser.add_argument("--only", nargs="*", default=[], metavar="PAGE", help="only these pages")
    parser.add_argument("--widths", nargs="*", type=int, choices=WIDTHS, default=list(WIDTHS))
    parser.add_argument("--schemes", nargs="*", choices=SCHEMES, default=list(SCHEMES))
    parser.add_argument("--whole", action="store_true", help="the whole page, not only the first window of it")
    parser.add_argument("--out", type=Path, default=FOLDER, help="folder for the pictures")
    given = parser.parse_args()
    return Wanted(
        url=given.url.rstrip("/"),
        folder=given.out,
        names=frozenset(given.only),
        widths=tuple(given.widths),
        schemes=tuple(given.schemes),
        whole=given.whole,
    )


def _chromium() -> str:
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if found is None:
        raise Unable("No Chromium on this machine. As root, `make browser` installs Debian's package.")
    return found


def _sign_in(browser: Browser, url: str) -> tuple[StorageState, Mapping[str, str]]:
    """Sign in once: (the session, the addresses of all pages)."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    try:
        _give_password(page, url)
        pages = _pages(page, url)
    except TimeoutError as error:
        raise Unable(f"{url} did not answer in time. Is the newsroom open there (`make run`)?") from error
    state = context.storage_state()
    context.close()
    return state, pages


def _give_password(page: Page, url: str) -> None:
    page.goto(f"{url}/desk/sign-in/")
    for name, value in zip(("username", "password"), LOGIN, strict=True):
        page.fill(f"input[name={name}]", value)
    page.click("main button[type=submit]")
    page.wait_for_url(lambda address: "/sign-in/" not in address)


def _pages(page: Page, url: str) -> Mapping[str, str]:
    """Name and address of every page: the founding claim is looked up, since its number differs."""
    answer = page.request.get(f"{url}/api/v1/claims/?q={STORY}")
    found = json.loads(answer.text()).get("results") or []
    if not found:
        raise Unable(f"{url} has no published claim about {STORY}. These pictures need the demo newsroom.")
    claim = found[0]
    page.goto(f"{url}/desk/claims/{claim['id']}/")
    article = page.locator("main a[href^='/desk/articles/']").first.get_attribute("href") or "/desk/articles/"
    return {
        "queue": "/desk/",
        "numbers": "/desk/numbers/",
        "article": article.partition("#")[0].partition("?")[0],
        "claim": f"/desk/claims/{claim['id']}/",
        "matrix": f"/desk/claims/{claim['id']}/#positions",
        "requests": "/desk/requests/",
        "webhooks": "/desk/webhooks/",
        "keys": "/desk/keys/",
        "add": "/desk/add/",
        "search": "/",
        "public-claim": "/claims/" + claim["url"].partition("/claims/")[2],
        "admin": "/admin/claims/claim/",
        **_public_pages(page, url, claim["id"]),
    }


def _public_pages(page: Page, url: str, claim_id: int) -> dict[str, str]:
    """The pages that readers see, beside the search and the founding claim."""
    found = {
        "public-hits": f"/?q={STORY}",
        "public-reading": "/?q=status%3Atrue+unemployment",
        "public-speakers": "/speakers/",
        "public-topics": "/topics/",
        "public-corrections": "/corrections/",
        "public-corrections-policy": "/corrections-policy/",
        "public-how-we-work": "/how-we-work/",
        "public-about": "/about/",
        "public-report": f"/report-an-error/?claim={claim_id}",
        "public-card": f"/claims/{claim_id}/card/",
    }
    # One of a kind each: the first that a page of the site leads to.
    kinds = {
        "public-corrected": ("/corrections/", ".results__claim a"),
        "public-speaker": ("/speakers/", "main a[href^='/speakers/']"),
        "public-topic": ("/topics/", "main a[href^='/topics/']"),
        "public-outlet": (f"/claims/{claim_id}/", "main a[href^='/outlets/']"),
    }
    for name, (path, selector) in kinds.items():
        page.goto(url + path)
        links = page.locator(selector)
        if links.count():
            found[name] = links.first.get_attribute("href") or path
    return found


def _context(browser: Browser, width: int, scheme: str, state: StorageState) -> BrowserContext:
    return browser.new_context(
        viewport={"width": width, "height": WIDTHS[width]},
        color_scheme="dark" if scheme == "dark" else "light",
        reduced_motion="reduce",
        storage_state=state,
    )


def _photograph(context: BrowserContext, pages: Mapping[str, str], wanted: Wanted, ending: str) -> list[Path]:
    taken = []
    page = context.new_page()
    for name, path in pages.items():
        page.goto("about:blank")  # a place in the same page (#positions) would be no visit of its own
        answer = page.goto(wanted.url + path, wait_until="load")
        if answer is None or answer.status != 200:
            raise Unable(f"{wanted.url}{path} answered {answer.status if answer else 'nothing'}.")
        page.evaluate("document.fonts.ready")
        target = wanted.folder / f"{name}-{ending}.png"
        page.screenshot(path=target, full_page=wanted.whole, timeout=120_000)
        _shrink(target)
        taken.append(target)
    return taken


def _shrink(path: Path) -> None:
    """Keep 256 colours, where that makes the file smaller: pages have few, and the repository is cloned by many."""
    small = path.with_suffix(".small")
    with Image.open(path) as picture:
        few = picture.convert("RGB").quantize(256, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    few.save(small, "PNG", optimize=True)
    if small.stat().st_size < path.stat().st_size:
        small.replace(path)
    else:
        small.unlink()


if __name__ == "__main__":
    sys.exit(main())
