"""Record where a party stands, as a person found it; or take that back."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from accounts.policies import check_may
from accounts.roles import Capability
from claims.enums import RecordedBy, SpeakerKind, Stance
from claims.models import Claim, Position
from core.errors import Conflict, InvalidInput, NotAllowed
from core.text import written
from reviews import policies
from reviews.models import Evidence
from reviews.services.acts import record_act
from reviews.services.locked import locked_claim
from reviews.services.parties import party_named
from reviews.services.public_address import public_address

_NOTE_LENGTH = 2000


@transaction.atomic
def record_position(
    *,
    by: User,
    claim_id: int,
    stance: Stance,
    party_id: int | None = None,
    party: str = "",
    party_kind: SpeakerKind = SpeakerKind.ORGANISATION,
    stated_at: datetime | None = None,
    quotation: str = "",
    address: str = "",
    note: str = "",
    evidence_id: int | None = None,
) -> Position:
    """Write one party's stand on a claim into the matrix, with the words, address, evidence or note that it rests on.

    "Not asked" rests on nothing but a note; every other stand needs one of them. `stated_at` is when the party said
    so (now if left out), not in the future. Raises NotAllowed, InvalidInput, Conflict (merged claim).
    """
    check_may(by, Capability.REVIEW_CLAIM)
    claim = locked_claim(claim_id=claim_id)
    policies.check_not_merged(claim)
    evidence = _evidence(claim, evidence_id)
    words, note = written(quotation), written(note)
    where = public_address(address, field="address") or (evidence.url if evidence else "")
    if evidence is not None:
        words = words or evidence.quotation
        note = note or evidence.title
    _check(stance, words, where, note, stated_at)
    position = Position.objects.create(
        claim=claim,
        party=party_named(party_id=party_id, name=party, kind=party_kind),
        stance=stance,
        quotation=words,
        address=where,
        note=note,
        stated_at=stated_at or timezone.now(),
        recorded_by=RecordedBy.PERSON,
        recorded_by_user=by,
    )
    record_act(
        by=by,
        action="position.recorded",
        claim=claim,
        data={
            "position": position.pk,
            "party": str(position.party),
            "stance": stance,
            "quotation": words,
            "note": note,
            "address": where,
            "evidence": evidence_id,
            "stated_at": position.stated_at.isoformat(),
        },
        before={"position": position.pk},
    )
    return position


@transaction.atomic
def withdraw_position(*, by: User, claim_id: int, position_id: int) -> Position:
    """Take a recorded stand out of the matrix. The row stays. Only who recorded it, or an editor."""
    check_may(by, Capability.REVIEW_CLAIM)
    claim = locked_claim(claim_id=claim_id)
    position = Position.objects.select_for_update(of=("self",)).filter(pk=position_id, claim=claim).first()
    if position is None or position.withdrawn_at is not None:
        raise Conflict("This position is not there any more. Reload the claim to see what stands.")
    if position.recorded_by != RecordedBy.PERSON:
        raise NotAllowed("This stand was found in the text. Correct the text's spans or speaker instead.")
    if position.recorded_by_user_id != by.pk and not by.may(Capability.PUBLISH):
        raise NotAllowed("Only the person who recorded this position, or an editor, may withdraw it.")
    position.withdrawn_by, position.withdrawn_at = by, timezone.now()
    position.save(update_fields=["withdrawn_by", "withdrawn_at"])
    data = {"position": position.pk, "party": str(position.party), "stance": position.stance}
    record_act(by=by, action="position.withdrawn", claim=claim, data=data, before={"position": position.pk})
    return position


def _check(stance: Stance, words: str, where: str, note: str, stated_at: datetime | None) -> None:
    if stance == Stance.NOT_ASKED and (words or where):
        raise InvalidInput(
            "A party that was not asked has said nothing here. Leave words and address out, or choose its stand.",
            field="stance",
        )
    if stance != Stance.NOT_ASKED and not (words or where or note):
        raise InvalidInput("Say what it rests on: the words, an address, a piece of evidence, or a note.", field="note")
    if len(words) > settings.LIMIT_QUOTATION_LENGTH:
        raise InvalidInput(
            f"The words have {len(words)} characters; {settings.LIMIT_QUOTATION_LENGTH} fit. Keep what matters.",
            field="quotation",
        )
    if len(note) > _NOTE_LENGTH:
        raise InvalidInput(f"The note has {len(note)} characters; {_NOTE_LENGTH} fit. Shorten it.", field="note")
    if stated_at is not None and stated_at > timezone.now():
        raise InvalidInput("A stand is not taken in the future. Check the date.", field="stated_at")


def _evidence(claim: Claim, evidence_id: int | None) -> Evidence | None:
    if evidence_id is None:
        return None
    found = Evidence.objects.filter(pk=evidence_id, claim=claim, withdrawn_at__isnull=True).first()
    if found is None:
        raise InvalidInput("This evidence is not there any more. Choose another, or none.", field="evidence")
    return found
