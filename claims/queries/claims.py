"""Reads of claims, and of what people corrected in them."""

from __future__ import annotations

from datetime import datetime

from django.contrib.postgres.search import SearchQuery
from django.db.models import Prefetch, Q, QuerySet

from claims.enums import CorrectionKind, SuggestionState
from claims.models import Claim, ClaimAbout, Correction, MatchSuggestion, Speaker
from claims.queries.speakers import speaker_ids


def standing_corrections(*, since: datetime | None = None) -> QuerySet[Correction]:
    """Corrections that were not taken back, oldest first, with the text they were made in."""
    found = Correction.objects.filter(undone_at__isnull=True).select_related(
        "claim", "by", "mention__version__article", "mention__run", "mention__attribution"
    )
    return (found.filter(at__gte=since) if since else found).order_by("pk")


def corrected_claim(sha256: str, speaker: Speaker | None) -> Claim | None:
    """The claim that had this wording and speaker until a person put it right: the same words found again are it."""
    correction = (
        Correction.objects.filter(
            original_sha256=sha256,
            original_speaker=speaker,
            undone_at__isnull=True,
            kind__in=[CorrectionKind.TEXT, CorrectionKind.SPEAKER, CorrectionKind.SPLIT],
        )
        .select_related("claim")
        .order_by("-pk")
        .first()
    )
    return correction.claim if correction else None


def claim_with_people(claim_id: int) -> Claim | None:
    """A claim with its speaker and whom it is about."""
    return (
        Claim.objects.select_related("speaker")
        .prefetch_related(Prefetch("about", ClaimAbout.objects.select_related("speaker")))
        .filter(pk=claim_id)
        .first()
    )


def similar_claims(claim: Claim, most: int = 5) -> list[tuple[Claim, str]]:
    """Other claims that may say the same, with why we think so, the likeliest first."""
    pairs = (
        MatchSuggestion.objects.filter(Q(claim=claim) | Q(candidate=claim), state=SuggestionState.OPEN)
        .select_related("claim__speaker", "candidate__speaker")
        .order_by("-score", "pk")[:most]
    )
    return [(pair.candidate if pair.claim_id == claim.pk else pair.claim, pair.reason) for pair in pairs]


def claims_of_speaker(speaker: Speaker) -> QuerySet[Claim]:
    """What a speaker, and whoever was merged into them, asserted, newest first."""
    return (
        Claim.objects.filter(speaker__in=speaker_ids(speaker.pk), merged_into__isnull=True)
        .select_related("speaker")
        .order_by("-first_said_at", "-pk")
    )


def claims_about(speaker: Speaker) -> QuerySet[Claim]:
    """What others asserted about a speaker, newest first; a claim about both of two that were merged comes once."""
    about = Claim.objects.filter(about__speaker__in=speaker_ids(speaker.pk)).values("pk")
    return (
        Claim.objects.filter(pk__in=about, merged_into__isnull=True)
        .select_related("speaker")
        .order_by("-first_said_at", "-pk")
    )


def claims_with_words(words: str) -> QuerySet[Claim]:
    """Claims of every stage whose text has the words ("phrases" and -not as on the web), best first by score."""
    query = SearchQuery(words, config="english", search_type="websearch")
    return (
        Claim.objects.filter(search=query, merged_into__isnull=True).select_related("speaker").order_by("-score", "-pk")
    )
