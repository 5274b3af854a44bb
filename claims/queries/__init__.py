"""Reads of claims."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.contrib.postgres.search import SearchQuery
from django.db.models import Count, Exists, Min, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from claims.enums import CorrectionKind, RunState, Stance, SuggestionState
from claims.extraction.version import PIPELINE_VERSION
from claims.models import (
    Attribution,
    Claim,
    ClaimAbout,
    Correction,
    ExtractionRun,
    MatchSuggestion,
    Mention,
    Position,
    Speaker,
    SpeakerAlias,
)
from claims.queries.order import (
    Wanted,
    claims_of_priority,
    desk_level,
    desk_levels_of,
    due_priorities,
    priority_for,
    wanted_of,
)
from claims.queries.topics import all_topics, topic_by_slug, topics_of, topics_of_claims
from core import leases
from sources.models import Article, ArticleVersion

__all__ = [
    "Wanted",
    "all_topics",
    "claims_of_priority",
    "desk_level",
    "desk_levels_of",
    "due_priorities",
    "priority_for",
    "topic_by_slug",
    "topics_of",
    "topics_of_claims",
    "wanted_of",
]

_UNFINISHED = (RunState.QUEUED, RunState.READING, RunState.FINDING)


def due_versions() -> QuerySet[ArticleVersion]:
    """Versions without a finished or failed run of the current pipeline, that nobody is working on; oldest first.

    Only the newest version of an article is read again when the pipeline changes.
    """
    runs = ExtractionRun.objects.filter(version=OuterRef("pk"), pipeline_version=PIPELINE_VERSION)
    ended = runs.filter(state__in=[RunState.DONE, RunState.FAILED])
    # One level of subquery only: an OuterRef inside another one would mean the run's key, not the version's.
    held = leases.held(runs.filter(state__in=_UNFINISHED))
    newer = ArticleVersion.objects.filter(article=OuterRef("article"), number__gt=OuterRef("number"))
    read_before = ExtractionRun.objects.filter(version=OuterRef("pk"))
    return (
        ArticleVersion.objects.filter(~Exists(ended), ~Exists(held))
        .exclude(Exists(newer) & Exists(read_before))
        .order_by("pk")
    )


def unfinished_run(run_id: int) -> QuerySet[ExtractionRun]:
    return ExtractionRun.objects.filter(pk=run_id, state__in=_UNFINISHED)


def unmatched_runs() -> QuerySet[ExtractionRun]:
    """Runs that are done and whose mentions have no claims yet, oldest first."""
    return ExtractionRun.objects.filter(state=RunState.DONE, matched_at__isnull=True).order_by("pk")


def failed_runs() -> QuerySet[ExtractionRun]:
    """Readings that were given up, newest first: a person may try them again."""
    return (
        ExtractionRun.objects.filter(state=RunState.FAILED)
        .select_related("version__article__source")
        .order_by("-finished_at")
    )


def latest_run(version: ArticleVersion) -> ExtractionRun | None:
    """The run whose mentions a page shows: the newest that is done, or the one at work if none is."""
    runs = ExtractionRun.objects.filter(version=version).order_by("-pk")
    return runs.filter(state=RunState.DONE).first() or runs.first()


def mentions_of_run(run: ExtractionRun, *, within: tuple[int, int] | None = None) -> QuerySet[Mention]:
    """The claims of a text in reading order, with chain, positions and status. `within`: those that begin there."""
    found = Mention.objects.filter(run=run)
    if within is not None:
        found = found.filter(start_offset__gte=within[0], start_offset__lt=within[1])
    return (
        found.select_related(
            "claim__speaker",
            "attribution__speaker",
            "attribution__parent__speaker",
            "attribution__parent__parent__speaker",
        )
        .prefetch_related(
            Prefetch("positions", standing_positions().select_related("party")),
            Prefetch("claim__about", ClaimAbout.objects.select_related("speaker")),
        )
        .order_by("start_offset", "pk")
    )


def place_of_claim(run: ExtractionRun, claim_id: int) -> int:
    """Where a claim begins in a text, 0 where it does not stand there."""
    return Mention.objects.filter(run=run, claim=claim_id).aggregate(place=Min("start_offset"))["place"] or 0


def claims_in_run(run: ExtractionRun) -> int:
    """How many claims stand in a text."""
    return Mention.objects.filter(run=run, claim__isnull=False).aggregate(n=Count("claim", distinct=True))["n"] or 0


def matched_in_run(run: ExtractionRun) -> tuple[int, int]:
    """How many mentions of a run have their claim, and how many there are."""
    row = Mention.objects.filter(run=run).aggregate(matched=Count("claim"), every=Count("pk"))
    return row["matched"], row["every"]


def attributions_of_run(run: ExtractionRun) -> QuerySet[Attribution]:
    return Attribution.objects.filter(run=run).select_related("speaker", "parent").order_by("number")


def current_mentions() -> QuerySet[Mention]:
    """Mentions of the newest finished run of each version: what a page may count and show."""
    newest = (
        ExtractionRun.objects.filter(version=OuterRef("version"), state=RunState.DONE).order_by("-pk").values("pk")[:1]
    )
    return Mention.objects.filter(run=Subquery(newest))


def mentions_of_claim(claim: Claim) -> QuerySet[Mention]:
    """Every place where a claim stands, oldest publication first, with source and chain."""
    return (
        current_mentions()
        .filter(claim=claim)
        .select_related("version__article__source", "attribution__speaker", "attribution__parent__speaker", "run")
        .prefetch_related("positions")
        .order_by("version__article__published_at", "pk")
    )


def mention_of_claim(claim: Claim, mention_id: int | None = None) -> Mention | None:
    """That place of the claim, or the one that is shown first; None if no text of it is on record."""
    places = mentions_of_claim(claim)
    chosen = places.filter(pk=mention_id).first() if mention_id is not None else None
    return chosen or places.first()


def standing_corrections(*, since: datetime | None = None) -> QuerySet[Correction]:
    """Corrections that were not taken back, oldest first, with the text they were made in."""
    found = Correction.objects.filter(undone_at__isnull=True).select_related(
        "claim", "by", "mention__version__article", "mention__run", "mention__attribution"
    )
    return (found.filter(at__gte=since) if since else found).order_by("pk")


def standing_positions() -> QuerySet[Position]:
    """Stands that have not been withdrawn."""
    return Position.objects.filter(withdrawn_at__isnull=True)


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


def positions_of_claim(claim: Claim) -> QuerySet[Position]:
    """The stands of the parties on a claim: from its current mentions and from the desk, oldest first."""
    from_text = standing_positions().filter(mention__in=current_mentions().filter(claim=claim))
    by_people = standing_positions().filter(claim=claim, mention__isnull=True)
    return (
        (from_text | by_people)
        .select_related("party", "mention__version__article__source", "recorded_by_user")
        .order_by("stated_at", "pk")
    )


def positions_of_claims(claim_ids: Collection[int]) -> QuerySet[Position]:
    """The stands on many claims at once, for lists; with party and the claim they are on."""
    return standing_positions().filter(claim__in=claim_ids).select_related("party").order_by("stated_at", "pk")


def claim_with_people(claim_id: int) -> Claim | None:
    """A claim with its speaker and whom it is about."""
    return (
        Claim.objects.select_related("speaker")
        .prefetch_related(Prefetch("about", ClaimAbout.objects.select_related("speaker")))
        .filter(pk=claim_id)
        .first()
    )


@dataclass(frozen=True, slots=True)
class Reach:
    """In how many articles a claim stands, and of how many origins they are."""

    links: int = 0
    origins: int = 0


def reach_of(claim_ids: Collection[int]) -> dict[int, Reach]:
    """Links and origins of claims, in one query.

    Articles of one source or one owner are one origin, and so are copies of one text (three or more of the twelve
    MinHash bands equal): a press release that two outlets print is said once.
    """
    rows = (
        Mention.objects.filter(claim__in=claim_ids)
        .values_list(
            "claim",
            "version__article",
            "version__article__source",
            "version__article__source__owner",
            "version__fingerprint",
        )
        .distinct()
    )
    articles: dict[int, dict[int, tuple[str, set[int]]]] = {}
    for claim, article, source, owner, fingerprint in rows:
        house = f"owner:{owner.casefold()}" if owner else f"source:{source}" if source else f"article:{article}"
        articles.setdefault(claim, {})[article] = (house, set(fingerprint))
    return {claim: Reach(len(found), _origins(list(found.values()))) for claim, found in articles.items()}


_COPIED_BANDS = 3


def _origins(reports: list[tuple[str, set[int]]]) -> int:
    groups: list[tuple[set[str], list[set[int]]]] = []
    for house, bands in reports:
        joined = [
            group
            for group in groups
            if house in group[0] or any(len(bands & other) >= _COPIED_BANDS for other in group[1])
        ]
        merged = ({house}.union(*(group[0] for group in joined)), [bands, *(b for group in joined for b in group[1])])
        groups = [group for group in groups if group not in joined] + [merged]
    return len(groups)


def first_mentions(claim_ids: Collection[int]) -> dict[int, Mention]:
    """For each claim the mention that a list shows it by: the earliest in reading order of the articles.

    One step into the index for each claim, however often it was repeated.
    """
    earliest = Mention.objects.filter(claim=OuterRef("pk")).order_by("version_id", "start_offset").values("pk")[:1]
    # Two queries: as one, the planner would join whole tables before it looks for the few.
    first = Claim.objects.filter(pk__in=claim_ids).annotate(first=Subquery(earliest)).values_list("first", flat=True)
    mentions = Mention.objects.filter(pk__in=[pk for pk in first.order_by() if pk is not None]).select_related(
        "version__article__source", "attribution__speaker", "attribution__parent__speaker"
    )
    return {mention.claim_id: mention for mention in mentions if mention.claim_id is not None}


@dataclass(frozen=True, slots=True)
class ArticleProgress:
    """An article of a list with its newest text, the reading of it, and how many claims stand in it."""

    article: Article
    versions: int
    run: ExtractionRun | None
    claims: int
    version: ArticleVersion | None = None  # the newest, without its text
    mentions: int = 0
    matched: int = 0  # mentions that have their claim


def with_progress(articles: Sequence[Article]) -> list[ArticleProgress]:
    """The articles with how far each is: three queries, however many there are."""
    ids = [article.pk for article in articles]
    newest = {
        version.article_id: version
        for version in ArticleVersion.objects.filter(article__in=ids)
        .order_by("article_id", "-number")
        .distinct("article_id")
        .defer("text", "fingerprint")
    }
    runs = {
        run.version_id: run
        for run in ExtractionRun.objects.filter(version__in=[version.pk for version in newest.values()])
        .order_by("version_id", "-pk")
        .distinct("version_id")
    }
    counts = {
        run: tuple(numbers)
        for run, *numbers in Mention.objects.filter(run__in=[run.pk for run in runs.values()])
        .values_list("run")
        .annotate(n=Count("claim", distinct=True), every=Count("pk"), matched=Count("claim"))
        .order_by()
    }
    found = []
    for article in articles:
        version = newest.get(article.pk)
        run = runs.get(version.pk) if version else None
        several, mentions, matched = counts.get(run.pk, (0, 0, 0)) if run else (0, 0, 0)
        number = version.number if version else 0
        found.append(ArticleProgress(article, number, run, several, version, mentions, matched))
    return found


def similar_claims(claim: Claim, most: int = 5) -> list[tuple[Claim, str]]:
    """Other claims that may say the same, with why we think so, the likeliest first."""
    pairs = (
        MatchSuggestion.objects.filter(Q(claim=claim) | Q(candidate=claim), state=SuggestionState.OPEN)
        .select_related("claim__speaker", "candidate__speaker")
        .order_by("-score", "pk")[:most]
    )
    return [(pair.candidate if pair.claim_id == claim.pk else pair.claim, pair.reason) for pair in pairs]


def speakers(words: str = "") -> QuerySet[Speaker]:
    """Speakers by name; with words, those whose name or alias has them."""
    spoke = Exists(Claim.objects.filter(speaker=OuterRef("pk")))
    stood = Exists(Position.objects.filter(party=OuterRef("pk")))
    merged = Exists(Speaker.objects.filter(merged_into=OuterRef("pk")))
    found = Speaker.objects.filter(spoke | stood | merged, merged_into__isnull=True)
    if words.strip():
        named = Q(name__icontains=words.strip())
        called = Exists(SpeakerAlias.objects.filter(speaker=OuterRef("pk"), text__icontains=words.strip()))
        found = found.filter(named | called)
    return found.order_by("name", "pk")


def speakers_with_counts(found: Sequence[Speaker]) -> list[tuple[Speaker, int]]:
    """Each speaker with how many claims they asserted, those merged into them too: one query for all."""
    ids = [speaker.pk for speaker in found]
    people = Speaker.objects.filter(Q(pk__in=ids) | Q(merged_into__in=ids)).values("pk")
    counts = dict(
        Claim.objects.filter(speaker__in=people, merged_into__isnull=True)
        .annotate(whose=Coalesce("speaker__merged_into", "speaker"))
        .values_list("whose")
        .annotate(n=Count("pk"))
        .order_by()
    )
    return [(speaker, counts.get(speaker.pk, 0)) for speaker in found]


def speaker_with_names(speaker_id: int) -> Speaker | None:
    """A speaker with aliases and offices."""
    return Speaker.objects.prefetch_related("aliases", "offices").filter(pk=speaker_id).first()


def final_speaker(speaker: Speaker) -> Speaker:
    """Whom this speaker was merged into in the end; itself if it was not."""
    for _step in range(10):
        if speaker.merged_into is None:
            break
        speaker = speaker.merged_into
    return speaker


def speaker_ids(speaker_id: int) -> list[int]:
    """The speaker's id and those of the speakers that were merged into it."""
    return [speaker_id, *Speaker.objects.filter(merged_into=speaker_id).values_list("pk", flat=True)]


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


def outermost_speaker(attribution: Attribution | None) -> Speaker | None:
    """The speaker of the outermost link of the chain: Witkoff, in "Witkoff noted that Putin had agreed"."""
    link = attribution
    for _depth in range(20):
        if link is None or link.parent is None:
            break
        link = link.parent
    return link.speaker if link else None


def own_stance(mention: Mention) -> str:
    """The stand that a text gives the one who is spoken of as its source, where it is no assertion; else nothing.

    "Penn denied that he had been told" has Penn as its source, but Penn does not assert that he was told.
    """
    speaker = outermost_speaker(mention.attribution)
    if speaker is None:
        return ""
    stands = [position.stance for position in mention.positions.all() if position.party_id == speaker.pk]
    return next((stance for stance in stands if stance not in (Stance.ASSERTS, Stance.CONFIRMS)), "")
