"""What a person did last, in words, with the way back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from desk.presenters.bulk import said_of
from desk.presenters.words import clock, quoted
from reviews.enums import Seat
from reviews.queries import acts_of_bulk, last_act

_ELSEWHERE = 60  # seconds for which a page about something else offers it
_DONE: dict[str, str] = {
    "claim.queued": "You put %s into the queue.",
    "claim.taken": "You took %s.",
    "claim.released": "You gave %s back.",
    "claim.dismissed": "You dismissed %s.",
    "claim.restored": "You put %s back into the queue.",
    "claim.decided": "You gave your verdict on %s.",
    "claim.reopened": "You had %s reviewed again.",
    "edition.publication": "You published %s. Undo retracts it, and readers are told that it was a mistake.",
    "edition.correction": "You corrected what is published on %s. Undo is a correction too, which readers see.",
    "edition.retraction": "You retracted what was published on %s. Undo publishes it again, and readers see that.",
    "evidence.added": "You added evidence to %s.",
    "evidence.withdrawn": "You withdrew evidence of %s.",
    "position.recorded": "You recorded a position on %s.",
    "position.withdrawn": "You withdrew a position on %s.",
    "contact.asked": "You recorded a request about %s.",
    "contact.answered": "You recorded an answer about %s.",
    "contact.withdrawn": "You withdrew a request about %s.",
    "claim.assigned": "You changed whose work %s is.",
    "claim.topics": "You changed the topics of %s.",
    "claim.taken_over": "You took %s over.",
    "claim.corrected_text": "You worded %s anew.",
    "claim.corrected_speaker": "You corrected the speaker of %s.",
    "claim.corrected_span": "You corrected the words of %s in the text.",
    "claim.corrected_about": "You corrected whom %s is about.",
    "claim.corrected_split": "You split %s.",
    "claim.corrected_merge": "You merged %s into another claim.",
}


@dataclass(frozen=True, slots=True)
class UndoBar:
    """What components/undo_bar.html takes."""

    id: int
    words: str
    until: str
    url: str


def undo_bar(viewer: User, *, claim_id: int | None, everything: bool) -> UndoBar | None:
    """The last act that this person can still take back, the whole of it if it was on several claims.

    `claim_id`: of the claim whose page this is; what was done on it comes before what was done elsewhere.
    `everything`: this is the queue, which shows the last act as long as it can be taken back. Other pages show what
    was done elsewhere for a minute, so that they do not speak of another claim for long.
    At most two queries, and one more after an act on several claims.
    """
    act = last_act(viewer, claim_id=claim_id) if claim_id is not None else None
    act = act or last_act(viewer, seconds=None if everything else min(_ELSEWHERE, settings.UNDO_SECONDS))
    if act is None:
        return None
    until = clock(act.at + timedelta(seconds=settings.UNDO_SECONDS))
    if act.bulk is not None:
        words = said_of(act.bulk, acts_of_bulk(act.bulk))
        return UndoBar(id=act.pk, words=words, until=until, url=reverse("desk:bulk-undo", args=[act.bulk.pk]))
    said = _DONE.get(act.action)
    if act.review is not None and act.review.seat != Seat.FIRST:
        said = "You gave your verdict on %s. Once undone, another person gives it: you have seen the other one."
    if said is None:
        return None
    return UndoBar(
        id=act.pk,
        words=_(said) % quoted(act.claim.text, most=60),
        until=until,
        url=reverse("desk:undo", args=[act.pk]),
    )
