"""What the newsroom's search finds: claims of every stage, speakers, articles."""

from __future__ import annotations

from dataclasses import dataclass

from accounts.models import User
from claims import queries as claims
from claims.models import Speaker
from desk.presenters.rows import ClaimRow, claim_rows
from sources import queries as sources
from sources.models import Article

_MOST = 20


@dataclass(frozen=True, slots=True)
class Results:
    claims: list[ClaimRow]
    speakers: list[tuple[Speaker, int]]
    articles: list[Article]


def results(words: str, *, viewer: User) -> Results:
    """At most twenty of each kind."""
    found = list(claims.claims_with_words(words)[:_MOST])
    return Results(
        claims=claim_rows(found, viewer=viewer),
        speakers=claims.speakers_with_counts(list(claims.speakers(words)[:_MOST])),
        articles=list(sources.articles_with_words(words)[:_MOST]),
    )
