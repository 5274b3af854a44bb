"""Which claim a mention of a new reading stands for: the one that the reading before it found at the same place."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from claims import rereadings
from claims.enums import VerificationStatus
from claims.matching import minhash_bands, same_claim
from claims.models import Claim, ExtractionRun, Mention, Speaker

_SAME_PLACE = 0.6  # Dice of characters
_UNTOUCHED = (VerificationStatus.CANDIDATE, VerificationStatus.QUEUED)


def earlier_claims(
    run: ExtractionRun, mentions: Sequence[Mention], asserter: Callable[[Mention], Speaker | None]
) -> dict[int, Claim]:
    """For mentions of a run (by key) the claim of the earlier reading's mention at the same place, by the same speaker.

    Each earlier mention is given once, to the one that covers its place best. Two queries.
    """
    before = rereadings.run_before(run)
    if before is None:
        return {}
    old = [(mention, asserter(mention)) for mention in rereadings.mentions_with_claims([before])]
    pairs = []
    for mention in mentions:
        speaker = asserter(mention)
        for place, (earlier, said_by) in enumerate(old):
            overlap = _overlap(mention, earlier)
            if overlap >= _SAME_PLACE and speaker == said_by:
                alike = same_claim(mention.text, earlier.text).score
                pairs.append((-overlap, -alike, mention.pk, place))
    found: dict[int, Claim] = {}
    taken: set[int] = set()
    for _, _, key, place in sorted(pairs):
        claim = old[place][0].claim
        if claim is not None and key not in found and place not in taken:
            found[key] = claim
            taken.add(place)
    return found


def reword(claim: Claim, mention: Mention, *, sha256: str) -> Claim:
    """Give a claim that nobody has touched the words of its new reading; every other claim stays as it is.

    Touched is what a person edited, took, decided or changed in any way (each steps the version), and what stands in
    another text as well. A conditional update: whoever touches it at the same moment wins.
    """
    elsewhere = Mention.objects.filter(claim=claim).exclude(version=mention.version_id).exists()
    if elsewhere or claim.text == mention.text:
        return claim
    changed = Claim.objects.filter(
        pk=claim.pk, version=1, edited=False, status__in=_UNTOUCHED, merged_into__isnull=True
    ).update(text=mention.text, sha256=sha256, fingerprint=minhash_bands(mention.text))
    if changed:
        claim.refresh_from_db()
    return claim


def _overlap(one: Mention, other: Mention) -> float:
    """Dice of the characters of two mentions' outer spans."""
    shared = min(one.end_offset, other.end_offset) - max(one.start_offset, other.start_offset)
    total = one.end_offset - one.start_offset + other.end_offset - other.start_offset
    return 2 * shared / total if shared > 0 and total else 0.0
