"""What changed on reading a text again, ready to be shown: words against words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from django.urls import reverse
from django.utils.translation import gettext as _

from claims.rereadings import Changed, Difference, RunChanges

MOST = 200  # of each list


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that is otherwise. `diff`: what components/diff.html takes, for wordings."""

    label: str
    before: str
    after: str
    diff: list[dict[str, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Row:
    text: str
    url: str
    kept: bool
    parts: list[Part]


@dataclass(frozen=True, slots=True)
class Rows:
    added: list[Row]
    gone: list[Row]
    different: list[Row]
    cut: bool
    most: int = MOST


def rows_of(changes: RunChanges) -> Rows:
    """The three lists, the first `MOST` of each."""
    added, gone, different = changes.added, changes.gone, changes.different
    return Rows(
        added=_rows(added[:MOST]),
        gone=_rows(gone[:MOST]),
        different=_rows(different[:MOST]),
        cut=max(len(added), len(gone), len(different)) > MOST,
    )


def words_apart(before: str, after: str) -> list[dict[str, str]]:
    """Two wordings as parts that are the same, removed or added, word by word."""
    old, new = before.split(), after.split()
    parts: list[dict[str, str]] = []
    for kind, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            parts.append({"kind": "same", "text": " ".join(old[i1:i2]) + " "})
            continue
        if i2 > i1:
            parts.append({"kind": "removed", "text": " ".join(old[i1:i2]) + " "})
        if j2 > j1:
            parts.append({"kind": "added", "text": " ".join(new[j1:j2]) + " "})
    return parts


def _rows(changed: Sequence[Changed]) -> list[Row]:
    return [
        Row(
            text=row.claim.text,
            url=reverse("desk:claim", args=[row.claim.pk]),
            kept=row.kept,
            parts=[_part(difference) for difference in row.differences],
        )
        for row in changed
    ]


def _part(difference: Difference) -> Part:
    labels = {
        "text": _("words"),
        "speaker": _("who says it"),
        "put": _("how it is put"),
        "tense": _("tense"),
        "negated": _("negated"),
        "certainty": _("certainty"),
        "positions": _("positions"),
        "place": _("place"),
    }
    before, after = difference.before, difference.after
    diff = words_apart(before, after) if difference.what == "text" else []
    return Part(labels[difference.what], before, after, diff)
