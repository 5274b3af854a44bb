"""A picture of captured bytes, drawn by Chromium without any network. Knows no database.

The page is not fetched again: what was captured is cleaned to plain markup (no script, style, frame, link or address
that a browser would load), put into a page of our own with a policy that forbids every load, and drawn by a browser
whose every name leads nowhere and whose proxy is a closed port; where the system lets us, in a network namespace
that has no network at all. So foreign markup can reach neither private addresses nor files.
"""

from __future__ import annotations

import base64
import contextlib
import html
import os
import shutil
import signal
import subprocess
import tempfile
from functools import lru_cache
from pathlib import Path
from typing import Final

import nh3

WIDTH: Final = 1280
HEIGHT: Final = 1800
_SECONDS: Final = 45
_MOST_CHARACTERS: Final = 400_000
_MOST_PICTURE: Final = 6_000_000  # bytes of a captured picture that is drawn as it is
_PICTURES: Final = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp"})
_POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"
_STYLE: Final = (
    "body{font:17px/1.5 serif;max-width:60rem;margin:2rem auto;color:#111;background:#fff;overflow-wrap:anywhere}"
    "header{font:14px/1.4 sans-serif;border-bottom:2px solid #111;margin-bottom:1.5rem}pre{white-space:pre-wrap}"
    "img{max-width:100%}"
)
_FLAGS: Final = (
    "--headless=new",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-extensions",
    "--disable-quic",
    "--dns-prefetch-disable",
    "--hide-scrollbars",
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--proxy-server=http://127.0.0.1:9",
    "--proxy-bypass-list=<-loopback>",
)


class CannotDraw(Exception):
    """`reason` is a sentence for a person."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def browser() -> str | None:
    """The Chromium of this machine; None if there is none."""
    return next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


def can_draw(content_type: str) -> bool:
    """Whether bytes of this kind can be drawn: pages, plain text, pictures."""
    return content_type in _PICTURES or content_type.startswith("text/") or "html" in content_type


def draw(body: bytes, *, text: str, content_type: str, heading: str) -> bytes:
    """A PNG of the captured `body`; `text` is the same decoded. `heading` is printed above: address, time, hash.

    Blocks for up to 45 s. Raises CannotDraw.
    """
    program = browser()
    if program is None:
        raise CannotDraw("No Chromium is installed on the worker's machine.")
    with tempfile.TemporaryDirectory(prefix="claimdesk-picture-") as folder:
        page, picture = Path(folder, "page.html"), Path(folder, "picture.png")
        page.write_text(offline_page(body, text=text, content_type=content_type, heading=heading), encoding="utf-8")
        _run(program, page, picture, Path(folder))
        try:
            drawn = picture.read_bytes()
        except FileNotFoundError:
            drawn = b""
    if not drawn.startswith(b"\x89PNG"):
        raise CannotDraw("The browser drew nothing of this page.")
    return drawn


def offline_page(body: bytes, *, text: str, content_type: str, heading: str) -> str:
    """The page that is drawn: nothing in it can be loaded, run or followed."""
    if content_type in _PICTURES:
        if len(body) > _MOST_PICTURE:
            raise CannotDraw("This picture is too large to be drawn again; the bytes are kept.")
        inner = f'<img alt="" src="data:{content_type};base64,{base64.b64encode(body).decode()}">'
    elif "html" in content_type:
        inner = _clean(text[:_MOST_CHARACTERS])
    else:
        inner = f"<pre>{html.escape(text[:_MOST_CHARACTERS])}</pre>"
    return (
        f'<!doctype html><html><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" '
        f'content="{_POLICY}"><style>{_STYLE}</style></head><body><header><p>{html.escape(heading)}</p></header>'
        f"{inner}</body></html>"
    )


def _clean(markup: str) -> str:
    return nh3.clean(
        markup,
        tags=nh3.ALLOWED_TAGS - {"img", "map", "area"},
        attributes={"td": {"colspan", "rowspan"}, "th": {"colspan", "rowspan"}, "ol": {"start"}},
        clean_content_tags={"script", "style", "noscript", "template", "svg", "title"},
        link_rel=None,
        url_schemes=set(),
    )


def _run(program: str, page: Path, picture: Path, folder: Path) -> None:
    command = [
        *_no_network(),
        program,
        *_FLAGS,
        *(["--no-sandbox"] if os.geteuid() == 0 else []),
        f"--user-data-dir={folder / 'profile'}",
        f"--window-size={WIDTH},{HEIGHT}",
        f"--screenshot={picture}",
        page.as_uri(),
    ]
    process = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        cwd=folder,
        env={"PATH": os.environ.get("PATH", ""), "HOME": str(folder), "LANG": "C.UTF-8"},
    )
    try:
        process.wait(timeout=_SECONDS)
    except subprocess.TimeoutExpired:
        raise CannotDraw("The browser did not finish drawing this page in time.") from None
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


@lru_cache(maxsize=1)
def _no_network() -> tuple[str, ...]:
    """What to put before a command so that it runs without any network; nothing where the system does not allow it."""
    tool = shutil.which("unshare")
    if tool is None:
        return ()
    command = (tool, "--map-current-user", "--net") if os.geteuid() else (tool, "--net")
    tried = subprocess.run([*command, "true"], check=False, capture_output=True, timeout=10)
    return command if tried.returncode == 0 else ()
