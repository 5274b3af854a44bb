"""An article page: the text with its claims in place, a card for each, and how far the work is."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.translation import gettext as _

from claims import queries as claims
from claims.enums import RunState, Stance
from claims.models import ExtractionRun, Mention
from claims.rereadings import RunChanges, changes_of
from desk.presenters.chain import Link, chain_links, chain_of
from desk.presenters.marks import Mark, Segment, paragraphs_of, part_at, parts_of
from desk.presenters.mention import certainty_of, condition_of, found_by, reasons_of, tags_of
from desk.presenters.positions import Row, matrix
from sources import queries as sources
from sources.enums import ArticleState
from sources.models import Article, ArticleVersion


@dataclass(frozen=True, slots=True)
class Progress:
    """What components/progress.html takes. `stage`: queued, reading, finding, matching, done, failed."""

    title: str
    stage: str
    at: int = 0
    of: int = 0
    reason: str = ""
    poll_url: str = ""
    retry_url: str = ""

    @property
    def is_over(self) -> bool:
        return self.stage in ("done", "failed")


@dataclass(frozen=True, slots=True)
class Card:
    """What components/claim_card.html takes, with the positions below it."""

    id: int
    text: str
    url: str
    presentation: str
    status: str
    tags: list[str]
    chain: list[Link]
    score: float
    reasons: list[str]
    positions: list[Row]
    condition: str = ""
    certainty: str = ""
    found: list[tuple[str, str]] = field(default_factory=list)


def progress_of(article: Article, version: ArticleVersion | None, run: ExtractionRun | None) -> Progress:
    """Queued, reading, finding claims (n of m paragraphs), matching them (n of m), done, or failed and a way on."""
    title = (version.heading if version else "") or str(article)
    poll = reverse("desk:article-progress", args=[article.pk])
    retry = reverse("desk:article-retry", args=[article.pk])
    if article.state in (ArticleState.REFUSED, ArticleState.FAILED):
        return Progress(title, "failed", reason=article.state_reason, retry_url=retry)
    if version is None:
        stage = "reading" if article.state == ArticleState.READING else "queued"
        return Progress(title, stage, poll_url=poll)
    if run is None:
        return Progress(title, "queued", poll_url=poll)
    if run.state == RunState.FAILED:
        return Progress(title, "failed", reason=run.reason, retry_url=retry)
    if run.state == RunState.DONE:
        # Until its mentions have their claims there is nothing to open.
        if run.matched_at is None:
            at, of = claims.matched_in_run(run)
            return Progress(title, "matching", at=at, of=of, poll_url=poll)
        return Progress(title, "done", at=run.paragraphs, of=run.paragraphs)
    return Progress(title, str(run.state), at=run.paragraphs_done, of=run.paragraphs, poll_url=poll)


@dataclass(frozen=True, slots=True)
class ArticlePage:
    article: Article
    versions: list[ArticleVersion]
    version: ArticleVersion | None
    run: ExtractionRun | None
    progress: Progress
    paragraphs: list[list[Segment]]
    cards: list[Card]
    notes: list[str]
    changes: RunChanges | None
    part: int = 1
    parts: int = 1
    claims: int = 0

    @property
    def part_list(self) -> range:
        return range(1, self.parts + 1)


def article_page(
    article: Article, *, number: int | None = None, open_claim: int | None = None, part: int | None = None
) -> ArticlePage:
    """Everything the page of an article shows, of its newest version or of the one asked for.

    A long text comes in parts of some 12,000 characters, each with its own claims; `open_claim` opens the part that
    holds it.
    """
    versions = list(sources.versions_of(article))
    version = next((v for v in versions if v.number == number), versions[-1] if versions else None)
    run = claims.latest_run(version) if version else None
    parts = parts_of(version.text) if version else [(0, 0)]
    shown = run if run and run.matched_at else None
    if part is None and open_claim is not None and shown and len(parts) > 1:
        part = part_at(parts, claims.place_of_claim(shown, open_claim))
    at = min(max(part or 1, 1), len(parts))
    window = parts[at - 1] if len(parts) > 1 else None
    mentions = list(claims.mentions_of_run(shown, within=window)) if shown else []
    if version:
        version.article = article
        for mention in mentions:
            mention.version = version  # one object for all: no query for each
    marks = [mark for mention in mentions for mark in marks_of(mention, active=mention.claim_id == open_claim)]
    return ArticlePage(
        article=article,
        versions=versions,
        version=version,
        run=run,
        progress=progress_of(article, version, run),
        paragraphs=paragraphs_of(version.text, marks, within=window) if version else [],
        cards=_cards(mentions),
        notes=_notes(version, run),
        changes=changes_of(run) if run else None,
        part=at,
        parts=len(parts),
        claims=claims.claims_in_run(shown) if shown and window else len({m.claim_id for m in mentions}),
    )


def marks_of(mention: Mention, *, active: bool = False) -> list[Mark]:
    """The marks of one mention: what is said, who says it, the word for saying, and where parties stand."""
    kind = "content" if mention.attribution else "statement"
    how = mention.get_presentation_display()
    place = _Place(mention.claim_id or 0, active)
    marks = [place.mark(span, kind, f"{mention.text} ({how})", mention.presentation) for span in mention.spans]
    for link in chain_links(mention.attribution)[-1:]:
        who = link.speaker.name if link.speaker else link.speaker_text
        marks += [place.mark(span, "speaker", _("who says it: %s") % who) for span in link.speaker_spans]
        marks += [place.mark(span, "cue", _("the word for saying")) for span in link.cue_spans]
    for position in mention.positions.all():
        # The asserter's own stand is the claim itself: it has its marks.
        if position.start_offset is not None and position.end_offset and position.stance != Stance.ASSERTS:
            party = position.party.name if position.party else _("nobody named")
            span = [position.start_offset, position.end_offset]
            marks.append(place.mark(span, "position", f"{party}: {position.get_stance_display()}"))
    return marks


@dataclass(frozen=True, slots=True)
class _Place:
    """Whose marks are made, and whether it is the open claim."""

    claim_id: int
    active: bool

    def mark(self, span: list[int], kind: str, title: str, presentation: str = "") -> Mark:
        return Mark(span[0], span[1], kind, self.claim_id, self.active, presentation, title)


def _cards(mentions: list[Mention]) -> list[Card]:
    seen: dict[int, Card] = {}
    for mention in mentions:
        claim = mention.claim
        if claim is None or claim.pk in seen:
            continue
        seen[claim.pk] = Card(
            id=claim.pk,
            text=claim.text,
            url=reverse("desk:claim", args=[claim.pk]),
            presentation=mention.presentation,
            status=claim.status,
            tags=tags_of(mention),
            chain=chain_of(mention, claim),
            score=mention.score,
            reasons=reasons_of(mention),
            positions=matrix(mention.positions.all()),
            condition=condition_of(mention),
            certainty=certainty_of(mention),
            found=found_by(mention),
        )
    return list(seen.values())


def _notes(version: ArticleVersion | None, run: ExtractionRun | None) -> list[str]:
    notes = [str(note) for note in version.notes] if version else []
    if version and version.original_length:
        notes.append(
            _("Cut short: the first %(kept)s of %(all)s characters are kept.")
            % {"kept": f"{version.length:,}", "all": f"{version.original_length:,}"}
        )
    return notes + [str(warning) for warning in run.warnings] if run else notes
