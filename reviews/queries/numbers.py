"""The desk in numbers. Every read is bounded: by a span of days, and by the newest MOST rows within it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from statistics import median

from django.db.models import Count
from django.db.models.functions import TruncWeek
from django.utils import timezone

from audit.models import AuditEvent
from claims.enums import FOUND_STATUSES, VerificationStatus
from claims.models import Claim, Correction, Mention
from core.agreement import Agreement, nominal_alpha
from reviews.enums import Seat, SkipReason
from reviews.models import Dismissal, Review

MOST = 5_000  # rows of one kind that are looked at; a page says when there are more
_WRONG = (SkipReason.WRONGLY_EXTRACTED, SkipReason.WRONG_SPEAKER)


def agreement(since: datetime) -> dict[str, Agreement]:
    """How far first and second reviewers agree, by verdict scale ("" where none is on record).

    They do not see each other's verdict. Verdicts taken back are left out, and so is the third seat, which has seen
    both.
    """
    blind = Review.objects.filter(
        decided_at__gte=since, seat__in=[Seat.FIRST, Seat.SECOND], acts__undone_at__isnull=True
    )
    units: dict[str, dict[tuple[int, int], list[Hashable]]] = defaultdict(lambda: defaultdict(list))
    rows = blind.order_by("-decided_at").values_list("claim", "round", "verdict", "word__key", "word__scale__name")
    for claim, number, verdict, word, scale in rows[: 2 * MOST]:
        units[scale or ""][claim, number].append(word or verdict)
    return {scale: nominal_alpha(claims.values()) for scale, claims in sorted(units.items())}


@dataclass(frozen=True, slots=True)
class Stay:
    """How long claims were in one state, in hours, over those that have left it."""

    status: str
    claims: int
    median: float
    slowest_tenth: float


_MOVES = (
    "claim.queued",
    "claim.taken",
    "claim.released",
    "claim.decided",
    "claim.dismissed",
    "claim.restored",
    "claim.reopened",
    "claim.taken.undone",
    "claim.decided.undone",
    "claim.dismissed.undone",
)
_STATES = (
    VerificationStatus.QUEUED,
    VerificationStatus.IN_REVIEW,
    VerificationStatus.SECOND_REVIEW,
    VerificationStatus.ADJUDICATION,
)


def stays(since: datetime) -> list[Stay]:
    """How long claims wait and are worked on, out of the ledger's newest moves. A claim's wait begins when it came."""
    events = _moves(since)
    created = dict(Claim.objects.filter(pk__in={event.target_id for event in events}).values_list("pk", "created_at"))
    where: dict[int, tuple[str, datetime | None]] = {}
    hours: dict[str, list[float]] = defaultdict(list)
    for event in sorted(events, key=lambda event: event.sequence):
        claim = event.target_id or 0
        # Of a claim whose earlier moves are not looked at, only the beginning of a first wait is known.
        first = created.get(claim)
        begun = first if first is not None and first >= since else None
        status, entered = where.get(claim, (VerificationStatus.QUEUED.value, begun))
        then = _after(event, status)
        if then == status:
            continue
        if entered is not None and event.action != "claim.queued":
            hours[status].append(max(0.0, (event.at - entered).total_seconds() / 3600))
        where[claim] = (then, event.at)
    return [
        Stay(status.value, len(hours[status]), median(hours[status]), _quantile(hours[status], 0.9))
        for status in _STATES
        if hours.get(status)
    ]


def _moves(since: datetime) -> list[AuditEvent]:
    """The newest moves, at most MOST of each kind: a short walk in the index by action for each."""
    kinds = [
        AuditEvent.objects.filter(action=action, target_type="claim").order_by("-sequence")[:MOST] for action in _MOVES
    ]
    return [event for event in kinds[0].union(*kinds[1:], all=True) if event.at >= since]


def _after(event: AuditEvent, status: str) -> str:
    """Where the claim stands after the event; where it stood if the event is no move."""
    if event.action == "claim.taken":
        return VerificationStatus.IN_REVIEW if status in ("queued", "candidate") else status
    if event.action == "claim.released":
        return VerificationStatus.QUEUED if status == VerificationStatus.IN_REVIEW else status
    if event.action == "claim.decided" or event.action.endswith(".undone"):
        return str(event.data.get("status") or status)
    ends = {"claim.dismissed": "dismissed", "claim.reopened": "in_review"}
    return ends.get(event.action, VerificationStatus.QUEUED)


def _quantile(values: list[float], share: float) -> float:
    ranked = sorted(values)
    return ranked[min(len(ranked) - 1, int(share * len(ranked)))]


@dataclass(frozen=True, slots=True)
class Week:
    """What was done in the week that began on this day."""

    begins: datetime
    verdicts: int
    settled: int
    dismissed: int


def throughput(weeks: int = 12) -> list[Week]:
    """Verdicts given, claims settled by them, and claims dismissed, week by week, the oldest first."""
    now = timezone.localtime()
    monday = (now - timedelta(days=now.weekday())).replace(hour=0, minute=0, second=0, microsecond=0)
    first = monday - timedelta(weeks=weeks - 1)
    given = Review.objects.filter(decided_at__gte=first, acts__undone_at__isnull=True)
    # The verdict that settles a claim is the newest of its round, and the claim stands found.
    last = given.filter(claim__status__in=FOUND_STATUSES, seat__in=[Seat.SECOND, Seat.ADJUDICATOR])
    gone = Dismissal.objects.filter(at__gte=first, ended_at__isnull=True)
    counts = [
        _by_week(given.annotate(week=TruncWeek("decided_at")).values_list("week").annotate(n=Count("pk"))),
        _by_week(
            last.annotate(week=TruncWeek("decided_at")).values_list("week").annotate(n=Count("claim", distinct=True))
        ),
        _by_week(gone.annotate(week=TruncWeek("at")).values_list("week").annotate(n=Count("pk"))),
    ]
    days = [first + timedelta(weeks=number) for number in range(weeks)]
    return [Week(day, *(count.get(day.date(), 0) for count in counts)) for day in days]


def _by_week(rows: Iterable[tuple[datetime, int]]) -> dict[object, int]:
    return {timezone.localtime(week).date(): n for week, n in rows}


@dataclass(slots=True)
class Precision:
    """Of the claims that people looked at: how many came from here, and how many were wrongly extracted."""

    name: str
    seen: int = 0
    wrong: int = 0


@dataclass(frozen=True, slots=True)
class Extraction:
    """By rule and by outlet, the most seen first; `cut` says that only the newest were looked at."""

    rules: list[Precision]
    outlets: list[Precision]
    cut: bool


def precision(since: datetime, most: int = 15) -> Extraction:
    """How right extraction was, as people found: wrong is what they corrected, or dismissed as wrongly extracted.

    Looked at are claims that got a verdict, a correction or a dismissal; one that nobody touched says nothing.
    """
    newest = Correction.objects.filter(undone_at__isnull=True).order_by("-pk").values_list("claim", "at")[:MOST]
    corrected = {claim for claim, at in newest if at >= since}
    gone = Dismissal.objects.filter(at__gte=since, ended_at__isnull=True).order_by("-at")
    dismissed = list(gone.values_list("claim", "reason")[:MOST])
    given = Review.objects.filter(decided_at__gte=since).order_by("-decided_at")
    judged = set(given.values_list("claim", flat=True)[:MOST])
    wrong = corrected | {claim for claim, reason in dismissed if reason in _WRONG}
    seen = wrong | judged | {claim for claim, _reason in dismissed}
    rules: dict[str, Precision] = {}
    outlets: dict[str, Precision] = {}
    places = (
        Mention.objects.filter(claim__in=seen)
        .values_list("claim", "attribution__rule", "version__article__source__name")
        .distinct()
    )
    counted: set[tuple[int, str, str]] = set()
    for claim, rule, outlet in places:
        for table, kind, name in ((rules, "rule", rule or ""), (outlets, "outlet", outlet or "")):
            if (claim, kind, name) in counted:
                continue
            counted.add((claim, kind, name))
            row = table.setdefault(name, Precision(name))
            row.seen += 1
            row.wrong += claim in wrong
    cut = max(len(corrected), len(dismissed), len(judged)) >= MOST
    return Extraction(_top(rules, most), _top(outlets, most), cut)


def _top(rows: dict[str, Precision], most: int) -> list[Precision]:
    return sorted(rows.values(), key=lambda row: (-row.seen, row.name))[:most]


@dataclass(slots=True)
class Selection:
    """What became of the claims of one speaker, kind or outlet."""

    name: str
    extracted: int = 0
    picked: int = 0
    skipped: int = 0
    judged: int = 0


@dataclass(frozen=True, slots=True)
class Balance:
    """Whose claims the desk picks. `reasons`: why claims were skipped. `cut`: only the newest were looked at."""

    speakers: list[Selection]
    kinds: list[Selection]
    outlets: list[Selection]
    reasons: dict[str, int] = field(default_factory=dict)
    cut: bool = False


_PICKED = (
    VerificationStatus.IN_REVIEW,
    VerificationStatus.SECOND_REVIEW,
    VerificationStatus.ADJUDICATION,
    *FOUND_STATUSES,
)


def balance(since: datetime, most: int = 12) -> Balance:
    """Extracted, picked for review, skipped and judged: over the newest claims that came since then."""
    newest = list(
        Claim.objects.filter(merged_into__isnull=True)
        .order_by("-pk")
        .values_list("pk", "status", "created_at", "speaker__name", "speaker__kind")[: MOST + 1]
    )
    rows = [row for row in newest[:MOST] if row[2] >= since]
    outlets_of: dict[int, set[str]] = defaultdict(set)
    if rows:
        first = rows[-1][0]
        told = Mention.objects.filter(claim__gte=first, claim__lte=rows[0][0], version__article__source__isnull=False)
        for claim, name in told.values_list("claim", "version__article__source__name").distinct():
            outlets_of[claim].add(name)
    tables: tuple[dict[str, Selection], ...] = ({}, {}, {})
    for pk, status, _created, speaker, kind in rows:
        for table, names in zip(tables, ([speaker or ""], [kind or ""], sorted(outlets_of[pk]) or [""]), strict=True):
            for name in names:
                _count(table.setdefault(name, Selection(name)), status)
    gone = Dismissal.objects.filter(at__gte=since, ended_at__isnull=True).order_by("-at")
    reasons = Counter(gone.values_list("reason", flat=True)[:MOST])
    speakers, kinds, outlets = (
        sorted(table.values(), key=lambda row: (-row.extracted, row.name))[:most] for table in tables
    )
    return Balance(speakers, kinds, outlets, dict(reasons.most_common()), len(newest) > MOST and len(rows) == MOST)


def _count(row: Selection, status: str) -> None:
    row.extracted += 1
    row.picked += status in _PICKED
    row.skipped += status == VerificationStatus.DISMISSED
    row.judged += status in FOUND_STATUSES
