"""schema.org ClaimReview out of an edition. Pure: no framework, no database."""

from publication.claimreview.build import Desk, claim_review

__all__ = ["Desk", "claim_review"]
