"""Which claim a part is about. Extraction may word a claim otherwise tomorrow, so a near one has to do."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from claims.enums import VerificationStatus
from claims.models import Claim
from claims.queries import current_mentions
from seeds.parts import Part
from sources.models import Article

_UNTOUCHED = (VerificationStatus.CANDIDATE, VerificationStatus.QUEUED)


@dataclass(frozen=True, slots=True)
class Choice:
    """`fits` says that the claim is the one the part's words were written for."""

    claim: Claim
    fits: bool


def choose(
    part: Part, *, articles: Collection[Article], taken: Collection[int], others: Collection[Part]
) -> Choice | None:
    """The claim of these articles that fits the part best, and of equal ones the most check-worthy.

    Only claims that nobody has worked on and that no other part has, those that one of `others` wants last.
    None if there is none left.
    """
    mentions = current_mentions().filter(version__article__in=articles).select_related("claim__speaker")
    claims = {mention.claim.pk: mention.claim for mention in mentions if mention.claim is not None}
    free = [claim for claim in claims.values() if claim.pk not in taken and _untouched(claim)]
    ranked = sorted(free, key=lambda claim: (-_fit(part, claim), _wanted(claim, others), -claim.score, claim.pk))
    return Choice(ranked[0], fits=is_fit(part, ranked[0])) if ranked else None


def _wanted(claim: Claim, others: Collection[Part]) -> bool:
    return any(is_fit(other, claim) for other in others)


def _untouched(claim: Claim) -> bool:
    return claim.status in _UNTOUCHED and claim.merged_into_id is None


def is_fit(part: Part, claim: Claim) -> bool:
    """Whether the claim has all the words of the part."""
    return all(word in claim.text.casefold() for word in part.words)


def _fit(part: Part, claim: Claim) -> float:
    """How much of the part the claim has: all its words first, then the speaker, then some of the words."""
    found = sum(word in claim.text.casefold() for word in part.words)
    speaker = claim.speaker.name.casefold() if claim.speaker else ""
    said = bool(part.speaker) and part.speaker.casefold() in speaker
    return 4.0 * is_fit(part, claim) + 2.0 * said + found / len(part.words)
