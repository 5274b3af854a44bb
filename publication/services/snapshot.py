"""What an edition freezes: everything a reader is shown, as plain data."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from claims import queries as claims
from claims.models import Attribution, Claim, Mention, Position, Speaker
from publication.policies import Unmet
from reviews import queries as reviews
from reviews.models import Evidence, Review

FORM = 1


def snapshot_of(claim: Claim, *, summary: str, overridden: Sequence[Unmet] = (), override: str = "") -> dict[str, Any]:
    """The page as data: who said it through whom, where the parties stand, what was found, on which evidence.

    `overridden` are rules of the policy that are not met, `override` the reason given for them.
    """
    mentions = list(claims.mentions_of_claim(claim))
    return {
        "form": FORM,
        "claim": {"id": claim.pk, "text": claim.text, "presentation": claim.presentation},
        "status": claim.status,
        "verdict": _verdict(claim),
        "policy": {
            "unmet": [{"rule": one.kind.value, "sentence": one.sentence} for one in overridden],
            "reason": override if overridden else "",
        },
        "round": claim.round,
        "summary": summary,
        "said_at": _time(claim.first_said_at),
        "said_by": _person(claim.speaker),
        "about": [_person(about.speaker) for about in claim.about.select_related("speaker")],
        "topics": [{"id": topic.pk, "name": topic.name, "slug": topic.slug} for topic in claims.topics_of(claim)],
        "chain": _chain(claim, mentions),
        "positions": _positions(claim),
        "evidence": [_evidence(row) for row in reviews.evidence_of(claim)],
        "appearances": [_appearance(mention) for mention in mentions],
        "verdicts": [
            {"seat": review.seat, "verdict": review.verdict, "found": review.found}
            for review in Review.objects.in_round(claim).select_related("word").order_by("decided_at")
        ],
    }


def _verdict(claim: Claim) -> dict[str, Any] | None:
    """What was found in the words of the desk's scale, with its numbers as they were then."""
    review = reviews.settling_review(claim)
    if review is None or review.word is None:
        return None
    word = review.word
    return {
        "word": word.key,
        "label": word.label,
        "rating": word.rating,
        "worst": word.scale.worst,
        "best": word.scale.best,
        "scale": word.scale.name,
    }


def _person(speaker: Speaker | None) -> dict[str, Any] | None:
    if speaker is None:
        return None
    return {
        "id": speaker.pk,
        "name": speaker.name,
        "kind": speaker.kind,
        "description": speaker.description,
        "wikidata_id": speaker.wikidata_id,
    }


def _chain(claim: Claim, mentions: list[Mention]) -> list[dict[str, Any]]:
    """From who asserts it, through whom, to the outlet of the first appearance. Empty without a mention."""
    if not mentions:
        return []
    mention = mentions[0]
    article = mention.version.article
    links: list[Attribution] = []
    link = mention.attribution
    while link is not None:
        links.insert(0, link)
        link = link.parent
    # The innermost links of "Witkoff noted that Putin had agreed" are whom the claim is about, not who tells it.
    stance = claims.own_stance(mention)
    asserted = [
        {
            "role": "asserter" if place == 0 and not stance else "about",
            "stance": stance if place == 0 else "",
            "name": row.speaker.name if row.speaker else "nobody named",
            "speaker": _person(row.speaker),
            "words": row.speaker_text,
            "cue": _slice(mention.version.text, row.cue_spans),
            "presentation": row.presentation,
        }
        for place, row in enumerate(links)
    ]
    outlet = {
        "role": "outlet",
        "name": article.source.name if article.source else "a text given to the desk",
        "title": mention.version.title or article.title,
        "url": article.canonical_url,
        "published_at": _time(article.published_at),
    }
    return [outlet, *asserted] if stance else [*asserted[:1], outlet, *asserted[1:]]


def _positions(claim: Claim) -> list[dict[str, Any]]:
    """One row for one party's stand: the earliest that says so, then the others by date."""
    rows: dict[tuple[str, str], dict[str, Any]] = {}
    for position in claims.positions_of_claim(claim):
        party = position.party.name if position.party else "nobody named"
        rows.setdefault((party, position.stance), _position(party, position))
    return list(rows.values())


def _position(party: str, position: Position) -> dict[str, Any]:
    article = position.mention.version.article if position.mention else None
    return {
        "party": party,
        "speaker": _person(position.party),
        "stance": position.stance,
        "quotation": position.quotation,
        "note": position.note,
        "source": article.source.name if article and article.source else "",
        "url": article.canonical_url if article else position.address,
        "stated_at": _time(position.stated_at),
        "recorded_by": position.recorded_by,
    }


def _evidence(row: Evidence) -> dict[str, Any]:
    return {
        "id": row.pk,
        "url": row.url,
        "title": row.title,
        "quotation": row.quotation,
        "stance": row.stance,
        "primary": row.primary,
        "captured_at": _time(row.captured_at),
        "sha256": row.capture_sha256,
        "words_found": row.quotation_found,
    }


def _appearance(mention: Mention) -> dict[str, Any]:
    article = mention.version.article
    return {
        "outlet": article.source.name if article.source else "",
        "title": mention.version.title or article.title,
        "url": article.canonical_url,
        "published_at": _time(article.published_at),
        "version": mention.version.number,
        "sha256": mention.version.sha256,
        "start": mention.start_offset,
        "end": mention.end_offset,
        "words": mention.version.text[mention.start_offset : mention.end_offset],
        "presentation": mention.presentation,
    }


def _slice(text: str, spans: list[list[int]]) -> str:
    return " ".join(text[start:end] for start, end in spans)


def _time(value: datetime | None) -> str | None:
    return value.isoformat() if value else None
