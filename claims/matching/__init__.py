"""Is this claim one that we know? Pure: no framework, no database."""

from claims.matching.bands import minhash_bands
from claims.matching.same import Sameness, same_claim
from claims.matching.wording import normalise

__all__ = ["Sameness", "minhash_bands", "normalise", "same_claim"]
