"""schema.org ClaimReview out of an edition, and the rules it has to pass. Pure: no framework, no database."""

from publication.claimreview.build import BEST, RATINGS, WORST, Correction, Desk, claim_review
from publication.claimreview.rules import LONGEST_ADVISED, broken_rules

__all__ = [
    "BEST",
    "LONGEST_ADVISED",
    "RATINGS",
    "WORST",
    "Correction",
    "Desk",
    "broken_rules",
    "claim_review",
]
