"""Reads of what is public: editions, never the desk's rows. Each takes a moment: what stood then."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q, QuerySet
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Coalesce

from audit.models import AuditEvent
from claims.models import Speaker, SpeakerAlias
from core.database import FirstRead
from publication.enums import PUBLIC_ACTIONS, EditionKind
from publication.models import Change, Edition, ErrorReport, FactCheck, GateRule, Listing
from publication.queries.bundles import bundle_of, due_bundles, publication_event
from publication.queries.feeds import (
    first_published,
    first_published_since,
    last_fact_check_id,
    newest_changes,
    newest_published_at,
    standing_addresses,
    standing_with_history,
)
from publication.queries.pages import (
    by_finding,
    offices_of,
    other_names,
    published_outlet,
    published_topics,
    topic_with,
    with_page,
)
from publication.queries.reports import answers_to_mail, report_with, reports
from publication.queries.reversals import reversals_of
from publication.search import Filters, find, listings, order_of

__all__ = [
    "Filters",
    "Summary",
    "answers_to_mail",
    "bundle_of",
    "by_finding",
    "changes_after",
    "corrections",
    "due_bundles",
    "edition_number",
    "edition_of",
    "editions_of",
    "exported",
    "fact_check_of",
    "fact_checks",
    "first_published",
    "first_published_since",
    "last_change",
    "last_fact_check_id",
    "newest_change",
    "newest_changes",
    "newest_published_at",
    "offices_of",
    "order_of",
    "other_names",
    "publication_event",
    "published",
    "published_outlet",
    "published_policy",
    "published_speaker",
    "published_speakers",
    "published_topics",
    "report_with",
    "reports",
    "reversals_of",
    "search",
    "speakers_with_statements",
    "standing_addresses",
    "standing_with_history",
    "statement_counts",
    "summaries",
    "topic_with",
    "unnumbered_events",
    "with_page",
]


def published() -> QuerySet[Edition]:
    """The current editions that stand, newest first. Retracted ones have a page but are in no list."""
    return (
        Edition.objects.filter(current_of__isnull=False)
        .exclude(kind=EditionKind.RETRACTION)
        .select_related("fact_check", "speaker")
        .order_by("-published_at", "-pk")
    )


def search(filters: Filters) -> QuerySet[Listing]:
    """Statements that fit, in the order of `order_of`, each with its edition (without the snapshot) and address.

    Edition and address are fetched for the rows of the page: joined, they would be for all that are ranked.
    """
    editions = Prefetch("edition", Edition.objects.defer("snapshot"))
    return find(filters).prefetch_related(editions, "fact_check").defer("search")


class Summary(NamedTuple):
    """What a list of statements gives of each edition, taken from its columns and two parts of its snapshot.

    `said_by` and `about` are JSON as text, an object (or None) and a list: who hands them on need not read them.
    """

    pk: int
    claim_id: int
    slug: str
    claim_text: str
    status: str
    summary: str
    said_by: str | None
    about: str
    said_at: datetime
    number: int
    published_at: datetime


def summaries(filters: Filters) -> QuerySet[Listing, Any]:
    """`search` as plain rows with the fields of Summary: no model is made and no whole snapshot is read."""
    return (
        find(filters)
        .annotate(
            claim_id=F("fact_check__claim_id"),
            slug=F("fact_check__slug"),
            claim_text=F("edition__claim_text"),
            summary=F("edition__summary"),
            said_by=KeyTextTransform("said_by", "edition__snapshot"),
            about=KeyTextTransform("about", "edition__snapshot"),
            number=F("edition__number"),
        )
        .values_list(*Summary._fields, named=True)
    )


def last_change() -> int:
    """Number of the last public event in the ledger (edition, speaker merge): while it stays, so does every list.

    The ledger's sequence has no gaps and is seen in order; ids of editions may become visible out of order.
    """
    return int(_LAST_CHANGE.row()[0])


# One step into the index for each action.
_LAST_CHANGE = FirstRead(
    "SELECT greatest({}, 0)".format(
        ", ".join(
            f"(SELECT max(sequence) FROM {AuditEvent._meta.db_table} WHERE action = '{action}')"
            for action in PUBLIC_ACTIONS
        )
    )
)


def fact_check_of(claim_id: int) -> FactCheck | None:
    """The published page of a claim, with its current edition."""
    return (
        FactCheck.objects.select_related("current", "current__speaker", "claim")
        .filter(claim_id=claim_id, current__isnull=False)
        .first()
    )


def edition_of(fact_check: FactCheck, as_of: datetime | None = None) -> Edition | None:
    """The edition that stands, or stood at the moment; None if nothing was published by then. May be a retraction."""
    if as_of is None:
        return fact_check.current
    return editions_of(fact_check, as_of).first()


def editions_of(fact_check: FactCheck, as_of: datetime | None = None) -> QuerySet[Edition]:
    """All editions, newest first: the history that readers see, up to a moment."""
    editions = Edition.objects.filter(fact_check=fact_check).select_related("fact_check", "outlet").order_by("-number")
    return editions if as_of is None else editions.filter(published_at__lte=as_of)


def published_speakers(as_of: datetime | None = None) -> list[tuple[int, str, int]]:
    """Who has published statements: (id, name, how many), most first. Who was merged counts as the one who stays."""
    one = Coalesce("speaker__merged_into", "speaker")
    name = Coalesce("speaker__merged_into__name", "speaker__name")
    return list(
        listings(as_of)
        .filter(speaker__isnull=False)
        .order_by()
        .values_list(one, name)
        .annotate(n=Count("pk"))
        .order_by("-n", name)[:500]
    )


def published_speaker(speaker_id: int, as_of: datetime | None = None) -> Speaker | None:
    """A speaker with at least one statement that stands (or stood) published; nobody else has a public page.

    For one who was merged, the one who stays.
    """
    asked = Speaker.objects.select_related("merged_into").filter(pk=speaker_id).first()
    found = asked.merged_into or asked if asked else None
    if found is None or not find(Filters(speaker_id=found.pk, as_of=as_of)).exists():
        return None
    return found


def published_policy() -> list[str]:
    """The rules that the desk asks for before it publishes, in words."""
    return [str(rule.words) for rule in GateRule.objects.filter(active=True)]


def corrections(as_of: datetime | None = None) -> QuerySet[Edition]:
    """Corrections and retractions, newest first: the log that readers see."""
    changes = (
        Edition.objects.exclude(kind=EditionKind.PUBLICATION)
        .select_related("fact_check")
        .annotate(by_reader=Exists(ErrorReport.objects.filter(correction=OuterRef("pk"))))
        .defer("snapshot")
        .order_by("-published_at", "-pk")
    )
    return changes if as_of is None else changes.filter(published_at__lte=as_of)


def fact_checks() -> QuerySet[FactCheck]:
    """All pages that were ever published, with their current editions, whether they stand or were retracted."""
    return (
        FactCheck.objects.filter(current__isnull=False)
        .select_related("current")
        .defer("current__snapshot")
        .order_by("-pk")
    )


def edition_number(fact_check_id: int, number: int) -> Edition | None:
    """One edition of a page, as it was published."""
    return Edition.objects.filter(fact_check=fact_check_id, number=number).select_related("fact_check").first()


def speakers_with_statements(part: str = "") -> QuerySet[Speaker]:
    """Who has statements that stand, by name; merged ones under whom they were merged into."""
    own = Listing.objects.filter(replaced_at__isnull=True, speaker=OuterRef("pk"))
    merged = Listing.objects.filter(replaced_at__isnull=True, speaker__merged_into=OuterRef("pk"))
    found = Speaker.objects.filter(Exists(own) | Exists(merged), merged_into__isnull=True)
    if part.strip():
        called = Exists(SpeakerAlias.objects.filter(speaker=OuterRef("pk"), text__icontains=part.strip()))
        found = found.filter(Q(name__icontains=part.strip()) | called)
    return found.order_by("name", "pk")


def statement_counts(speaker_ids: Collection[int]) -> dict[int, int]:
    """How many statements of each stand published, merged speakers counted with whom they were merged into."""
    theirs = Q(speaker__in=speaker_ids) | Q(speaker__merged_into__in=speaker_ids)
    return dict(
        Listing.objects.filter(theirs, replaced_at__isnull=True)
        .annotate(whose=Coalesce("speaker__merged_into", "speaker"))
        .order_by()
        .values_list("whose")
        .annotate(n=Count("pk"))
    )


def unnumbered_events(after: int) -> QuerySet[AuditEvent]:
    """Public events of the ledger after this sequence, in its order."""
    return AuditEvent.objects.filter(action__in=PUBLIC_ACTIONS, sequence__gt=after).order_by("sequence")


def newest_change() -> Change | None:
    """The change with the highest number."""
    return Change.objects.order_by("-number").first()


def changes_after(number: int) -> QuerySet[Change]:
    """Numbered changes that follow, in order, with what they need."""
    return (
        Change.objects.filter(number__gt=number)
        .select_related("edition__fact_check", "speaker", "into")
        .order_by("number")
    )


def exported(after: int, size: int) -> list[Edition]:
    """The next statements that stand, by id of their claim: one batch of a bulk export, whole editions."""
    return list(
        Edition.objects.filter(current_of__claim_id__gt=after)
        .exclude(kind=EditionKind.RETRACTION)
        .select_related("fact_check")
        .defer("published_by")
        .order_by("current_of__claim_id")[:size]
    )
