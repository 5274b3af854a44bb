"""Check-worthy statements in the article's own voice: what it says as fact with nobody quoted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from spacy.tokens import Doc

from claims.extraction.casting.page import page_of
from claims.extraction.claimtext import writer_of
from claims.extraction.ownvoices.signs import THRESHOLD, verdict_of
from claims.extraction.ownvoices.stretches import open_stretches
from claims.extraction.types import Attribution, Claim


def find(doc: Doc, attributions: Sequence[Attribution], published_at: date | None = None) -> list[Claim]:
    """One claim for each sentence (or clause, where the rest is somebody's words) that states something to check.

    Their `attribution` is None, their `presentation` "stated", their score 0 until `worth` has seen them.
    """
    page = page_of(doc)
    writer = writer_of(doc, attributions, published_at)
    claims: list[Claim] = []
    for stretch in open_stretches(writer.columns, page, attributions):
        verdict = verdict_of(writer.columns, page, stretch)
        if verdict.score >= THRESHOLD:
            claims.extend(
                replace(
                    claim,
                    rule="own voice: signs",
                    path=", ".join(verdict.signs),
                    confidence=round(verdict.confidence, 3),
                )
                for claim in writer.statement(stretch.tokens)
            )
    return claims
