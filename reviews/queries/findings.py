"""What is found, in which words, and whether the speaker was asked."""

from __future__ import annotations

from claims.models import Claim
from reviews.enums import Verdict
from reviews.models import Act, Contact, Review, VerdictScale, VerdictWord
from reviews.scale import DEFAULT_SCALE, Scale, Word


def current_scale() -> Scale:
    """The scale that verdicts are given on now; without rows of its own, the default one."""
    scale = VerdictScale.objects.filter(in_use=True).first()
    words = list(VerdictWord.objects.filter(scale=scale)) if scale else []
    if scale is None or not words:
        return DEFAULT_SCALE
    return Scale(
        name=scale.name,
        worst=scale.worst,
        best=scale.best,
        pk=scale.pk,
        words=tuple(
            Word(row.key, row.label, Verdict(row.status), row.rating, row.meaning, row.pk)
            for row in sorted(words, key=lambda row: (row.place, row.pk))
        ),
    )


def settling_review(claim: Claim) -> Review | None:
    """The verdict that settled the present round: the second one that agreed, or the third."""
    rounds = Review.objects.in_round(claim).select_related("word__scale")
    return rounds.order_by("-decided_at").first()


def was_contacted(claim: Claim) -> bool:
    """Whether the claim's speaker was asked for a reply, with or without an answer; anybody, where none is named."""
    asked = Contact.objects.filter(claim=claim, withdrawn_at__isnull=True)
    return (asked.filter(party=claim.speaker) if claim.speaker_id else asked).exists()


def events_since(claim: Claim, version: int) -> list[int]:
    """The numbers of the audit events of what people did to a claim after this version of it, oldest first."""
    acts = Act.objects.filter(claim=claim, claim_version__gt=version)
    return list(acts.order_by("event").values_list("event", flat=True))
