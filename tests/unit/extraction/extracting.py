"""Texts read by the whole pipeline, for tests of what a reviewer gets to see."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from claims.extraction.pipeline import Extractor
from claims.extraction.types import Claim, Extraction, Spans

PUBLISHED = date(2026, 11, 26)
OUTLET = "Harbour Wire"


@cache
def extractor() -> Extractor:
    return Extractor()


@dataclass(frozen=True)
class Read:
    """What was found in a text, in words."""

    text: str
    found: Extraction

    @property
    def claims(self) -> list[str]:
        return [claim.text for claim in self.found.claims]

    def claim(self, text: str) -> Claim:
        return next(claim for claim in self.found.claims if claim.text == text)

    def says(self) -> list[tuple[str | None, str]]:
        """Speaker and claim; None for nobody, "" for the article's own voice."""
        by_id = {a.id: a for a in self.found.attributions}
        rows: list[tuple[str | None, str]] = []
        for claim in self.found.claims:
            attribution = by_id.get(claim.attribution or "")
            speaker = attribution.speaker if attribution is not None else None
            rows.append((speaker.name if speaker else None if attribution else "", claim.text))
        return rows

    def stands(self) -> set[tuple[str | None, str]]:
        return {(p.party, p.stance.value) for a in self.found.attributions for p in a.positions}

    def literal(self, spans: Spans) -> str:
        """The words of the spans, with dots where something stands between."""
        return " … ".join(self.text[span.start : span.end] for span in spans)

    def words(self, claim: Claim) -> list[str]:
        return [self.text[span.start : span.end] for span in claim.spans]


def read(text: str, *, outlet: str = OUTLET) -> Read:
    found = extractor().extract(text, published_at=PUBLISHED, publisher=outlet)
    return Read(text, found)
