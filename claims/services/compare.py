"""Give claims their meaning as vectors, and suggest to people which known claims may say the same."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.db.models import F
from pgvector import HalfVector

from audit.services import record
from claims.matching import embedding, same_claim
from claims.models import Claim, ClaimVector, MatchSuggestion
from claims.search import due_for_meaning, meaning_available, nearest_claims

BATCH = 32
# The learned order's answer is the probability that a candidate is meant if one of them is. Most claims are not known
# yet, so the meanings must be near as well: the cosine from which on a third of the pairs said the same
# (docs/models/matching.md).
SUGGEST_FROM = 0.3
LIKE_FROM = 0.7
MOST_SUGGESTIONS = 3


def compare_claims(*, most: int = BATCH) -> int:
    """Make the vectors that are due, of at most so many claims, and suggest near claims; the number of claims done.

    Vectors are computed outside any transaction. Two workers that do the same work write the same rows: a vector counts
    only for the wording it was made of, and a pair is suggested once.
    """
    if not meaning_available():
        return 0
    due = list(due_for_meaning().values_list("pk", "text", "sha256")[:most])
    if not due:
        return 0
    vectors = embedding.embed([text for _, text, _ in due])
    _keep(due, vectors)
    for claim in Claim.objects.select_related("speaker").filter(pk__in=[pk for pk, _, _ in due], merged_into=None):
        _suggest(claim)
    return len(due)


@transaction.atomic
def _keep(due: Sequence[tuple[int, str, str]], vectors: embedding.Vectors) -> None:
    ClaimVector.objects.bulk_create(
        [ClaimVector(claim_id=pk, vector=HalfVector(vector)) for (pk, _, _), vector in zip(due, vectors, strict=True)],
        update_conflicts=True,
        unique_fields=["claim"],
        update_fields=["vector"],
    )
    for pk, _, sha256 in due:
        Claim.objects.filter(pk=pk, sha256=sha256).update(vector_sha256=F("sha256"))


def _suggest(claim: Claim) -> None:
    """Suggestions of the likeliest earlier claims. A pair that a person has decided on stays decided."""
    earlier = Claim.objects.filter(pk__lt=claim.pk, merged_into__isnull=True)
    near = nearest_claims(claim.text, said_on=claim.first_said_at.date(), within=earlier, most=MOST_SUGGESTIONS)
    likely = [found for found in near if found.score >= SUGGEST_FROM and (found.likeness or 0) >= LIKE_FROM]
    if not likely:
        return
    with transaction.atomic():
        made = [found.claim.pk for found in likely if _pair(claim, found.claim, found.likeness or 0)]
        if made:
            record(by=None, action="claim.compared", target=claim, data={"suggested": made})


def _pair(claim: Claim, candidate: Claim, likeness: float) -> bool:
    reason = same_claim(claim.text, candidate.text).reason
    words = "near in meaning" if reason in ("different wording", "similar wording") else f"near in meaning; {reason}"
    _, created = MatchSuggestion.objects.get_or_create(
        claim=claim, candidate=candidate, defaults={"score": min(1.0, likeness), "reason": words}
    )
    return created
