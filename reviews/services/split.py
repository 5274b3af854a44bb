"""One claim that says two things becomes two."""

from __future__ import annotations

import re
from typing import Any

from django.db import IntegrityError, transaction

from accounts.models import User
from audit.services import record
from claims.enums import CorrectionKind, VerificationStatus
from claims.matching import minhash_bands
from claims.models import Claim, ClaimAbout, Mention, Position
from claims.services import change_claim
from claims.services.chains import copied_chain
from claims.services.match import wording_hash
from core.errors import Conflict, InvalidInput
from reviews.models import Contact, Evidence, Review
from reviews.services import correcting

Spans = tuple[tuple[int, int], tuple[int, int]]


def split_claim(
    *,
    by: User,
    claim_id: int,
    expected_version: int,
    first: str,
    second: str,
    mention_id: int | None = None,
    second_span: tuple[int, int] | None = None,
    reason: str = "",
) -> tuple[Claim, Claim]:
    """Word the claim anew as `first` and make another of `second`, by the same speaker, at the same places.

    In each text every part gets its own words: the stretch that holds the words which only that part has, or for the
    second, at the place `mention_id`, the `second_span` that a person selected (code points, end exclusive).
    Evidence, requests and stands that people recorded stay with the first. Raises NotAllowed, InvalidInput, Conflict.
    """
    try:
        with transaction.atomic():
            return _split(by, claim_id, expected_version, first, second, (mention_id, second_span), reason)
    except IntegrityError as error:
        raise Conflict(
            "Both parts would stand at exactly the same words. Select the words of each part in the text."
        ) from error


def _split(
    by: User,
    claim_id: int,
    expected_version: int,
    first: str,
    second: str,
    chosen: tuple[int | None, tuple[int, int] | None],
    reason: str,
) -> tuple[Claim, Claim]:
    one, two = correcting.wording(first, field="first"), correcting.wording(second, field="second")
    if wording_hash(one) == wording_hash(two):
        raise InvalidInput("Both parts say the same. Word them so that each says one thing.", field="second")
    claim = correcting.begin(by=by, claim_id=claim_id, expected_version=expected_version)
    correcting.check_identity_is_free(text=one, speaker=claim.speaker, claim=claim)
    before: dict[str, Any] = {"text": claim.text, "edited": claim.edited, "mentions": []}
    identity = (claim.sha256, claim.speaker_id)
    other, created = _other(claim, two)
    copies = []
    for mention in Mention.objects.filter(claim=claim).select_related("version", "attribution"):
        before["mentions"].append([mention.pk, mention.spans, mention.start_offset, mention.end_offset])
        spans = _spans(mention, one, two)
        if chosen[1] and mention.pk == chosen[0]:
            spans = (spans[0], chosen[1])
        copies.append(_divide(mention, other, two, spans))
    claim = change_claim(
        claim=claim,
        expected_version=expected_version,
        text=one,
        sha256=wording_hash(one),
        fingerprint=minhash_bands(one),
        edited=True,
    )
    before |= {"other": other.pk, "created": created, "copies": copies, "other_version": other.version}
    record(by=by, action="claim.split_off", target=other, data={"claim": claim.pk, "text": two, "new": created})
    correcting.keep(
        by=by,
        claim=claim,
        kind=CorrectionKind.SPLIT,
        identity=identity,
        original={"text": before["text"], "mentions": before["mentions"]},
        corrected={"first": one, "second": two, "other": other.pk},
        reason=reason,
        before=before,
    )
    return claim, other


