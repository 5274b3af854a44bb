"""Which claims say the same, and which known claims are closest to a text. Pure: no Django, no network."""

from claims.matching.minhash import minhash_bands
from claims.matching.same import Verdict, same_claim
from claims.matching.wording import normalise

__all__ = ["Verdict", "minhash_bands", "normalise", "same_claim"]
