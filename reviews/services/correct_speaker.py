"""Say who really said it."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from accounts.models import User
from claims.enums import CorrectionKind, Presentation, RecordedBy, SpeakerKind, Stance
from claims.models import Claim, ClaimAbout, Mention, Position, Speaker
from claims.services import change_claim, find_or_add_speaker
from claims.services.chains import own_chain
from core.errors import InvalidInput
from core.text import one_line
from reviews.services import correcting


@transaction.atomic
def correct_speaker(
    *,
    by: User,
    claim_id: int,
    expected_version: int,
    speaker_id: int | None = None,
    name: str = "",
    kind: SpeakerKind = SpeakerKind.PERSON,
    mention_id: int | None = None,
    span: tuple[int, int] | None = None,
    reason: str = "",
) -> Claim:
    """Give the claim the speaker who asserts it: a known one by id, or one by name, who is found or added.

    `span` (code points, end exclusive, with `mention_id`) is where that place of the text names them; its words are
    the name if none is given. Every place of the claim gets a chain of its own with that speaker; the pipeline's rows
    stay. Raises NotAllowed, InvalidInput, Conflict.
    """
    claim = correcting.begin(by=by, claim_id=claim_id, expected_version=expected_version)
    place = correcting.mention_of(claim, mention_id) if mention_id is not None else None
    literal = _literal(place, span) if span else ""
    speaker = _speaker(speaker_id, name or literal, kind, place)
    if claim.speaker_id == speaker.pk and not span:
        raise InvalidInput("This is the speaker already.", field="speaker")
    correcting.check_identity_is_free(text=claim.text, speaker=speaker, claim=claim)
    old = claim.speaker
    identity = (claim.sha256, claim.speaker_id)
    before: dict[str, Any] = {
        "speaker": old.pk if old else None,
        "presentation": claim.presentation,
        "about": list(claim.about.values_list("speaker", "place")),
        "mentions": [],
        "positions": [],
        "added": [],
    }
    for mention in Mention.objects.filter(claim=claim).select_related("attribution", "version__article"):
        before["mentions"].append([mention.pk, mention.attribution_id, mention.presentation])
        _reattribute(mention, speaker, (span, literal) if place and mention.pk == place.pk and span else None)
        _move_assertions(mention, claim, old, speaker, by, before)
    ClaimAbout.objects.filter(claim=claim, speaker=speaker).delete()
    presentation = Presentation.ASSERTED if claim.presentation == Presentation.STATED else claim.presentation
    claim = change_claim(claim=claim, expected_version=expected_version, speaker=speaker, presentation=presentation)
    correcting.keep(
        by=by,
        claim=claim,
        kind=CorrectionKind.SPEAKER,
        identity=identity,
        original={"speaker": old.pk if old else None, "name": old.name if old else "", "mentions": before["mentions"]},
        corrected={"speaker": speaker.pk, "name": speaker.name, "span": list(span) if span else None},
        mention=place,
        reason=reason,
        before=before,
    )
    return claim


def undo_speaker(*, claim: Claim, before: dict[str, Any], by: User) -> Claim:
    """The speaker, chains and stands that were there before."""
    old = Speaker.objects.filter(pk=before["speaker"]).first() if before["speaker"] else None
    correcting.check_identity_is_free(text=claim.text, speaker=old, claim=claim)
    new = claim.speaker
    for pk, attribution, presentation in before["mentions"]:
        Mention.objects.filter(pk=pk).update(attribution=attribution, presentation=presentation)
    Position.objects.filter(pk__in=before["positions"]).update(party=old)
    # Stands that the correction itself had put there, and nobody else: with it they go.
    Position.objects.filter(pk__in=before["added"], recorded_by_user=by, party=new).delete()
    ClaimAbout.objects.filter(claim=claim).delete()
    ClaimAbout.objects.bulk_create(
        ClaimAbout(claim=claim, speaker_id=speaker, place=place) for speaker, place in before["about"]
    )
    return change_claim(claim=claim, expected_version=claim.version, speaker=old, presentation=before["presentation"])


def _speaker(speaker_id: int | None, name: str, kind: SpeakerKind, place: Mention | None) -> Speaker:
    if speaker_id is not None:
        known = Speaker.objects.filter(pk=speaker_id).select_related("merged_into").first()
        if known is None:
            raise InvalidInput("There is no such speaker. Choose one from the list, or type a name.", field="speaker")
        return known.merged_into or known
    plain = one_line(name, limit=300)
    if not plain:
        raise InvalidInput("Choose a speaker, type a name, or select the words in the text.", field="speaker")
    article = place.version.article_id if place else None
    return find_or_add_speaker(name=plain, kind=kind, article_id=article)


def _literal(place: Mention | None, span: tuple[int, int]) -> str:
    if place is None:
        raise InvalidInput("Say in which text these words stand.", field="mention")
    start, end = span
    if not 0 <= start < end <= place.version.length:
        raise InvalidInput("The selected words lie outside the text. Select them again.", field="span")
    return place.version.text[start:end]


def _reattribute(mention: Mention, speaker: Speaker, where: tuple[tuple[int, int], str] | None) -> None:
    outer = own_chain(mention)[0]
    outer.speaker = speaker
    outer.resolution_reason, outer.resolution_confidence = "corrected by a person", 1.0
    if where is not None:
        span, outer.speaker_text = where
        outer.speaker_spans = [list(span)]
    outer.save()
    if mention.presentation == Presentation.STATED:
        mention.presentation = Presentation.ASSERTED
        mention.save(update_fields=["presentation"])


def _move_assertions(
    mention: Mention, claim: Claim, old: Speaker | None, speaker: Speaker, by: User, before: dict[str, Any]
) -> None:
    stands = Position.objects.filter(mention=mention, stance=Stance.ASSERTS)
    if stands.filter(party=speaker).exists():
        return
    moved = list(stands.filter(party=old).values_list("pk", flat=True)) if old else []
    if moved:
        Position.objects.filter(pk__in=moved).update(party=speaker)
        before["positions"] += moved
        return
    article = mention.version.article
    added = Position.objects.create(
        mention=mention,
        claim=claim,
        party=speaker,
        stance=Stance.ASSERTS,
        start_offset=mention.start_offset,
        end_offset=mention.end_offset,
        quotation=mention.version.text[mention.start_offset : mention.end_offset],
        stated_at=article.published_at or mention.version.created_at,
        recorded_by=RecordedBy.PERSON,
        recorded_by_user=by,
    )
    before["added"].append(added.pk)
