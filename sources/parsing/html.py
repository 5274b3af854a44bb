"""Web pages: the text of the article, with what the page says about itself."""

from __future__ import annotations

import logging
import re
from typing import Final

import lxml.html
import trafilatura
from lxml import etree

from core.text import MAX_CHARACTERS, clean, decode
from sources.parsing.document import DocumentKind, ParsedDocument, Unreadable
from sources.parsing.html_blocks import blocks_of
from sources.parsing.html_metadata import read_metadata
from sources.parsing.markup_limits import has_too_many_attributes, without_scripts
from sources.parsing.plain import decoding_notes

_LONG_BLOCK: Final = 80
_SPACES = re.compile(r"\s+")
_BULLET = re.compile(r"^- (?=\S)")
_TOO_DEEP: Final = (
    "This page nests its elements so deeply that text would be lost. Open it yourself and paste the article's text."
)

logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # it reports every odd page as an error


def parse_html(body: bytes, *, charset: str | None, url: str | None) -> ParsedDocument:
    """The article in a web page (by trafilatura, which is given the parsed tree and fetches nothing).

    Longer paragraphs outside of what was taken as the article are counted in a note. When nearly everything was left
    out, all text of the page is taken instead. Raises `Unreadable` for pages that no parser reads whole.
    """
    decoded = decode(body, declared=charset)
    markup, linked = without_scripts(clean(decoded.text, limit=12 * MAX_CHARACTERS).text.encode())
    if has_too_many_attributes(markup):
        raise Unreadable(
            "This page holds an element with hundreds of attributes, so it was not read. Paste the article's text."
        )
    root = _tree(markup)
    metadata = read_metadata(root, linked, url=url)
    blocks = blocks_of(root)
    text, left_out = _article(root, blocks)
    notes = list(decoding_notes(decoded.replaced) + metadata.notes)
    if left_out:
        notes.append(f"{left_out:,} longer paragraphs of the page were not taken as part of the article.")
    return ParsedDocument(
        text=text,
        kind=DocumentKind.HTML,
        title=metadata.title,
        byline=metadata.byline,
        site_name=metadata.site_name,
        published_at=metadata.published_at,
        language=metadata.language,
        canonical_url=metadata.canonical_url,
        notes=tuple(notes),
    )


def _tree(markup: bytes) -> etree._Element:
    """The page's tree. The parser drops what lies too deep and only writes that into its log, so the log is read."""
    parser = lxml.html.HTMLParser(
        encoding="utf-8", huge_tree=True, no_network=True, remove_comments=True, remove_pis=True
    )
    try:
        root = lxml.html.document_fromstring(markup, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError) as error:
        raise Unreadable("This page holds no text that could be read. Open it yourself and paste the text.") from error
    if any("xcessive depth" in entry.message for entry in parser.error_log):
        raise Unreadable(_TOO_DEEP)
    return root


def _article(root: etree._Element, blocks: list[str]) -> tuple[str, int]:
    """The text, and how many longer blocks of the page are not in it."""
    found = trafilatura.bare_extraction(
        root, include_comments=False, include_tables=True, include_images=False, with_metadata=False
    )
    article = _paragraphs(str(getattr(found, "text", "") or ""))
    whole = "\n\n".join(blocks)
    if len(article) < 0.3 * len(whole) and len(article) < 2_000:
        return whole, 0
    seen = _SPACES.sub("", article)
    missing = sum(len(block) >= _LONG_BLOCK and _SPACES.sub("", block) not in seen for block in blocks)
    return article, missing


def _paragraphs(text: str) -> str:
    """Lines of trafilatura's text as paragraphs; its signs for items and table cells made plain."""
    lines = (_BULLET.sub("• ", line.strip().strip("|").strip()) for line in text.splitlines())
    return "\n\n".join(line for line in lines if line)
