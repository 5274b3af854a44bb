"""The queue: what waits at which stage, in the order of the desk, narrowed and counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.contrib.postgres.search import SearchQuery
from django.db import connection
from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from accounts.models import User
from accounts.roles import Capability, roles_with
from claims.enums import FOUND_STATUSES, WAITING_STATUSES, Stance, VerificationStatus
from claims.models import Claim, ClaimTopic, Mention, Position, Speaker, Topic
from claims.queries import speaker_ids
from reviews.models import Assignment, Lease, SavedView
from sources.models import Article, Source

ORDER = ("-priority", "-pk")


@dataclass(frozen=True, slots=True)
class QueueFilters:
    """What the queue shows. Empty: no filter. They all hold together.

    `stage` is one of STAGES or "mine"; `status` narrows it to one status. `assignee` is "me", "none" or a person's
    number. Days of saying include both ends, in UTC.
    """

    stage: str = "to_review"
    status: str = ""
    presentation: str = ""
    speaker: int | None = None
    outlet: int | None = None
    topic: int | None = None
    language: str = ""
    assignee: str = ""
    words: str = ""
    has_position: bool = False
    said_from: date | None = None
    said_to: date | None = None


STAGES: dict[str, tuple[VerificationStatus, ...]] = {
    "to_review": WAITING_STATUSES,
    "second_review": (VerificationStatus.SECOND_REVIEW,),
    "adjudication": (VerificationStatus.ADJUDICATION,),
    "decided": FOUND_STATUSES,
    "candidates": (VerificationStatus.CANDIDATE,),
    "dismissed": (VerificationStatus.DISMISSED,),
}


def queue(filters: QueueFilters, *, viewer: User) -> QuerySet[Claim]:
    """Claims of a stage that fit the filters, in the order of the desk, with what a row shows."""
    return narrowed(filters, viewer=viewer).select_related("speaker").order_by(*ORDER)


def narrowed(filters: QueueFilters, *, viewer: User) -> QuerySet[Claim]:
    """The claims that fit, in no order."""
    claims = _mine(viewer) if filters.stage == "mine" else at_stage(filters.stage)
    exact = {
        name: value
        for name, value in (
            ("status", filters.status),
            ("presentation", filters.presentation),
            ("language", filters.language),
        )
        if value
    }
    claims = claims.filter(**exact)
    if filters.speaker:
        claims = claims.filter(speaker__in=speaker_ids(filters.speaker))
    if filters.outlet:
        claims = _told_by(claims, filters.outlet)
    if filters.topic:
        claims = claims.filter(Exists(ClaimTopic.objects.filter(claim=OuterRef("pk"), topic=filters.topic)))
    if filters.words.strip():
        claims = claims.filter(search=SearchQuery(filters.words, config="english", search_type="websearch"))
    if filters.has_position:
        others = Position.objects.filter(claim=OuterRef("pk"), withdrawn_at__isnull=True).exclude(stance=Stance.ASSERTS)
        claims = claims.filter(Exists(others))
    return _said_between(_assigned(claims, filters.assignee, viewer), filters.said_from, filters.said_to)


_FEW_ARTICLES = 1000  # beyond these an outlet is common enough that the walk down the list meets it soon


def _told_by(claims: QuerySet[Claim], outlet: int) -> QuerySet[Claim]:
    """Claims with a mention in an article of this outlet.

    Of an outlet with few articles the planner may begin with those. Of one with many it must not: it would read all
    that the outlet ever told before it looks at the first claim. It does so for EXISTS, inside CASE too (as a hashed
    subplan); a subquery for one value it can only ask claim by claim, on the walk down the list, which ends as soon as
    the page is full.
    """
    told = Mention.objects.filter(claim=OuterRef("pk"), version__article__source=outlet).order_by()
    some = Article.objects.filter(source=outlet).order_by().values("pk")[: _FEW_ARTICLES + 1]
    if some.count() <= _FEW_ARTICLES:
        return claims.filter(Exists(told))
    return claims.alias(told=Subquery(told.values("pk")[:1])).filter(told__isnull=False)


def _mine(viewer: User) -> QuerySet[Claim]:
    """What the viewer holds now, or is asked to see to."""
    held = Lease.objects.filter(holder=viewer, expires_at__gt=timezone.now()).values("claim")
    given = Assignment.objects.filter(assignee=viewer).values("claim")
    # As a union the few ids come first; as two conditions with "or" every claim there is was looked at.
    return Claim.objects.filter(pk__in=held.order_by().union(given.order_by()), merged_into__isnull=True)


def _assigned(claims: QuerySet[Claim], assignee: str, viewer: User) -> QuerySet[Claim]:
    given = Assignment.objects.filter(claim=OuterRef("pk"))
    if assignee == "none":
        return claims.exclude(Exists(given))
    if assignee:
        return claims.filter(Exists(given.filter(assignee=viewer.pk if assignee == "me" else int(assignee))))
    return claims


def _said_between(claims: QuerySet[Claim], first: date | None, last: date | None) -> QuerySet[Claim]:
    if first:
        claims = claims.filter(first_said_at__gte=datetime.combine(first, time(), tzinfo=UTC))
    if last and last < date.max:
        claims = claims.filter(first_said_at__lt=datetime.combine(last + timedelta(days=1), time(), tzinfo=UTC))
    return claims


def at_stage(stage: str) -> QuerySet[Claim]:
    return Claim.objects.filter(merged_into__isnull=True, status__in=STAGES.get(stage, STAGES["to_review"]))


# Nothing is counted beyond these: a page says "1000+" and costs the same however long the queue grows.
COUNT_LIMIT = 1000  # claims of a stage, claims of a saved view
FACET_LIMIT = 100  # claims at the top of the list that are counted by speaker, outlet and so on
OUTLET_LIMIT = 30  # the same where an outlet is chosen: each of its claims is found by looking at many others


@dataclass(frozen=True, slots=True)
class Facets:
    """Counts beside the queue: by what is on the row itself, and (id, name, count) for what has a name of its own.

    A stage's count above COUNT_LIMIT means that many or more. The other counts are over the first FACET_LIMIT claims
    (of one outlet: OUTLET_LIMIT) of the list as it is narrowed; `cut` says that the list is longer, so that they are
    the least there is. `top` are the ids of those claims and of one more if there is one, in the order of the list: its
    first page.
    """

    stages: dict[str, int]
    statuses: dict[str, int] = field(default_factory=dict)
    presentations: dict[str, int] = field(default_factory=dict)
    languages: dict[str, int] = field(default_factory=dict)
    speakers: list[tuple[int, str, int]] = field(default_factory=list)
    outlets: list[tuple[int, str, int]] = field(default_factory=list)
    topics: list[tuple[int, str, int]] = field(default_factory=list)
    assignees: list[tuple[int, str, int]] = field(default_factory=list)
    cut: bool = False
    top: list[int] = field(default_factory=list)


def facets(filters: QueueFilters, *, viewer: User, rows: int = 0, most: int = 8) -> Facets:
    """How many claims each choice would leave. Six queries, however long the queue is.

    `rows`: how many of the first claims are shown, if more than are counted; `top` then has as many.
    """
    limit = OUTLET_LIMIT if filters.outlet else FACET_LIMIT
    columns = ("pk", "status", "presentation", "language", "speaker")
    walked = max(limit, rows) + 1
    first = list(narrowed(filters, viewer=viewer).order_by(*ORDER).values_list(*columns)[:walked])
    shown = first[:limit]
    pks = [row[0] for row in shown]
    by_speaker = Counter(row[4] for row in shown if row[4] is not None)
    chosen = [pk for pk, _n in by_speaker.most_common(most)]
    names = dict(Speaker.objects.filter(pk__in=chosen).values_list("pk", "name"))
    speakers = [(pk, names[pk], by_speaker[pk]) for pk in chosen if pk in names]
    return Facets(
        stages=stage_counts(viewer=viewer),
        statuses=dict(Counter(row[1] for row in shown)),
        presentations=dict(Counter(row[2] for row in shown)),
        languages=dict(Counter(row[3] for row in shown if row[3])),
        speakers=sorted(speakers, key=lambda row: (-row[2], row[1])),
        outlets=_counted(
            Mention.objects.filter(claim__in=pks, version__article__source__isnull=False),
            "version__article__source",
            most,
        ),
        topics=_counted(ClaimTopic.objects.filter(claim__in=pks), "topic", most),
        assignees=_people(pks, most),
        cut=len(first) > limit,
        top=[row[0] for row in first],
    )


def _counted(rows: QuerySet[Any], path: str, most: int) -> list[tuple[int, str, int]]:
    name = f"{path}__name"
    counted = rows.values_list(path, name).annotate(n=Count("claim", distinct=True)).order_by("-n", name)
    return list(counted[:most])


def _people(claim_ids: Collection[int], most: int) -> list[tuple[int, str, int]]:
    assigned = Assignment.objects.filter(claim__in=claim_ids).select_related("assignee")
    people = Counter((row.assignee_id, row.assignee.display_name) for row in assigned)
    return [(pk, name, n) for (pk, name), n in people.most_common(most)]


def names_of(filters: QueueFilters) -> dict[str, str]:
    """What the chosen speaker, outlet, topic and assignee are called: one query, whatever is chosen."""
    parts = [
        Speaker.objects.filter(pk=filters.speaker or 0).values_list("name"),
        Source.objects.filter(pk=filters.outlet or 0).values_list("name"),
        Topic.objects.filter(pk=filters.topic or 0).values_list("name"),
    ]
    sql: list[str] = []
    parameters: list[Any] = []
    for part in parts:
        statement, values = part.order_by().query.sql_with_params()
        sql.append(f"({statement})")
        parameters.extend(values)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(sql)}", parameters)
        found = cursor.fetchone()
    return {name: value for name, value in zip(("speaker", "outlet", "topic"), found, strict=True) if value}


def stage_counts(*, viewer: User) -> dict[str, int]:
    """How many claims wait at each stage, up to COUNT_LIMIT + 1, in one query: out of the indexes alone."""
    return _counts({name: at_stage(name) for name in STAGES} | {"mine": _mine(viewer)})


def view_counts(filters: dict[int, QueueFilters], *, viewer: User) -> dict[int, int]:
    """How many claims each of these saved views shows, up to COUNT_LIMIT + 1, in one query."""
    return _counts({pk: narrowed(wanted, viewer=viewer) for pk, wanted in filters.items()}) if filters else {}


def _counts(claims_by_name: dict[Any, QuerySet[Claim]]) -> dict[Any, int]:
    parts: list[str] = []
    parameters: list[Any] = []
    for claims in claims_by_name.values():
        sql, values = claims.order_by().values("pk")[: COUNT_LIMIT + 1].query.sql_with_params()
        parts.append(f"(SELECT count(*) FROM ({sql}) AS claims)")
        parameters.extend(values)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(parts)}", parameters)
        counts = cursor.fetchone()
    return dict(zip(claims_by_name, counts, strict=True))


def views_for(viewer: User) -> QuerySet[SavedView]:
    """The person's own views and those that others share, by name."""
    return SavedView.objects.filter(Q(owner=viewer) | Q(shared=True)).select_related("owner").order_by("name", "pk")


def view_for(viewer: User, view_id: int) -> SavedView | None:
    return views_for(viewer).filter(pk=view_id).first()


def assignments_of(claim_ids: Collection[int]) -> dict[int, Assignment]:
    """Whose work these claims are: one query for all."""
    rows = Assignment.objects.filter(claim__in=claim_ids).select_related("assignee")
    return {row.claim_id: row for row in rows}


def reviewers() -> QuerySet[User]:
    """The people to whom claims can be given, by name."""
    roles = roles_with(Capability.REVIEW_CLAIM)
    return User.objects.filter(is_active=True, role__in=roles).order_by("first_name", "username")
