"""Say whom a claim is about."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import transaction

from accounts.models import User
from claims.enums import CorrectionKind, SpeakerKind
from claims.models import Claim, ClaimAbout, Speaker
from claims.services import change_claim, find_or_add_speaker
from core.errors import InvalidInput
from core.text import one_line
from reviews.services import correcting

_MOST = 20


@transaction.atomic
def correct_about(
    *,
    by: User,
    claim_id: int,
    expected_version: int,
    speaker_ids: Sequence[int] = (),
    names: Sequence[str] = (),
    reason: str = "",
) -> Claim:
    """Set whom the claim is about, the main one first: known ones by id, then others by name. None at all is fine.

    Raises NotAllowed, InvalidInput (unknown, too many, the asserter), Conflict.
    """
    claim = correcting.begin(by=by, claim_id=claim_id, expected_version=expected_version)
    people = _people(speaker_ids, names)
    if len(people) > _MOST:
        raise InvalidInput(f"A claim is about {_MOST} at most. Name the main ones.", field="about")
    if any(person.pk == claim.speaker_id for person in people):
        raise InvalidInput("The speaker says it; name whom else it is about.", field="about")
    rows = list(claim.about.select_related("speaker"))
    if [row.speaker_id for row in rows] == [person.pk for person in people]:
        raise InvalidInput("It is about these already.", field="about")
    before = {"about": [[row.speaker_id, row.place] for row in rows]}
    _set_about(claim, [(person.pk, place) for place, person in enumerate(people)])
    identity = (claim.sha256, claim.speaker_id)
    claim = change_claim(claim=claim, expected_version=expected_version)
    correcting.keep(
        by=by,
        claim=claim,
        kind=CorrectionKind.ABOUT,
        identity=identity,
        original={"about": [[row.speaker_id, row.speaker.name] for row in rows]},
        corrected={"about": [[person.pk, person.name] for person in people]},
        reason=reason,
        before=before,
    )
    return claim


def undo_about(*, claim: Claim, before: dict[str, Any]) -> Claim:
    """Whom it was about before."""
    _set_about(claim, [(speaker, place) for speaker, place in before["about"]])
    return change_claim(claim=claim, expected_version=claim.version)


def _set_about(claim: Claim, people: Sequence[tuple[int, int]]) -> None:
    ClaimAbout.objects.filter(claim=claim).delete()
    ClaimAbout.objects.bulk_create(
        ClaimAbout(claim=claim, speaker_id=speaker, place=place) for speaker, place in people
    )


def _people(speaker_ids: Sequence[int], names: Sequence[str]) -> list[Speaker]:
    known = Speaker.objects.select_related("merged_into").in_bulk(list(speaker_ids))
    missing = [pk for pk in speaker_ids if pk not in known]
    if missing:
        raise InvalidInput("There is no such speaker. Choose from the list, or type a name.", field="about")
    people = [known[pk].merged_into or known[pk] for pk in speaker_ids]
    for name in names:
        plain = one_line(name, limit=300)
        if plain:
            people.append(find_or_add_speaker(name=plain, kind=SpeakerKind.PERSON))
    return list({person.pk: person for person in people}.values())
