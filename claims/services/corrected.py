"""A later reading of a text leaves alone what a person put right in an earlier one."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from claims.enums import CorrectionKind
from claims.models import Claim, Correction, ExtractionRun, Mention, Position
from claims.services.chains import copied_chain, own_chain

Place = tuple[int, int]


def corrected_places(run: ExtractionRun) -> dict[Place, Claim]:
    """Where in the run's text claims stand that a person worded, split or corrected: characters → claim.

    Both where the pipeline saw them and where the person put them. The text of a version never changes, so what a
    newer pipeline finds at exactly these characters is that claim, however it words it. A place of two claims is none.
    """
    found: dict[Place, Claim | None] = {}
    for mention in _earlier(run).select_related("claim"):
        _put(found, (mention.start_offset, mention.end_offset), mention.claim)
    if not found:
        return {}
    claims = {claim.pk: claim for claim in found.values() if claim is not None}
    for correction in _standing(list(claims)):
        for start, end in _original_places(correction):
            _put(found, (start, end), claims[correction.claim_id])
    return {place: claim for place, claim in found.items() if claim is not None}


def carry_corrections(*, run: ExtractionRun) -> int:
    """Give the run's mentions of corrected claims the spans and speakers that a person chose, and put back a mention
    that the newer pipeline did not find. In the transaction that matches the run; how many mentions were touched.
    """
    earlier: dict[int, list[Mention]] = {}
    for mention in _earlier(run).select_related("claim", "attribution", "version").order_by("-run_id", "pk"):
        known = earlier.setdefault(mention.claim_id or 0, [])
        if not known or known[0].run_id == mention.run_id:
            known.append(mention)
    touched = 0
    for claim_id, mentions in earlier.items():
        here = list(Mention.objects.filter(run=run, claim=claim_id).select_related("attribution").order_by("pk"))
        if not here:
            touched += sum(_put_back(mention, run) for mention in mentions)
            continue
        corrections = list(_standing([claim_id]).filter(kind__in=[CorrectionKind.SPAN, CorrectionKind.SPEAKER]))
        if corrections:
            touched += _as_before(here[0], mentions[0], corrections)
    return touched


def _earlier(run: ExtractionRun) -> QuerySet[Mention]:
    """Mentions of older runs over the same text whose claim a person has put right."""
    corrected = Correction.objects.filter(undone_at__isnull=True).exclude(kind=CorrectionKind.MERGE).values("claim")
    return Mention.objects.filter(
        Q(claim__edited=True) | Q(claim__in=corrected),
        version=run.version_id,
        run__lt=run.pk,
        claim__merged_into__isnull=True,
    )


def _standing(claim_ids: list[int]) -> QuerySet[Correction]:
    return Correction.objects.filter(claim__in=claim_ids, undone_at__isnull=True).order_by("pk")


def _original_places(correction: Correction) -> list[Place]:
    original: dict[str, Any] = correction.original
    if correction.kind == CorrectionKind.SPAN:
        return [(original["mention"]["outer"][0], original["mention"]["outer"][1])]
    if correction.kind == CorrectionKind.SPLIT:
        return [(start, end) for _pk, _spans, start, end in original["mentions"]]
    return []


def _put(found: dict[Place, Claim | None], place: Place, claim: Claim | None) -> None:
    known = found.get(place, claim)
    found[place] = claim if known is not None and claim is not None and known.pk == claim.pk else None


def _as_before(mention: Mention, earlier: Mention, corrections: list[Correction]) -> int:
    """What the person set of the earlier mention, set on the newer one too."""
    chain_changed = any(
        correction.kind == CorrectionKind.SPEAKER or correction.original.get("part") != "content"
        for correction in corrections
    )
    if any(correction.original.get("part") == "content" for correction in corrections):
        mention.spans = earlier.spans
        mention.start_offset, mention.end_offset = earlier.start_offset, earlier.end_offset
    if chain_changed and earlier.attribution is not None:
        mention.attribution = earlier.attribution
        own_chain(mention)
        mention.presentation = earlier.presentation
    mention.save(update_fields=["spans", "start_offset", "end_offset", "presentation"])
    return 1


def _put_back(mention: Mention, run: ExtractionRun) -> int:
    stands = list(Position.objects.filter(mention=mention, withdrawn_at__isnull=True))
    mention.run = run
    mention.attribution = copied_chain(mention)[-1] if mention.attribution is not None else None
    mention.pk = None
    mention._state.adding = True
    mention.save(force_insert=True)
    for stand in stands:
        stand.pk, stand.mention = None, mention
        stand._state.adding = True
        stand.save(force_insert=True)
    return 1
