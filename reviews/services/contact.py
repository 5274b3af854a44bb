"""Ask a party for its reply, and record what came of it."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from accounts.policies import check_may
from accounts.roles import Capability
from audit.services import record
from claims.enums import RecordedBy, SpeakerKind, Stance
from claims.models import Position
from core.errors import Conflict, InvalidInput, NotAllowed
from core.text import one_line, written
from reviews import policies
from reviews.enums import Channel
from reviews.models import Contact
from reviews.services.acts import record_act
from reviews.services.locked import locked_claim
from reviews.services.parties import party_named

ANSWERS = (Stance.CONFIRMS, Stance.DENIES, Stance.REJECTS, Stance.NOT_CONFIRMED, Stance.DECLINED)
_MOST = 5000  # characters of a question or an answer


@transaction.atomic
def ask_party(
    *,
    by: User,
    claim_id: int,
    asked_whom: str,
    channel: Channel,
    deadline: datetime,
    party_id: int | None = None,
    party: str = "",
    party_kind: SpeakerKind = SpeakerKind.ORGANISATION,
    asked_at: datetime | None = None,
    question: str = "",
) -> Contact:
    """Keep that a party was asked: whom, how, when, and until when it has time.

    Raises NotAllowed, InvalidInput (nobody, times in the wrong order), Conflict (merged claim).
    """
    check_may(by, Capability.REVIEW_CLAIM)
    now = timezone.now()
    asked_at = asked_at or now
    whom, question = one_line(asked_whom, limit=300), written(question)
    if not whom:
        raise InvalidInput("Say whom you asked: a press office, a person.", field="asked_whom")
    if asked_at > now:
        raise InvalidInput("This is in the future. Record the request once it is sent.", field="asked_at")
    if deadline <= asked_at:
        raise InvalidInput("The deadline has to be after the request: give time to answer.", field="deadline")
    _check_length(question, "question")
    claim = locked_claim(claim_id=claim_id)
    policies.check_not_merged(claim)
    contact = Contact.objects.create(
        claim=claim,
        party=party_named(party_id=party_id, name=party, kind=party_kind),
        asked_whom=whom,
        channel=channel,
        question=question,
        asked_by=by,
        asked_at=asked_at,
        deadline=deadline,
    )
    record_act(
        by=by,
        action="contact.asked",
        claim=claim,
        data={
            "contact": contact.pk,
            "party": contact.party.name,
            "asked_whom": whom,
            "channel": channel,
            "question": question,
            "asked_at": asked_at.isoformat(),
            "deadline": deadline.isoformat(),
        },
        before={"contact": contact.pk},
    )
    return contact


@transaction.atomic
def record_answer(
    *,
    by: User,
    contact_id: int,
    stance: Stance,
    answer: str,
    answered_at: datetime | None = None,
    expected_version: int | None = None,
) -> Contact:
    """Keep the answer, in their words, and what stand it is: it becomes a position of the party.

    A "no answer" that stood after the deadline gives way. Raises NotAllowed, InvalidInput, Conflict (answered already;
    the claim is not at `expected_version`, if one is given).
    """
    check_may(by, Capability.REVIEW_CLAIM)
    words = written(answer)
    if not words:
        raise InvalidInput("Write down the answer in their words.", field="answer")
    _check_length(words, "answer")
    if stance not in ANSWERS:
        raise InvalidInput("Choose what the answer is: it confirms, denies, rejects, declines …", field="stance")
    contact = _locked(contact_id, expected_version)
    now = timezone.now()
    answered_at = answered_at or now
    if not contact.asked_at <= answered_at <= now:
        raise InvalidInput(
            "The answer came after the request, and not in the future. Check the time.", field="answered_at"
        )
    earlier = contact.position
    if earlier is not None:
        Position.objects.filter(pk=earlier.pk, withdrawn_at__isnull=True).update(withdrawn_by=by, withdrawn_at=now)
    position = Position.objects.create(
        claim=contact.claim,
        party=contact.party,
        stance=stance,
        quotation=words,
        note=_note(contact),
        stated_at=answered_at,
        recorded_by=RecordedBy.PERSON,
        recorded_by_user=by,
    )
    contact.answered_at, contact.answer, contact.stance = answered_at, words, stance
    contact.recorded_by, contact.position = by, position
    contact.save()
    record_act(
        by=by,
        action="contact.answered",
        claim=contact.claim,
        data={
            "contact": contact.pk,
            "party": contact.party.name,
            "stance": stance,
            "answer": words,
            "position": position.pk,
            "answered_at": answered_at.isoformat(),
        },
        before={"contact": contact.pk, "position": position.pk, "earlier": earlier.pk if earlier else None},
    )
    return contact


@transaction.atomic
def withdraw_contact(*, by: User, contact_id: int, expected_version: int | None = None) -> Contact:
    """Take an open request out of the tracker, with the silence that it led to. The row stays.

    Raises NotAllowed (neither who asked nor an editor), Conflict (answered or withdrawn already; the claim is not at
    `expected_version`, if one is given).
    """
    check_may(by, Capability.REVIEW_CLAIM)
    contact = _locked(contact_id, expected_version)
    if contact.asked_by_id != by.pk and not by.may(Capability.PUBLISH):
        raise NotAllowed("Only the person who asked, or an editor, may withdraw the request.")
    now = timezone.now()
    contact.withdrawn_by, contact.withdrawn_at = by, now
    contact.save(update_fields=["withdrawn_by", "withdrawn_at"])
    silence = contact.position_id  # "asked, no answer"
    Position.objects.filter(contacts=contact, withdrawn_at__isnull=True).update(withdrawn_by=by, withdrawn_at=now)
    record_act(
        by=by,
        action="contact.withdrawn",
        claim=contact.claim,
        data={"contact": contact.pk, "party": contact.party.name, "position": silence},
        before={"contact": contact.pk, "position": silence},
    )
    return contact


def note_silence(*, contact_id: int) -> Contact | None:
    """After the deadline a party that was asked stands as "asked, no answer"; None if it does so or has answered."""
    with transaction.atomic():
        contact = (
            Contact.objects.select_for_update(of=("self",))
            .select_related("claim", "party", "asked_by")
            .filter(
                pk=contact_id,
                answered_at__isnull=True,
                withdrawn_at__isnull=True,
                position__isnull=True,
                deadline__lte=timezone.now(),
            )
            .first()
        )
        if contact is None:
            return None
        contact.position = Position.objects.create(
            claim=contact.claim,
            party=contact.party,
            stance=Stance.NO_ANSWER,
            note=_note(contact),
            stated_at=contact.asked_at,
            recorded_by=RecordedBy.PERSON,
            recorded_by_user=contact.asked_by,
        )
        contact.save(update_fields=["position"])
        data = {"contact": contact.pk, "party": contact.party.name, "position": contact.position.pk}
        record(by=None, action="contact.silent", target=contact.claim, data=data)
        return contact


def _note(contact: Contact) -> str:
    local = timezone.localtime(contact.deadline)
    return f"{contact.get_channel_display()} to {contact.asked_whom} · due {local.day} {local:%b}"


def _locked(contact_id: int, expected_version: int | None = None) -> Contact:
    claim_id = Contact.objects.filter(pk=contact_id).values_list("claim", flat=True).first()
    if claim_id is None:
        raise InvalidInput("There is no such request.")
    locked_claim(claim_id=claim_id, expected_version=expected_version)
    contact = (
        Contact.objects.select_for_update(of=("self",)).select_related("claim", "party", "position").get(pk=contact_id)
    )
    if contact.withdrawn_at is not None:
        raise Conflict("This request was withdrawn.")
    if contact.answered_at is not None:
        raise Conflict(
            "The answer to this request is recorded already. Undo it first, if it was wrong.",
            details={"stance": contact.stance, "answered_at": contact.answered_at.isoformat()},
        )
    return contact


def _check_length(text: str, field: str) -> None:
    limit = min(_MOST, settings.LIMIT_QUOTATION_LENGTH)
    if len(text) > limit:
        raise InvalidInput(f"These are {len(text)} characters; {limit} fit. Keep what matters.", field=field)