def undo_split(*, claim: Claim, before: dict[str, Any], by: User) -> Claim:
    """One claim again. Refused once somebody has worked on the second part."""
    other = Claim.objects.select_for_update(of=("self",)).get(pk=before["other"])
    worked_on = (
        other.version != before["other_version"]
        or Evidence.objects.filter(claim=other).exists()
        or Contact.objects.filter(claim=other).exists()
        or Review.objects.filter(claim=other).exists()
    )
    if before["created"] and worked_on:
        raise Conflict("Somebody has worked on the second part since. Merge the two by hand.")
    correcting.check_identity_is_free(text=before["text"], speaker=claim.speaker, claim=claim)
    Mention.objects.filter(pk__in=before["copies"]).delete()
    for pk, spans, start, end in before["mentions"]:
        Mention.objects.filter(pk=pk).update(spans=spans, start_offset=start, end_offset=end)
    claim = change_claim(
        claim=claim,
        expected_version=claim.version,
        text=before["text"],
        sha256=wording_hash(before["text"]),
        fingerprint=minhash_bands(before["text"]),
        edited=before["edited"],
    )
    if before["created"]:
        change_claim(claim=other, expected_version=other.version, merged_into=claim)
    record(by=by, action="claim.split_off.undone", target=other, data={"claim": claim.pk})
    return claim


def _other(claim: Claim, text: str) -> tuple[Claim, bool]:
    known = Claim.objects.filter(sha256=wording_hash(text), speaker=claim.speaker).first()
    if known is not None:
        if known.pk == claim.pk:
            raise InvalidInput("The second part is the whole claim. Word what is left over.", field="second")
        for _step in range(20):
            if known.merged_into is None or known.merged_into_id == claim.pk:
                break
            known = known.merged_into
        if known.merged_into_id == claim.pk:  # split off and taken back before: it comes to life again
            known = change_claim(claim=known, expected_version=known.version, merged_into=None)
            return known, True
        return known, False
    waiting = claim.status == VerificationStatus.CANDIDATE
    made = Claim.objects.create(
        text=text,
        sha256=wording_hash(text),
        fingerprint=minhash_bands(text),
        speaker=claim.speaker,
        presentation=claim.presentation,
        score=claim.score,
        status=VerificationStatus.CANDIDATE if waiting else VerificationStatus.QUEUED,
        first_said_at=claim.first_said_at,
        edited=True,
    )
    ClaimAbout.objects.bulk_create(
        ClaimAbout(claim=made, speaker_id=row.speaker_id, place=row.place) for row in claim.about.all()
    )
    return made, True


def _divide(mention: Mention, other: Claim, text: str, spans: Spans) -> int:
    """The mention keeps the first span; a copy of it, with its stands, takes the second for the other claim."""
    for start, end in spans:
        if not 0 <= start < end <= mention.version.length:
            raise InvalidInput("The selected words lie outside the text. Select them again.", field="spans")
    stands = list(Position.objects.filter(mention=mention, withdrawn_at__isnull=True))
    copy = Mention.objects.get(pk=mention.pk)
    mention.start_offset, mention.end_offset = spans[0]
    mention.spans = [list(spans[0])]
    mention.save(update_fields=["start_offset", "end_offset", "spans"])
    copy.pk, copy.claim, copy.text = None, other, text
    copy._state.adding = True
    copy.start_offset, copy.end_offset = spans[1]
    copy.spans = [list(spans[1])]
    if spans[0] == spans[1] and copy.attribution is not None:
        copy.attribution = copied_chain(copy)[-1]
    copy.save(force_insert=True)
    for stand in stands:
        stand.pk, stand.mention, stand.claim = None, copy, other
        stand._state.adding = True
        stand.save(force_insert=True)
    return copy.pk


def _spans(mention: Mention, one: str, two: str) -> Spans:
    """Where in the mention each part stands: from the first to the last word that only that part has."""
    whole = (mention.start_offset, mention.end_offset)
    first, second = _words(one), _words(two)
    found = (_stretch(mention, first - second), _stretch(mention, second - first))
    return found[0] or whole, found[1] or whole


def _stretch(mention: Mention, words: set[str]) -> tuple[int, int] | None:
    text = mention.version.text
    places = [
        (mention.start_offset + m.start(), mention.start_offset + m.end())
        for m in re.finditer(r"\w+", text[mention.start_offset : mention.end_offset])
        if m.group().casefold() in words
    ]
    return (places[0][0], places[-1][1]) if places else None


def _words(text: str) -> set[str]:
    return {word.casefold() for word in re.findall(r"\w+", text)}
