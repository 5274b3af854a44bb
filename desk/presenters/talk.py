"""Comments and notices as pages show them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.roles import Capability
from claims import queries as claims
from claims.enums import PriorityLevel
from claims.models import Claim
from reviews import queries
from reviews.models import Comment, Notice

_CALLED = re.compile(r"((?<![\w@.+-])@[\w.+-]*\w)")


@dataclass(frozen=True, slots=True)
class Said:
    """One comment: its words in pieces, those that call somebody marked."""

    id: int
    who: str
    at: datetime
    pieces: list[tuple[str, bool]]
    withdrawn: bool
    may_withdraw: bool


def comments(rows: Sequence[Comment], *, viewer: User, names: set[str]) -> list[Said]:
    editor = viewer.may(Capability.MANAGE_DESK)
    return [
        Said(
            id=row.pk,
            who=row.by.display_name,
            at=row.at,
            pieces=[] if row.withdrawn_at else _pieces(row.text, names),
            withdrawn=row.withdrawn_at is not None,
            may_withdraw=row.withdrawn_at is None and (editor or row.by_id == viewer.pk),
        )
        for row in rows
    ]


def _pieces(text: str, names: set[str]) -> list[tuple[str, bool]]:
    parts = _CALLED.split(text)
    return [(part, part.startswith("@") and part[1:] in names) for part in parts if part]


def talk_of(claim: Claim, *, viewer: User) -> dict[str, Any]:
    """What colleagues do with a claim beside reviewing it: topics, person, priority, watch, comments."""
    people = list(queries.colleagues())
    reviewer = viewer.may(Capability.REVIEW_CLAIM)
    assignment = queries.assignments_of([claim.pk]).get(claim.pk)
    priority = claims.priority_for("claim", claim.pk)
    names = {person.username for person in people}
    return {
        "claim": claim,
        "comments": comments(list(queries.comments_of(claim)), viewer=viewer, names=names),
        "people": people,
        "reviewers": [person for person in people if person.may(Capability.REVIEW_CLAIM)],
        "assignment": assignment,
        "topics": claims.topics_of(claim),
        "all_topics": list(claims.all_topics()) if reviewer else [],
        "watching": queries.watches(viewer, claim_id=claim.pk),
        "watching_speaker": queries.watches(viewer, speaker_id=claim.speaker_id) if claim.speaker_id else False,
        "may_comment": viewer.may(Capability.SUBMIT_ARTICLE),
        "reviewer": reviewer,
        "editor": viewer.may(Capability.MANAGE_DESK),
        "level": priority.level if priority else PriorityLevel.NORMAL.value,
        "levels": PriorityLevel.choices(),
    }


@dataclass(frozen=True, slots=True)
class NoticeRow:
    id: int
    sentence: str
    words: str
    at: datetime
    unread: bool
    url: str


def notices(rows: Sequence[Notice]) -> list[NoticeRow]:
    spoken = {"mentioned", "comment", "assigned", "taken_over"}
    return [
        NoticeRow(
            id=row.pk,
            sentence=row.sentence,
            words=row.words if row.kind in spoken else "",
            at=row.at,
            unread=row.read_at is None,
            url=reverse("desk:notice", args=[row.pk]),
        )
        for row in rows
    ]


def bell(viewer: User) -> dict[str, Any]:
    """The number on the bell and what it means in words; one query."""
    count = queries.unread(viewer)
    shown = f"{queries.UNREAD_LIMIT}+" if count > queries.UNREAD_LIMIT else str(count)
    return {"count": count, "shown": shown, "label": _("Notices: %s not read") % shown}
