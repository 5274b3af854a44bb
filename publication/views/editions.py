"""The history of a fact-check: its editions, and what each changed."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import Any

from django.utils.translation import gettext as _

from publication.addresses import page_of
from publication.models import Edition
from publication.views.moment import written

_TOKENS = re.compile(r"\s+|\w+|[^\w\s]")
_MOST_TOKENS = 1_500  # longer texts are shown as replaced: finding the difference takes the square of the length


def history(editions: list[Edition]) -> list[dict[str, Any]]:
    """Editions, newest first, each with its address at its moment and what it changed in the one before."""
    rows = []
    for place, edition in enumerate(editions):
        before = editions[place + 1] if place + 1 < len(editions) else None
        rows.append(
            {
                "edition": edition,
                "url": f"{page_of(edition)}?as_of={written(edition.published_at)}",
                "changes": changes(before, edition) if before else [],
            }
        )
    return rows


def changes(before: Edition, after: Edition) -> list[dict[str, Any]]:
    """What is different: {label, parts} for texts, {label, before, after} for the finding, {label, added, removed}."""
    found: list[dict[str, Any]] = []
    if before.status != after.status:
        found.append({"label": _("Finding"), "before": before.status, "after": after.status})
    texts = ((_("Statement"), "claim_text"), (_("What we found"), "summary"), (_("Who said it"), "speaker_name"))
    for label, name in texts:
        old, new = getattr(before, name), getattr(after, name)
        if old != new:
            found.append({"label": label, "parts": difference(old, new)})
    lists = ((_("Evidence"), "evidence", _evidence), (_("Positions"), "positions", _position))
    for label, name, words in lists:
        old_rows = {words(row) for row in before.snapshot[name]}
        new_rows = {words(row) for row in after.snapshot[name]}
        if old_rows != new_rows:
            found.append({"label": label, "added": sorted(new_rows - old_rows), "removed": sorted(old_rows - new_rows)})
    return found


def difference(old: str, new: str) -> list[dict[str, str]]:
    """Both texts as parts {kind, text}, kind one of same, added, removed. Joined without one kind, each comes back."""
    a, b = _TOKENS.findall(old), _TOKENS.findall(new)
    if max(len(a), len(b)) > _MOST_TOKENS:
        return [{"kind": "removed", "text": old}, {"kind": "added", "text": new}]
    parts: list[dict[str, str]] = []
    for kind, a_from, a_to, b_from, b_to in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if kind == "equal":
            parts.append({"kind": "same", "text": "".join(a[a_from:a_to])})
            continue
        if a_to > a_from:
            parts.append({"kind": "removed", "text": "".join(a[a_from:a_to])})
        if b_to > b_from:
            parts.append({"kind": "added", "text": "".join(b[b_from:b_to])})
    return parts


def _evidence(row: dict[str, Any]) -> str:
    return str(row["title"] or row["url"] or row["quotation"][:80])


def _position(row: dict[str, Any]) -> str:
    return f"{row['party']}: {row['stance'].replace('_', ' ')}"
