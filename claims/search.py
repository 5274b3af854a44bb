"""Known claims closest to a text: PostgreSQL finds candidates by words and by meaning, `claims.matching` ranks them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

import numpy as np
from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db import connection, transaction
from django.db.models import F, Q, QuerySet
from pgvector import HalfVector
from pgvector.django import MaxInnerProduct

from claims.matching import embedding
from claims.matching.features import Candidate
from claims.matching.order import Found, Query, ranked
from claims.matching.rarity import rarity
from claims.matching.wording import STOP_WORDS, posted_on, stem, without_address, words
from claims.models import Claim, ClaimVector

CANDIDATES = 50
_TELLING_WORDS = 8  # the rarest words of a text, by which claims are looked for
_WORD_HITS = 2_000  # more claims with these words are not looked through
_EF_SEARCH = 160  # how widely the index of meanings looks: recall against time (benchmarks/matching)
_LONGEST_TEXT = 5_000


@dataclass(frozen=True, slots=True)
class Near:
    """A known claim, the probability (0-1) that it is meant, and the cosine of the meanings (None: by words)."""

    claim: Claim
    score: float
    likeness: float | None


@cache
def meaning_available() -> bool:
    """Whether this database has pgvector and this machine the embedding model. Asked once a process."""
    if not embedding.available():
        return False
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass('claims_claimvector') IS NOT NULL")
        return bool(cursor.fetchone()[0])


def due_for_meaning() -> QuerySet[Claim]:
    """Claims whose wording has no vector yet, or another one than its vector was made of; oldest first."""
    return Claim.objects.filter(~Q(vector_sha256=F("sha256"))).order_by("pk")


def nearest_claims(
    text: str, *, said_on: date | None = None, within: QuerySet[Claim] | None = None, most: int = CANDIDATES
) -> list[Near]:
    """The claims most likely meant by a text, best first; at most `most` of the fifty best candidates.

    `within` narrows the claims looked at (default: all that were not merged into another). `said_on` helps: claims of
    near days are likelier. Without pgvector or the model, words alone decide (`likeness` is None).
    """
    plain = without_address(text[:_LONGEST_TEXT])
    pool = within if within is not None else Claim.objects.filter(merged_into__isnull=True)
    vector = embedding.embed([plain])[0] if meaning_available() and plain else None
    ids = _by_words(plain, pool)
    if vector is not None:
        ids = [*_by_meaning(vector, pool), *ids]
    return _ranked(Query(plain, said_on or posted_on(text), vector), list(dict.fromkeys(ids)))[:most]


def meant_claims(
    text: str, *, within: QuerySet[Claim], most: int = 20, at_least: float = 0.45
) -> list[tuple[int, float]]:
    """(claim id, cosine) of claims that mean something near to a few words of search, best first.

    For search boxes: only what the words themselves did not find is news there. Empty where meaning is not available.
    """
    plain = without_address(text[:_LONGEST_TEXT])
    if not plain or not meaning_available():
        return []
    found = _with_likeness(embedding.embed([plain])[0], within, most)
    return [(claim_id, likeness) for claim_id, likeness in found if likeness >= at_least]


def _by_meaning(vector: embedding.Vectors, pool: QuerySet[Claim]) -> list[int]:
    return [claim_id for claim_id, _ in _with_likeness(vector, pool, CANDIDATES)]


@transaction.atomic
def _with_likeness(vector: embedding.Vectors, pool: QuerySet[Claim], most: int) -> list[tuple[int, float]]:
    with connection.cursor() as cursor:
        # Iterative: where the pool is a small part of all claims, the index goes on until it has enough of them.
        cursor.execute(f"SET LOCAL hnsw.ef_search = {_EF_SEARCH}; SET LOCAL hnsw.iterative_scan = strict_order")
    found = (
        ClaimVector.objects.filter(claim__in=pool.order_by().values("pk"))
        .annotate(distance=MaxInnerProduct("vector", HalfVector(vector)))
        .order_by("distance")
        .values_list("claim_id", "distance")[:most]
    )
    return [(claim_id, -float(distance)) for claim_id, distance in found]


def _by_words(text: str, pool: QuerySet[Claim]) -> list[int]:
    telling = {word for word in words(text) if word not in STOP_WORDS and len(word) < 100}
    rarest = sorted(telling, key=lambda word: (-rarity(stem(word)), word))[:_TELLING_WORDS]
    if not rarest:
        return []
    query = SearchQuery(rarest[0], config="english", search_type="plain")
    for word in rarest[1:]:
        query |= SearchQuery(word, config="english", search_type="plain")
    some = pool.filter(search=query).order_by().values("pk")[:_WORD_HITS]
    best = Claim.objects.filter(pk__in=some).annotate(rank=SearchRank("search", query)).order_by("-rank", "-pk")
    return list(best.values_list("pk", flat=True)[:CANDIDATES])


def _ranked(query: Query, ids: list[int]) -> list[Near]:
    claims = Claim.objects.select_related("speaker").in_bulk(ids)
    kept = [claims[claim_id] for claim_id in ids if claim_id in claims]
    likeness = _likeness(query, [claim.pk for claim in kept])
    if likeness is not None:
        known = ~np.isnan(likeness)
        kept = [claim for claim, has in zip(kept, known, strict=True) if has]
        likeness = likeness[known]
    candidates = [Candidate.of(claim.text, said_on=claim.first_said_at.date()) for claim in kept]
    found = Found(candidates, None if likeness is None else (likeness, likeness))
    return [
        Near(kept[place], score, None if likeness is None else round(float(likeness[place]), 4))
        for place, score in ranked(query, found)
    ]


def _likeness(query: Query, ids: list[int]) -> embedding.Vectors | None:
    """Cosines to the claims in their order, NaN for one whose vector is still due; None by words only."""
    if query.vector is None:
        return None
    rows = dict(ClaimVector.objects.filter(claim__in=ids).values_list("claim_id", "vector"))
    missing = np.full(len(query.vector), np.nan, dtype=np.float32)
    vectors = [np.asarray(rows[pk], dtype=np.float32) if pk in rows else missing for pk in ids]
    return np.asarray(np.stack(vectors) @ query.vector) if vectors else np.zeros(0, dtype=np.float32)
