"""ClaimReview markup (schema.org 30.0; Google's fact-check rules of 2025).

The author of the claim is who asserted it: the envoy who told of the president's consent, not the president.
`itemReviewed.datePublished` is when it was said, never when it was checked; left out where nobody knows.
"Unconfirmed" has no number.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from publication.frozen import is_dated, override_of

# Documented on the methodology page: 1 disputed ... 5 confirmed. Nearer to best is truer.
RATINGS: dict[str, int] = {"disputed": 1, "confirmed": 5}
WORST, BEST = 1, 5
_TYPES = {"person": "Person", "organisation": "Organization", "government": "GovernmentOrganization"}


@dataclass(frozen=True, slots=True)
class Desk:
    """Who publishes: name and absolute address of the desk; address of the licence of the markup, if there is one."""

    name: str
    url: str
    licence: str = ""


@dataclass(frozen=True, slots=True)
class Correction:
    """Why an edition replaced the one before, and when (ISO 8601)."""

    reason: str
    at: str


def claim_review(
    snapshot: Mapping[str, Any],
    *,
    desk: Desk,
    url: str,
    number: int,
    published_at: str,
    modified_at: str,
    corrections: Sequence[Correction] = (),
) -> dict[str, Any]:
    """The markup of one edition as JSON-ready data. `url` is the page's own absolute address, also the `@id`.

    Times are ISO 8601 with offset; `published_at` is that of the first edition. `corrections`: all up to this edition,
    the latest first. An edition that overrides the desk's policy says so, and why, in `reviewBody`.
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
        "reviewRating": _rating(snapshot),
        "itemReviewed": _claim(snapshot, desk=desk, published_at=published_at),
        "correctionsPolicy": f"{desk.url}/corrections-policy/",
        "actionableFeedbackPolicy": f"{desk.url}/report-an-error/",
        "verificationFactCheckingPolicy": f"{desk.url}/how-we-work/",
    }
    override = override_of(snapshot)
    if override:
        review["reviewBody"] = f"{snapshot['summary']}\n\n{override.told()}".strip()
    if desk.licence:
        review["sdLicense"] = desk.licence
    if corrections:
        review["correction"] = [
            {"@type": "CorrectionComment", "text": row.reason, "datePublished": row.at} for row in corrections
        ]
    return review


def _rating(snapshot: Mapping[str, Any]) -> dict[str, Any]:
    """The word of the desk's scale with its numbers as they were on the day; a word without a number has none here."""
    status = snapshot["status"]
    found = snapshot.get("verdict") or {
        "label": status,
        "rating": RATINGS.get(status),
        "worst": WORST,
        "best": BEST,
    }
    rating: dict[str, Any] = {"@type": "Rating", "alternateName": found["label"][:1].upper() + found["label"][1:]}
    if snapshot.get("summary"):
        rating["ratingExplanation"] = snapshot["summary"]
    if found["rating"] is not None:
        rating |= {"ratingValue": found["rating"], "worstRating": found["worst"], "bestRating": found["best"]}
    return rating


def _claim(snapshot: Mapping[str, Any], *, desk: Desk, published_at: str) -> dict[str, Any]:
    claim: dict[str, Any] = {"@type": "Claim"}
    if is_dated(snapshot) and _moment(snapshot["said_at"]) <= _moment(published_at):
        claim["datePublished"] = snapshot["said_at"]
    author = _author(snapshot)
    if author and author["name"].casefold() != desk.name.casefold():  # nobody checks what they claim themselves
        claim["author"] = author
    works = [_work(row) for row in sorted(snapshot["appearances"], key=_first_seen) if _is_web(row.get("url"))]
    if works:
        claim["firstAppearance"] = works[0]
        claim["appearance"] = works
    return claim


def _author(snapshot: Mapping[str, Any]) -> dict[str, Any] | None:
    """Who asserted it, typed as on record; the outlet where it speaks in its own voice; else nobody."""
    said_by = snapshot.get("said_by")
    if said_by and said_by["kind"] in _TYPES:
        author = {"@type": _TYPES[said_by["kind"]], "name": said_by["name"]}
        if said_by.get("description") and said_by["kind"] == "person":
            author["jobTitle"] = said_by["description"]
        if said_by.get("wikidata_id"):
            author["sameAs"] = f"https://www.wikidata.org/wiki/{said_by['wikidata_id']}"
        return author
    if not said_by and snapshot["claim"]["presentation"] == "stated":
        outlet = next((link["name"] for link in snapshot["chain"] if link["role"] == "outlet"), "")
        if outlet:
            return {"@type": "NewsMediaOrganization", "name": outlet}
    return None


def _first_seen(row: Mapping[str, Any]) -> str:
    return str(row.get("published_at") or "9999")


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


def _is_web(url: str | None) -> bool:
    return bool(url) and str(url).startswith(("https://", "http://"))


def _work(row: Mapping[str, Any]) -> dict[str, Any]:
    work: dict[str, Any] = {"@type": "NewsArticle", "url": row["url"]}
    if row.get("title"):
        work["headline"] = row["title"]
    if row.get("published_at"):
        work["datePublished"] = row["published_at"]
    if row.get("outlet"):
        work["publisher"] = {"@type": "Organization", "name": row["outlet"]}
    return work
