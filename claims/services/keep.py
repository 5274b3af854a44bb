"""The rows of one extraction."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils import timezone

from claims.enums import Presentation, SpeakerKind
from claims.extraction import types
from claims.models import Attribution, ExtractionRun, Mention, Position, Speaker
from claims.services.speakers import find_or_add_speaker
from sources.models import ArticleVersion

_BATCH = 500  # rows of one statement


def keep_extraction(*, run: ExtractionRun, version: ArticleVersion, extraction: types.Extraction) -> int:
    """Write speakers, attributions, mentions and positions of a run; the number of mentions. In a transaction.

    The run is locked and has no rows yet. What an extraction holds twice is kept once, the first; the unique keys of
    the tables are the last word.
    """
    people = _People(version.article_id, extraction.speakers)
    attributions = _keep_attributions(run, version, extraction.attributions, people)
    sources = {found.id: found for found in extraction.attributions}
    mentions: dict[tuple[int, int, int | None], Mention] = {}
    told: list[tuple[Mention, types.Attribution | None]] = []
    for claim in extraction.claims:
        attribution = attributions.get(claim.attribution or "")
        place = (claim.span.start, claim.span.end, attribution.pk if attribution else None)
        if place not in mentions:
            mentions[place] = _mention(run, version, attribution, claim)
            told.append((mentions[place], sources.get(claim.attribution or "")))
    Mention.objects.bulk_create(mentions.values(), batch_size=_BATCH)
    Position.objects.bulk_create(
        [row for mention, source in told for row in _positions(mention, version, source, people)], batch_size=_BATCH
    )
    return len(mentions)


class _People:
    """Speakers of one text by canonical name, each looked up once."""

    def __init__(self, article_id: int, speakers: Iterable[types.Speaker]) -> None:
        self._article_id = article_id
        self._described = {speaker.name: speaker for speaker in speakers}
        self._rows: dict[str, Speaker] = {}

    def row(self, resolution: types.Resolution | None) -> Speaker | None:
        if resolution is None or not resolution.name.strip():
            return None
        return self.named(resolution.name, resolution.kind, resolution.description)

    def named(self, name: str, kind: SpeakerKind, description: str = "") -> Speaker:
        if name not in self._rows:
            described = self._described.get(name)
            self._rows[name] = find_or_add_speaker(
                name=name,
                kind=described.kind if described else kind,
                article_id=self._article_id,
                description=description or (described.description if described else ""),
                aliases=described.aliases if described else (),
            )
        return self._rows[name]


def _keep_attributions(
    run: ExtractionRun, version: ArticleVersion, attributions: Iterable[types.Attribution], people: _People
) -> dict[str, Attribution]:
    rows = {found.id: _attribution(run, version, found, people, number) for number, found in enumerate(attributions)}
    Attribution.objects.bulk_create(rows.values(), batch_size=_BATCH)
    nested = []
    for found in attributions:
        if found.parent is not None and found.parent in rows:
            rows[found.id].parent = rows[found.parent]
            nested.append(rows[found.id])
    Attribution.objects.bulk_update(nested, ["parent"], batch_size=_BATCH)
    return rows


def _attribution(
    run: ExtractionRun, version: ArticleVersion, found: types.Attribution, people: _People, number: int
) -> Attribution:
    return Attribution(
        run=run,
        number=number,
        speaker=people.row(found.speaker),
        speaker_text=_literal(version.text, found.source),
        resolution_reason=found.speaker.reason[:200] if found.speaker else "",
        resolution_confidence=found.speaker.confidence if found.speaker else None,
        speaker_spans=_pairs(found.source),
        cue_spans=_pairs(found.cue),
        content_spans=_pairs(found.content),
        contested_by_spans=_pairs(found.contested_by),
        cue_lemma=found.cue_lemma[:120],
        presentation=found.presentation,
        speech=found.speech,
        rule=found.rule[:120],
        confidence=min(1.0, max(0.0, found.confidence)),
    )


def _mention(
    run: ExtractionRun, version: ArticleVersion, attribution: Attribution | None, claim: types.Claim
) -> Mention:
    return Mention(
        run=run,
        version=version,
        attribution=attribution,
        start_offset=claim.span.start,
        end_offset=claim.span.end,
        text=claim.text,
        spans=_pairs(claim.spans),
        presentation=claim.presentation if claim.attribution else Presentation.STATED,
        tense=claim.tense or "",
        negated=claim.negated,
        condition_start=claim.condition.start if claim.condition else None,
        condition_end=claim.condition.end if claim.condition else None,
        certainty=claim.certainty,
        score=min(1.0, max(0.0, claim.score)),
        reasons=[{"label": reason.label, "weight": round(reason.weight, 4)} for reason in claim.reasons],
        about=list(claim.about),
        rule=claim.rule[:120],
        cue=claim.cue[:120],
        path=claim.path[:200],
        confidence=min(1.0, max(0.0, claim.confidence)),
    )


def _positions(
    mention: Mention, version: ArticleVersion, source: types.Attribution | None, people: _People
) -> list[Position]:
    """The stands that answer this claim. Who asserts it is known from the chain and made a position when matched."""
    if source is None:
        return []
    stated_at = version.article.published_at or version.created_at or timezone.now()
    rows: dict[tuple[int | None, str, int], Position] = {}
    for position in source.positions:
        party = people.row(position.resolution) or _party(position, people)
        row = Position(
            mention=mention,
            party=party,
            stance=position.stance,
            start_offset=position.span.start,
            end_offset=position.span.end,
            quotation=version.text[position.span.start : position.span.end],
            stated_at=stated_at,
        )
        rows.setdefault((party.pk if party else None, position.stance, position.span.start), row)
    return list(rows.values())


def _party(position: types.Position, people: _People) -> Speaker | None:
    if not position.party:
        return None
    kind = SpeakerKind.UNNAMED if position.party.endswith("(unnamed)") else SpeakerKind.ORGANISATION
    return people.named(position.party, kind)


def _pairs(spans: types.Spans) -> list[list[int]]:
    return [[span.start, span.end] for span in spans]


def _literal(text: str, spans: types.Spans) -> str:
    return " … ".join(text[span.start : span.end] for span in spans)
