"""A look at markup before a parser sees it. Elements with very many attributes cost parsers quadratic time."""

from __future__ import annotations

import re
from typing import Final

MAX_ATTRIBUTES: Final = 500
# Atomic groups and possessive quantifiers: the engine never goes back, so the search is linear.
_ATTRIBUTE = rb"""(?>[\s/]*+[^\s>=/]++(?>\s*+=\s*+(?>"[^"]*+"|'[^']*+'|[^\s>"']++|))?)"""
_TOO_MANY = re.compile(rb"<[A-Za-z](?>[^\s>/]*+)" + _ATTRIBUTE + b"{%d}" % MAX_ATTRIBUTES)
_SCRIPT = re.compile(rb"<(script|style)\b([^<>]{0,2000})>", re.IGNORECASE)
_SCRIPT_END = {
    b"script": re.compile(rb"</script", re.IGNORECASE),
    b"style": re.compile(rb"</style", re.IGNORECASE),
}


def has_too_many_attributes(body: bytes) -> bool:
    """Whether some element has more than `MAX_ATTRIBUTES` attributes. Scripts should have been taken out before."""
    return _TOO_MANY.search(body) is not None


def without_scripts(body: bytes) -> tuple[bytes, list[bytes]]:
    """Markup without its scripts and styles, and apart from it the blocks of JSON-LD that were among them."""
    kept: list[bytes] = []
    linked: list[bytes] = []
    position = 0
    while opening := _SCRIPT.search(body, position):
        kept.append(body[position : opening.start()])
        closing = _SCRIPT_END[opening[1].lower()].search(body, opening.end())
        end = closing.start() if closing else len(body)
        if b"ld+json" in opening[2].lower():
            linked.append(body[opening.end() : end])
        position = body.find(b">", end) + 1 if closing else len(body)
        if closing and position == 0:
            position = len(body)
    kept.append(body[position:])
    return b" ".join(kept), linked
