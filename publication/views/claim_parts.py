"""The parts of a claim's page, out of one edition's snapshot: chain, positions, evidence, appearances."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from publication.addresses import outlet_page, speaker_page
from publication.models import Edition

_OPEN = ("not_confirmed", "no_answer")  # stands that wait for an answer
_FEWEST_APART = 12.0  # percent of the line between two points, so that their words do not touch
_MOST_POINTS = 7


def chain(edition: Edition, pages: set[int], *, listed: bool) -> list[dict[str, str]]:
    """Who said it, through whom, about whom. `pages`: ids of speakers that have a public page.

    `listed`: the statement stands, so that its outlet has a page too.
    """
    notes = {
        "asserter": _("said it"),
        "outlet": _("reported it"),
        "about": _("it is about them; they have not said it"),
    }
    stands = {
        "denies": _("denies it"),
        "rejects": _("rejects it"),
        "not_confirmed": _("has not confirmed it"),
        "declined": _("would not say"),
        "no_answer": _("did not answer"),
    }
    links: list[dict[str, str]] = []
    shown: set[str] = set()
    for link in edition.snapshot["chain"]:
        described = (link.get("speaker") or {}).get("description", "")
        when = day(link.get("published_at"))
        told = stands.get(link.get("stance", ""), notes[link["role"]])
        note = " · ".join(part for part in (described, told) if part) + (f", {when}" if when else "")
        name = "" if link["name"] == "nobody named" else link["name"]
        url = _page(link.get("speaker"), pages)
        if link["role"] == "outlet" and edition.outlet and listed:
            url = outlet_page(edition.outlet.pk, edition.outlet.slug)
        links.append({"name": name, "role": link["role"], "cue": link.get("cue", ""), "note": note, "url": url})
        shown.add(link["name"])
    inside = any(link["role"] == "about" for link in edition.snapshot["chain"])
    links += [
        {"name": person["name"], "role": "about", "cue": "", "note": notes["about"], "url": _page(person, pages)}
        for person in edition.snapshot["about"][:1]
        if person and not inside and person["name"] not in shown
    ]
    return links


def positions(edition: Edition, pages: set[int]) -> list[dict[str, str]]:
    """Where each party stands; for who has not answered, the days up to this edition are counted."""
    rows = []
    for row in edition.snapshot["positions"]:
        words = f"“{row['quotation']}”" if row["quotation"] else str(row["note"])
        rows.append(
            {
                "party": row["party"],
                "party_url": _page(row.get("speaker"), pages),
                "stance": row["stance"],
                "where": " · ".join(part for part in (row["source"], words) if part),
                "where_url": row["url"] or "",
                "date": day(row["stated_at"]),
                "waiting": _waiting(row, edition.published_at),
            }
        )
    return rows


def _waiting(row: dict[str, Any], until: datetime) -> str:
    if row["stance"] not in _OPEN or not row["stated_at"]:
        return ""
    days = (until - datetime.fromisoformat(row["stated_at"])).days
    if days < 1:
        return ""
    return ngettext("%d day", "%d days", days) % days


def evidence(edition: Edition) -> list[dict[str, Any]]:
    rows = []
    for row in edition.snapshot["evidence"]:
        captured = moment(row.get("captured_at"))
        missed = row.get("words_found") is False  # editions of before November 2026 do not say
        rows.append(
            {
                "id": row["id"],
                "stance": row["stance"],
                "title": row["title"] or row["url"] or _("on record"),
                "url": row["url"],
                "quotation": row["quotation"],
                "state": "changed" if missed else "captured" if captured else "",
                "state_note": _captured(captured, missed=missed) if captured or row["url"] else "",
                "sha256": row.get("sha256") or "",
            }
        )
    return rows


def _captured(moment: str, *, missed: bool) -> str:
    if not moment:
        return _("not captured")
    note = _("captured %s") % moment
    return _("%s; we did not find the quoted words in it") % note if missed else note


def appearances(edition: Edition) -> list[dict[str, Any]]:
    """Where it was said, the earliest first."""
    rows = sorted(edition.snapshot["appearances"], key=lambda row: row.get("published_at") or "9999")
    return [{**row, "date": day(row.get("published_at"))} for row in rows]


def timeline(edition: Edition) -> list[dict[str, Any]]:
    """Points for the line of dates: appearances, stands with a date, this edition. Empty for fewer than two."""
    tones = {"confirmed": "good", "disputed": "bad", "unconfirmed": "warn"}
    found: list[tuple[datetime, str, str]] = [
        (datetime.fromisoformat(row["published_at"]), row["outlet"] or row["title"], "work")
        for row in edition.snapshot["appearances"]
        if row.get("published_at")
    ]
    found.append((edition.published_at, _("we published"), tones.get(edition.status, "plain")))
    found.sort(key=lambda point: point[0])
    if len(found) > _MOST_POINTS:
        found = [*found[: _MOST_POINTS - 1], found[-1]]
    return _placed(found) if len(found) > 1 else []


def _placed(found: list[tuple[datetime, str, str]]) -> list[dict[str, Any]]:
    """Points on a line from 8 to 92 percent by their time, pushed apart where they would touch."""
    begin, span = found[0][0], (found[-1][0] - found[0][0]).total_seconds() or 1.0
    places = [8 + 84 * (at - begin).total_seconds() / span for at, _text, _tone in found]
    for number in range(1, len(places)):
        places[number] = max(places[number], places[number - 1] + _FEWEST_APART)
    limit = 92.0
    for number in range(len(places) - 1, -1, -1):
        places[number] = min(places[number], limit)
        limit = places[number] - _FEWEST_APART
    return [
        {"at": place, "date": day(at.isoformat()), "text": text, "tone": tone}
        for place, (at, text, tone) in zip(places, found, strict=True)
    ]


def speakers_in(edition: Edition) -> set[int]:
    """Ids of everybody the page names."""
    snapshot = edition.snapshot
    people = [link.get("speaker") for link in snapshot["chain"]]
    people += [row.get("speaker") for row in snapshot["positions"]]
    people += snapshot["about"]
    return {person["id"] for person in people if person}


def day(value: str | None) -> str:
    """A stored time as "1 Sep 2025"."""
    if not value:
        return ""
    local = timezone.localtime(datetime.fromisoformat(value))
    return f"{local.day} {local:%b %Y}"


def moment(value: str | None) -> str:
    """A stored time as "1 Sep 2025, 14:20 UTC"."""
    return f"{day(value)}, {timezone.localtime(datetime.fromisoformat(value)):%H:%M} UTC" if value else ""


def _page(person: dict[str, Any] | None, pages: set[int]) -> str:
    return speaker_page(person["id"], person["name"]) if person and person["id"] in pages else ""
