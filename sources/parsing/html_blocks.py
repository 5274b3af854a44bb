"""All text of a web page in blocks, without judging what belongs to the article: the measure of what was left out."""

from __future__ import annotations

from typing import Final

from lxml import etree

_BLOCKS: Final = frozenset(
    [
        "address",
        "article",
        "blockquote",
        "body",
        "br",
        "caption",
        "dd",
        "details",
        "dialog",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "html",
        "li",
        "main",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
        "center",
    ]
)
_LEFT_OUT: Final = frozenset(
    [
        "head",
        "script",
        "style",
        "noscript",
        "template",
        "nav",
        "footer",
        "aside",
        "form",
        "button",
        "select",
        "option",
        "textarea",
        "svg",
        "math",
        "iframe",
        "object",
        "canvas",
        "audio",
        "video",
        "header",
    ]
)


def blocks_of(root: etree._Element) -> list[str]:
    """The text of each block element in order, white space folded. One walk, no recursion: depth costs nothing."""
    blocks: list[str] = []
    pieces: list[str] = []
    skipped = 0

    def close() -> None:
        words = " ".join("".join(pieces).split())
        if words:
            blocks.append(words)
        pieces.clear()

    for event, element in etree.iterwalk(root, events=("start", "end")):
        tag = element.tag if isinstance(element.tag, str) else ""
        left_out = tag in _LEFT_OUT and not (tag == "header" and _inside_article(element))
        if event == "start":
            skipped += left_out
            if tag in _BLOCKS:
                close()
            if not skipped:
                pieces.append(element.text or "")
            continue
        if tag in _BLOCKS:
            close()
        skipped -= left_out
        if not skipped:
            pieces.append(element.tail or "")
    close()
    return blocks


def _inside_article(element: etree._Element) -> bool:
    parent = element.getparent()
    return parent is not None and parent.tag in ("article", "main")
