"""Notices out of the ledger: what was done, told to whom it concerns.

The ledger is the outbox. `NoticeCursor` says how far it has been read; a step reads the events after it, writes the
notices and moves the cursor, in one transaction. So no event is left out, and none is told twice, whatever dies.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from accounts.models import User
from accounts.roles import Capability
from audit.models import AuditEvent
from claims.models import Claim, Mention
from reviews.enums import MailChoice, NoticeKind
from reviews.models import MailPreference, Notice, NoticeCursor, Watch
from reviews.services.mail import write_at_once

_STEP = 500  # events of one transaction
_STATUS = (
    "claim.queued",
    "claim.decided",
    "claim.dismissed",
    "claim.restored",
    "claim.reopened",
    "claim.decided.undone",
    "claim.dismissed.undone",
)
_EDITIONS = ("edition.publication", "edition.correction", "edition.retraction")
_ACTIONS = (
    "claim.commented",
    "claim.assigned",
    "claim.taken_over",
    "version.matched",
    *_STATUS,
    *_EDITIONS,
)

Told = tuple[int, NoticeKind, int, str]  # person, kind, claim, words


def notify() -> int:
    """Read the ledger on from where it was left; how many notices were written. Run twice, it writes none."""
    written = 0
    while True:
        step, more = _step()
        written += step
        if not more:
            return written


@transaction.atomic
def _step() -> tuple[int, bool]:
    NoticeCursor.objects.get_or_create(pk=1)
    cursor = NoticeCursor.objects.select_for_update(skip_locked=True).filter(pk=1).first()
    if cursor is None:  # another worker is at it
        return 0, False
    # The ledger has no gaps and is written one event after the other, so nothing appears behind the cursor later.
    numbers = list(
        AuditEvent.objects.filter(sequence__gt=cursor.sequence)
        .order_by("sequence")
        .values_list("sequence", flat=True)[:_STEP]
    )
    if not numbers:
        return 0, False
    events = AuditEvent.objects.filter(sequence__gt=cursor.sequence, sequence__lte=numbers[-1], action__in=_ACTIONS)
    written = sum(_tell(event) for event in events.order_by("sequence"))
    cursor.sequence = numbers[-1]
    cursor.save(update_fields=["sequence"])
    return written, len(numbers) == _STEP


def _tell(event: AuditEvent) -> int:
    told: dict[tuple[int, int], Told] = {}
    for person, kind, claim, words in _concerned(event):
        if person != event.actor_id:
            told.setdefault((person, claim), (person, kind, claim, words))
    if not told:
        return 0
    people = {user.pk: user for user in User.objects.filter(pk__in={person for person, _claim in told})}
    choices = dict(MailPreference.objects.filter(person__in=people).values_list("person", "choice"))
    there = set(Claim.objects.filter(pk__in={claim for _person, claim in told}).values_list("pk", flat=True))
    written = 0
    for person, kind, claim, words in told.values():
        if claim not in there or not people[person].may(Capability.READ_DESK):
            continue
        wanted = MailChoice(choices.get(person, MailChoice.DAILY)) if people[person].email else MailChoice.NONE
        notice, created = Notice.objects.get_or_create(
            person_id=person,
            event=event.sequence,
            claim_id=claim,
            defaults={"kind": kind, "actor": event.actor, "words": words, "at": event.at, "mail_wanted": wanted},
        )
        written += created
        if created and wanted == MailChoice.AT_ONCE:
            write_at_once(notice=notice, person=people[person])
    return written


def _concerned(event: AuditEvent) -> Iterable[Told]:
    """Who is to be told of an event, the nearest reason first. A verdict's words are in none of it."""
    data = event.data
    claim = event.target_id or 0
    if event.action == "version.matched":
        yield from _matched(data.get("run"), data.get("new_claims", []), event.at)
        return
    if event.action == "claim.commented":
        for person in data.get("called", []):
            yield person, NoticeKind.MENTIONED, claim, data["text"]
        yield from _watchers(event, NoticeKind.COMMENT, data["text"], speakers=False)
    elif event.action == "claim.assigned":
        if data.get("assignee"):
            yield data["assignee"], NoticeKind.ASSIGNED, claim, data.get("note", "")
    elif event.action == "claim.taken_over":
        yield data["from"], NoticeKind.TAKEN_OVER, claim, data.get("note", "")
    elif event.action in _EDITIONS:
        yield from _watchers(event, NoticeKind.EDITION, event.action.partition(".")[2])
    else:
        yield from _watchers(event, NoticeKind.STATUS, _status(event, data.get("status")))


def _status(event: AuditEvent, status: str | None) -> str:
    """Where the claim stood after the event."""
    return status or {
        "claim.queued": "queued",
        "claim.dismissed": "dismissed",
        "claim.restored": "queued",
        "claim.reopened": "in_review",
    }.get(event.action, "")


def _watchers(event: AuditEvent, kind: NoticeKind, words: str, *, speakers: bool = True) -> Iterable[Told]:
    """Those who watched when it happened: the claim, and its speaker too."""
    claim = event.target_id or 0
    watching = Watch.objects.filter(since__lte=event.at)
    people = list(watching.filter(claim=claim).values_list("person", flat=True))
    if speakers:
        whose = Claim.objects.filter(pk=claim).values_list("speaker", "speaker__merged_into")
        speakers_of = [pk for row in whose for pk in row if pk is not None]
        one = Q(speaker__in=speakers_of) | Q(speaker__merged_into__in=speakers_of)  # two that were merged are one
        people += watching.filter(one).values_list("person", flat=True)
    for person in dict.fromkeys(people):
        yield person, kind, claim, words


def _matched(run: int | None, new_claims: list[int], at: datetime) -> Iterable[Told]:
    """The claims of a text: known ones that somebody watches, and new ones by speakers that somebody watches."""
    found = Mention.objects.filter(run=run, claim__isnull=False)
    watching = Watch.objects.filter(since__lte=at)
    known = watching.filter(claim__in=found.values("claim")).exclude(claim__in=new_claims)
    for person, claim in known.values_list("person", "claim"):
        yield person, NoticeKind.MENTION, claim, ""
    for path in ("speaker__claims", "speaker__merged_into__claims", "speaker__merged_from__claims"):
        for person, claim in watching.filter(**{f"{path}__in": new_claims}).values_list("person", path):
            if claim in new_claims:
                yield person, NoticeKind.NEW_CLAIM, claim, ""
