"""What ClaimReview markup has to keep: Google's fact-check guidelines of 2025 and schema.org 30.0."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from publication.claimreview.build import BEST, RATINGS, WORST

LONGEST_ADVISED = 75  # characters of claimReviewed; longer ones are allowed and never cut

_VERDICTS = re.compile(
    r"^(?:confirmed|disputed|unconfirmed|false|true|fake|misleading|retracted)\s*[:–—-]", re.IGNORECASE
)


def broken_rules(markup: Mapping[str, Any], *, host: str) -> list[str]:
    """Sentences about what is wrong; empty if all is well. `host`: that of the page, as "desk.example"."""
    return [*_required(markup), *_address(markup, host), *_rating(markup), *_claim(markup)]


def _required(markup: Mapping[str, Any]) -> Iterator[str]:
    for name in ("claimReviewed", "reviewRating", "url", "author", "itemReviewed", "datePublished"):
        if not markup.get(name):
            yield f"{name} is missing."
    if markup.get("@type") != "ClaimReview":
        yield "The type is not ClaimReview."
    if _VERDICTS.search(str(markup.get("claimReviewed", ""))):
        yield "claimReviewed begins with a verdict."


def _address(markup: Mapping[str, Any], host: str) -> Iterator[str]:
    parts = urlsplit(str(markup.get("url", "")))
    if parts.netloc != host:
        yield f"url is not on the page's own host {host}."
    if not parts.path.strip("/") or parts.query or parts.fragment:
        yield "url is not the page of the check itself."
    if not str(markup.get("@id", "")).startswith(f"{markup.get('url')}#"):
        yield "@id does not belong to the page."


def _rating(markup: Mapping[str, Any]) -> Iterator[str]:
    rating = markup.get("reviewRating") or {}
    words = str(rating.get("alternateName", ""))
    if not words:
        yield "The rating has no words (alternateName)."
    if "ratingValue" not in rating:
        if RATINGS.get(words.lower()):
            yield f"{words} has a number on the published scale, and the rating has none."
        return
    worst, best, value = (rating.get(name) for name in ("worstRating", "bestRating", "ratingValue"))
    if not all(isinstance(number, int) for number in (worst, best, value)):
        yield "A rating with a number needs whole numbers for worst, best and value."
    elif not 1 <= int(worst or 0) <= int(value or 0) <= int(best or 0) or worst == best:
        yield "The numbers of the rating are not in order."
    # A desk's own words have the numbers of its own scale; ours are known.
    if (worst, best) == (WORST, BEST) and RATINGS.get(
        words.lower(), value if words.lower() != "unconfirmed" else None
    ) != value:
        yield f"{value} is not the number of {words} on the published scale."


def _claim(markup: Mapping[str, Any]) -> Iterator[str]:
    claim = markup.get("itemReviewed") or {}
    author = claim.get("author")
    if author:
        if author.get("@type") not in {"Person", "Organization", "GovernmentOrganization", "NewsMediaOrganization"}:
            yield "Who made the claim has no type."
        if not author.get("name"):
            yield "Who made the claim has no name."
        if str(author.get("name", "")).casefold() == str((markup.get("author") or {}).get("name", "")).casefold():
            yield "Who made the claim is who checks it."
    if claim.get("datePublished") and markup.get("datePublished"):
        said, checked = (datetime.fromisoformat(str(row["datePublished"])) for row in (claim, markup))
        if said > checked:
            yield "The claim is younger than its check."
    if claim.get("appearance") and claim.get("firstAppearance") not in claim["appearance"]:
        yield "firstAppearance is none of the appearances."
