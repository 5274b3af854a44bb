"""Say which characters of the text it really is."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from django.db import IntegrityError, transaction

from accounts.models import User
from claims.enums import CorrectionKind, Stance
from claims.models import Claim, Mention, Position
from claims.services import change_claim
from claims.services.chains import own_chain
from core.errors import Conflict, InvalidInput
from reviews.services import correcting


class Part(StrEnum):
    """Which span of a mention is put right."""

    CONTENT = "content"  # what is said
    SPEAKER = "speaker"  # the words that name who says it
    CUE = "cue"  # the word for saying


def correct_span(
    *,
    by: User,
    claim_id: int,
    expected_version: int,
    mention_id: int,
    part: Part,
    start: int,
    end: int,
    reason: str = "",
) -> Claim:
    """Set one span of one place of the claim: characters start..end (code points, end exclusive) of its version.

    White space at the ends is left out. Raises NotAllowed, InvalidInput (outside the text, nothing selected, no
    chain), Conflict (stale, held, judged, or another claim at exactly this place).
    """
    try:
        with transaction.atomic():
            return _correct(by, claim_id, expected_version, mention_id, part, (start, end), reason)
    except IntegrityError as error:
        raise Conflict("Another claim stands at exactly these words. Merge the two, or select other words.") from error


def _correct(
    by: User, claim_id: int, expected_version: int, mention_id: int, part: Part, span: tuple[int, int], reason: str
) -> Claim:
    claim = correcting.begin(by=by, claim_id=claim_id, expected_version=expected_version)
    mention = correcting.mention_of(claim, mention_id)
    start, end = _trimmed(mention.version.text, *span)
    text = mention.version.text[start:end]
    if part != Part.CONTENT and mention.attribution is None:
        raise InvalidInput("Nobody is quoted here. Say who is the speaker first.", field="part")
    before: dict[str, Any] = {
        "mention": mention.pk,
        "attribution": mention.attribution_id,
        "spans": mention.spans,
        "outer": [mention.start_offset, mention.end_offset],
        "positions": [],
    }
    original = mention.spans
    if part == Part.CONTENT:
        before["positions"] = list(
            Position.objects.filter(
                mention=mention, stance=Stance.ASSERTS, start_offset=mention.start_offset, end_offset=mention.end_offset
            ).values_list("pk", flat=True)
        )
        mention.spans, mention.start_offset, mention.end_offset = [[start, end]], start, end
        mention.save(update_fields=["spans", "start_offset", "end_offset"])
        Position.objects.filter(pk__in=before["positions"]).update(start_offset=start, end_offset=end, quotation=text)
    else:
        link = own_chain(mention)[0]
        original = link.speaker_spans if part == Part.SPEAKER else link.cue_spans
        if part == Part.SPEAKER:
            link.speaker_spans, link.speaker_text = [[start, end]], text
        else:
            link.cue_spans, link.cue_lemma = [[start, end]], text.casefold()[:120]
        link.save()
    identity = (claim.sha256, claim.speaker_id)
    claim = change_claim(claim=claim, expected_version=expected_version)
    correcting.keep(
        by=by,
        claim=claim,
        kind=CorrectionKind.SPAN,
        identity=identity,
        original={"part": part.value, "spans": original, "mention": before},
        corrected={"part": part.value, "spans": [[start, end]], "text": text},
        mention=mention,
        reason=reason,
        before=before,
    )
    return claim


def undo_span(*, claim: Claim, before: dict[str, Any]) -> Claim:
    """The spans that were there before."""
    start, end = before["outer"]
    changed = Mention.objects.filter(pk=before["mention"])
    changed.update(attribution=before["attribution"], spans=before["spans"], start_offset=start, end_offset=end)
    mention = changed.select_related("version").first()
    if mention is not None:
        Position.objects.filter(pk__in=before["positions"]).update(
            start_offset=start, end_offset=end, quotation=mention.version.text[start:end]
        )
    return change_claim(claim=claim, expected_version=claim.version)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    if not 0 <= start < end <= len(text):
        raise InvalidInput("Select the words in the text first; these lie outside it.", field="span")
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    if start == end:
        raise InvalidInput("Only white space was selected. Select the words.", field="span")
    return start, end
