"""ClaimReview markup (schema.org 30.0; Google's fact-check rules of 2025).

The author of the claim is who asserted it: the envoy who told of the president's consent, not the president.
`itemReviewed.datePublished` is when it was said, never when it was checked. "Unconfirmed" has no number.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

# Documented on the methodology page: 1 disputed ... 5 confirmed. Nearer to best is truer.
RATINGS: dict[str, int] = {"disputed": 1, "confirmed": 5}
WORST, BEST = 1, 5
_TYPES = {"person": "Person", "organisation": "Organization", "government": "GovernmentOrganization"}


@dataclass(frozen=True, slots=True)
class Desk:
    """Who publishes: name and absolute address of the desk."""

    name: str
    url: str


def claim_review(
    snapshot: Mapping[str, Any],
    *,
    desk: Desk,
    url: str,
    number: int,
    published_at: str,
    modified_at: str,
    correction: str = "",
) -> dict[str, Any]:
    """The markup of one edition as JSON-ready data. `url` is the page's own absolute address, also the `@id`.

    Times are ISO 8601 with offset. `correction` is the reason of a correcting edition.
    """
    review: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "@id": f"{url}#claimreview",
        "url": url,
        "claimReviewed": snapshot["claim"]["text"],
        "author": {"@type": "Organization", "name": desk.name, "url": desk.url},
        "datePublished": published_at,
        "dateModified": modified_at,
        "inLanguage": "en",
        "version": number,
        "reviewRating": _rating(snapshot["status"], snapshot.get("summary", "")),
        "itemReviewed": _claim(snapshot),
        "correctionsPolicy": f"{desk.url}/corrections/",
    }
    if correction:
        review["correction"] = {"@type": "CorrectionComment", "text": correction, "datePublished": modified_at}
    return review


def _rating(status: str, explanation: str) -> dict[str, Any]:
    rating: dict[str, Any] = {"@type": "Rating", "alternateName": status.capitalize()}
    if explanation:
        rating["ratingExplanation"] = explanation
    if status in RATINGS:
        rating |= {"ratingValue": RATINGS[status], "worstRating": WORST, "bestRating": BEST}
    return rating


def _claim(snapshot: Mapping[str, Any]) -> dict[str, Any]:
    claim: dict[str, Any] = {"@type": "Claim", "datePublished": snapshot["said_at"]}
    author = snapshot.get("said_by")
    if author and author["kind"] in _TYPES:
        claim["author"] = {"@type": _TYPES[author["kind"]], "name": author["name"]}
        if author.get("wikidata_id"):
            claim["author"]["sameAs"] = f"https://www.wikidata.org/wiki/{author['wikidata_id']}"
    elif not author and snapshot["claim"]["presentation"] == "stated":
        outlet = next((link["name"] for link in snapshot["chain"] if link["role"] == "outlet"), "")
        if outlet:
            claim["author"] = {"@type": "NewsMediaOrganization", "name": outlet}
    appearances = [_work(row) for row in snapshot["appearances"] if row.get("url")]
    if appearances:
        claim["firstAppearance"] = appearances[0]
        claim["appearance"] = appearances
    return claim


def _work(row: Mapping[str, Any]) -> dict[str, Any]:
    work: dict[str, Any] = {"@type": "NewsArticle", "url": row["url"]}
    if row.get("title"):
        work["headline"] = row["title"]
    if row.get("published_at"):
        work["datePublished"] = row["published_at"]
    if row.get("outlet"):
        work["publisher"] = {"@type": "Organization", "name": row["outlet"]}
    return work
