"""The forms of corrections, filled with what is there now."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, cast

from django.http import QueryDict
from django.utils.translation import gettext as _

from claims.models import Claim, Mention
from core.errors import InvalidInput
from desk.forms.amend import AMENDMENTS, AmendForm
from desk.presenters.differences import Change, differences


@dataclass(frozen=True, slots=True)
class Amendment:
    """One thing that can be put right. `open`: it was just refused, and stands open with what was typed."""

    name: str
    title: str
    form: AmendForm
    open: bool = False
    changes: list[Change] = field(default_factory=list)


def amendments(
    claim: Claim, mention: Mention | None, *, refused: str = "", form: AmendForm | None = None
) -> list[Amendment]:
    """All corrections of a claim at the place that the page shows; `form`, if one was refused, with what was typed."""
    titles = {
        "text": _("The wording"),
        "speaker": _("The speaker"),
        "span": _("The words in the text"),
        "about": _("Whom it is about"),
        "split": _("Split it in two"),
        "merge": _("Merge it with another"),
    }
    names = [name for name in AMENDMENTS if mention is not None or name != "span"]
    found = []
    for name in names:
        if name == refused and form is not None:
            seen = str(form.data.get("seen", ""))
            changes = differences(seen, claim.text) if seen else []
            # What is sent again is sent against what is there now: the person has seen the difference.
            fresh = cast(QueryDict, form.data).copy()
            fresh["version"], fresh["seen"] = str(claim.version), claim.text
            form.data = fresh
            found.append(Amendment(name, titles[name], form, open=True, changes=changes))
            continue
        initial = _initial(claim, mention) | {"text": claim.text}
        found.append(Amendment(name, titles[name], AMENDMENTS[name](initial=initial, auto_id=f"amend_{name}_%s")))
    return found


def _initial(claim: Claim, mention: Mention | None) -> dict[str, Any]:
    return {
        "version": claim.version,
        "seen": claim.text,
        "mention": mention.pk if mention else None,
        "first": claim.text,
        "name": claim.speaker.name if claim.speaker else "",
        "names": "\n".join(row.speaker.name for row in claim.about.all()),
    }


def words_in_text(mention: Mention | None, words: str, start: int | None, end: int | None) -> tuple[int, int] | None:
    """Where the words stand in the mention's text: as selected, or the occurrence nearest to the claim.

    None for no words. Raises InvalidInput if the text does not have them. Code points, end exclusive.
    """
    if not words.strip():
        return None
    if mention is None:
        raise InvalidInput("No text of this claim is on record.", field="words")
    text = mention.version.text
    pattern = r"\s+".join(re.escape(word) for word in words.split())
    if start is not None and end is not None and re.fullmatch(rf"\s*{pattern}\s*", text[start:end]):
        return start, end
    places = [match.span() for match in re.finditer(pattern, text)]
    if not places:
        raise InvalidInput("These words do not stand in the text. Select them there.", field="words")
    return min(places, key=lambda place: abs(place[0] - mention.start_offset))
