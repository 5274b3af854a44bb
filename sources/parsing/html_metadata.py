"""What a web page says about itself: JSON-LD first, then OpenGraph and meta elements, then plain HTML.

All of it is a claim of the page: dates and names are shown, addresses are used only on the page's own host.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from lxml import etree

from core.text import decode
from core.web_address import AddressError, canonical_url, join_address, parse_address

_MAX_BLOCKS: Final = 20
_MAX_BLOCK_BYTES: Final = 500_000
_MAX_NODES: Final = 500
_ARTICLE = re.compile(r"(?:.*Article|.*Posting|Report|ClaimReview|.*Review|Article)", re.IGNORECASE)
_DATE_NAMES: Final = ("article:published_time", "og:article:published_time", "datepublished", "date", "dc.date",
                      "dc.date.issued", "dcterms.created", "pubdate", "publishdate", "parsely-pub-date")  # fmt: skip
_AUTHOR_NAMES: Final = ("author", "article:author", "dc.creator", "parsely-author", "byl", "sailthru.author")
_TITLE_NAMES: Final = ("og:title", "twitter:title", "dc.title", "headline")
_SITE_NAMES: Final = ("og:site_name", "application-name", "publisher")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?=$|[-_])")
_DAY_ONLY = re.compile(r"\d{4}-\d\d-\d\d|\d{8}")


@dataclass(frozen=True, slots=True)
class PageMetadata:
    """Empty or None where the page is silent. `notes` are sentences for people."""

    title: str = ""
    byline: str = ""
    site_name: str = ""
    published_at: datetime | None = None
    language: str | None = None
    canonical_url: str | None = None
    notes: tuple[str, ...] = ()


def read_metadata(root: etree._Element, linked: list[bytes], *, url: str | None) -> PageMetadata:
    """`root`: the parsed page without scripts; `linked`: its blocks of JSON-LD; `url`: where it came from."""
    meta = _meta(root)
    article = next(_articles(linked), {})
    date = _first([_text(article.get("datePublished")), *(meta.get(name, "") for name in _DATE_NAMES), _time(root)])
    published_at, notes = parse_moment(date)
    canonical, elsewhere = _canonical(root, meta, url)
    return PageMetadata(
        title=_first([_text(article.get("headline")), *(meta.get(name, "") for name in _TITLE_NAMES), _title(root)]),
        byline=_first([_people(article.get("author")), *(_no_address(meta.get(name, "")) for name in _AUTHOR_NAMES)]),
        site_name=_first([_people(article.get("publisher")), *(meta.get(name, "") for name in _SITE_NAMES)]),
        published_at=published_at,
        language=_language(root),
        canonical_url=canonical,
        notes=notes + elsewhere,
    )


def parse_moment(value: str) -> tuple[datetime | None, tuple[str, ...]]:
    """An ISO 8601 date or time as an aware moment, with a note about what it did not say."""
    value = value.strip()[:40]
    if re.fullmatch(r".*[+-]\d{4}", value):
        value = f"{value[:-2]}:{value[-2:]}"
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        return None, ()
    if not 1000 <= moment.year <= 9000:
        return None, ()
    if moment.tzinfo is not None:
        return moment.astimezone(UTC), ()
    if _DAY_ONLY.fullmatch(value):
        return moment.replace(tzinfo=UTC), ("The page names only the day of its publication, not the time.",)
    return moment.replace(tzinfo=UTC), ("The page names its time of publication without a time zone; UTC was assumed.",)


def _meta(root: etree._Element) -> dict[str, str]:
    """The first value of each meta element, by lower-case name."""
    found: dict[str, str] = {}
    for element in root.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or ""
        found.setdefault(name.strip().lower()[:60], (element.get("content") or "").strip()[:2_000])
    return found


def _articles(linked: list[bytes]) -> Iterator[dict[str, Any]]:
    for block in linked[:_MAX_BLOCKS]:
        if len(block) > _MAX_BLOCK_BYTES:
            continue
        try:
            data = json.loads(decode(block).text.strip().removesuffix(";"), parse_int=str, parse_float=str)
        except (ValueError, RecursionError):
            continue
        for node in _nodes(data):
            kinds = node.get("@type")
            for kind in kinds if isinstance(kinds, list) else [kinds]:
                if isinstance(kind, str) and _ARTICLE.fullmatch(kind[:60]):
                    yield node


def _nodes(data: Any) -> Iterator[dict[str, Any]]:
    """Objects at the top, in lists and in `@graph`, no deeper."""
    waiting: list[Any] = [data]
    for _ in range(_MAX_NODES):
        if not waiting:
            return
        node = waiting.pop(0)
        if isinstance(node, list):
            waiting.extend(node[:_MAX_NODES])
        elif isinstance(node, dict):
            yield node
            waiting.append(node.get("@graph"))


def _people(value: Any) -> str:
    """Names of people or organisations, however they are written."""
    entries = value if isinstance(value, list) else [value]
    names = [
        _text(entry.get("name")) if isinstance(entry, dict) else _no_address(_text(entry)) for entry in entries[:20]
    ]
    return ", ".join(dict.fromkeys(name for name in names if name))


def _text(value: Any) -> str:
    if isinstance(value, list) and value:
        value = value[0]
    return value.strip()[:2_000] if isinstance(value, str) else ""


def _no_address(value: str) -> str:
    return "" if value.startswith(("http://", "https://", "@")) else value


def _first(values: Iterable[str]) -> str:
    return next((value for value in values if value), "")


def _title(root: etree._Element) -> str:
    for name in ("h1", "title"):
        for element in root.iter(name):
            words = " ".join("".join(element.itertext()).split())[:1_000]
            if words:
                return words
    return ""


def _time(root: etree._Element) -> str:
    for element in root.iter("time"):
        if element.get("pubdate") is not None or element.get("itemprop") == "datePublished":
            return (element.get("datetime") or "").strip()
    return ""


def _language(root: etree._Element) -> str | None:
    found = _LANGUAGE.match((root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or "").strip())
    return found[0].lower() if found else None


def _canonical(root: etree._Element, meta: dict[str, str], url: str | None) -> tuple[str | None, tuple[str, ...]]:
    """The page's own address for itself. Another host could claim any story, so it only earns a note."""
    links = [
        element.get("href") or "" for element in root.iter("link") if (element.get("rel") or "").lower() == "canonical"
    ]
    named = _first([*links[:1], meta.get("og:url", "")])
    if not named or not url:
        return None, ()
    try:
        here = parse_address(url)
        there = join_address(here, named)
    except AddressError:
        return None, ()
    if _site(there.host) == _site(here.host):
        return canonical_url(there.url), ()
    return None, (f"The page names an address on another host as its origin: {there.url[:300]}",)


def _site(host: str) -> str:
    for prefix in ("www.", "m.", "amp.", "mobile."):
        host = host.removeprefix(prefix)
    return host
