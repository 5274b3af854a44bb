"""What a claim means, as a point: close points mean nearly the same."""

from __future__ import annotations

from django.db import models
from pgvector.django import HalfVectorField, HnswIndex

from claims.models.claim import Claim

DIMENSIONS = 384


class ClaimVector(models.Model):
    """The unit vector of a claim's wording (`claims.matching.embedding`), for search by meaning.

    Derived: a row can be thrown away and is made again. `Claim.vector_sha256` says of which wording it is. Two-byte
    numbers: half the memory, and nearest neighbours change by less than the index's own approximation. The table
    exists only where the database has pgvector (`claims.search.meaning_available`); without it words alone search.
    """

    claim = models.OneToOneField(Claim, primary_key=True, on_delete=models.CASCADE, related_name="vector")
    vector = HalfVectorField(dimensions=DIMENSIONS)

    class Meta:
        ordering = ["claim_id"]
        indexes = [
            # Hierarchical navigable small worlds (Malkov and Yashunin 2016), the values that pgvector proposes.
            HnswIndex(
                fields=["vector"],
                name="claim_by_meaning",
                m=16,
                ef_construction=64,
                opclasses=["halfvec_ip_ops"],
            )
        ]

    def __str__(self) -> str:
        return f"meaning of claim {self.claim_id}"
