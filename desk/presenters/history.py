"""The history of a claim, out of the ledger, in sentences."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime

from django.utils.translation import gettext as _

from accounts.models import User
from audit.models import AuditEvent
from audit.queries import history_of
from claims.models import Claim
from desk.presenters.differences import Change, differences
from reviews.queries import blind_events, events_since

_SENTENCES: dict[str, str] = {
    "claim.queued": "put it into the queue",
    "claim.taken": "took it",
    "claim.decided": "gave a verdict",
    "claim.released": "gave it back",
    "claim.dismissed": "dismissed it",
    "claim.restored": "put it back into the queue",
    "claim.reopened": "opened it again",
    "claim.commented": "commented",
    "comment.withdrawn": "took a comment back",
    "claim.taken_over": "took it over",
    "priority.set": "said how urgent it is",
    "watch.started": "watches it",
    "watch.ended": "watches it no more",
    "evidence.added": "added evidence",
    "evidence.withdrawn": "withdrew evidence",
    "evidence.captured": "captured evidence",
    "evidence.not_captured": "could not capture evidence",
    "edition.publication": "published it",
    "edition.correction": "corrected what is published",
    "edition.retraction": "retracted what is published",
}


@dataclass(frozen=True, slots=True)
class Entry:
    at: datetime
    who: str
    what: str
    words: str = ""
    changes: list[Change] = field(default_factory=list)  # what it did to a text, word by word


def history(claim: Claim, *, viewer: User) -> list[Entry]:
    """What was done to a claim, newest first. Of a verdict this person may not see yet, only that it was given."""
    return _entries(history_of("claim", claim.pk), blind_events(claim, viewer=viewer))


def changed_since(claim: Claim, *, version: int, viewer: User, edition: int | None = None) -> list[Entry]:
    """What was done to a claim after the version that somebody saw, newest first: the difference of a stale write.

    With `edition`, the editions after that number too.
    """
    since = set(events_since(claim, version))

    def newer(event: AuditEvent) -> bool:
        published = event.action.startswith("edition.") and edition is not None
        return event.sequence in since or (published and int(event.data.get("number", 0)) > (edition or 0))

    return _entries(history_of("claim", claim.pk), blind_events(claim, viewer=viewer), wanted=newer)


def _entries(
    events: Iterable[AuditEvent],
    blind: set[int],
    wanted: Callable[[AuditEvent], bool] = lambda event: True,
) -> list[Entry]:
    """Each event that is wanted as a sentence, the newest first; where a text was replaced, with the difference."""
    found: list[Entry] = []
    published: dict[str, str] = {}
    for event in events:
        before, after = _texts(event, published)
        if wanted(event):
            entry = _entry(event, blind)
            found.append(replace(entry, changes=differences(before, after)) if before and after else entry)
    return found[::-1]


def _texts(event: AuditEvent, published: dict[str, str]) -> tuple[str, str]:
    """The text that an event replaced and the one it put there; `published` remembers what the last edition said."""
    data = event.data
    if event.action.startswith("edition."):
        before, after = published.get("summary", ""), str(data.get("summary", ""))
        published["summary"] = after
        return (before, after) if event.action == "edition.correction" else ("", "")
    original, corrected = data.get("original"), data.get("corrected")
    if event.action == "claim.corrected_text" and isinstance(original, dict) and isinstance(corrected, dict):
        return str(original.get("text", "")), str(corrected.get("text", ""))
    return "", ""


def body_of(event: AuditEvent, *, viewer: User) -> str:
    """The event's body as it stands in the ledger, or in its place why this person does not see it yet."""
    if event.action != "claim.decided" or event.target_type != "claim" or event.target_id is None:
        return event.body
    claim = Claim.objects.filter(pk=event.target_id).first()
    if claim is None or event.sequence not in blind_events(claim, viewer=viewer):
        return event.body
    return _("A verdict. It is hidden until yours is in, or the claim is settled.")


def _entry(event: AuditEvent, blind: set[int]) -> Entry:
    data = event.data
    if event.action == "claim.decided":
        if event.sequence in blind:
            return Entry(event.at, event.actor, _("gave a verdict (hidden until yours is in)"))
        verdict = str(data.get("verdict", "")).replace("_", " ")
        return Entry(event.at, event.actor, _("found it %s") % verdict, str(data.get("rationale", "")))
    if event.action == "claim.topics":
        words = ", ".join([*(f"+ {name}" for name in data["added"]), *(f"− {name}" for name in data["removed"])])
        return Entry(event.at, event.actor, _("changed its topics"), words)
    if event.action == "claim.assigned":
        what = _("gave it to %s") % data["name"] if data.get("name") else _("gave it to nobody")
        return Entry(event.at, event.actor, what, str(data.get("note", "")))
    words = str(data.get("rationale") or data.get("reason") or data.get("quotation") or data.get("note") or "")
    action = event.action.removesuffix(".undone")
    what = _(_SENTENCES.get(action, action.replace(".", " ").replace("_", " ")))
    return Entry(event.at, event.actor, what if action == event.action else _("undid: %s") % what, words)
