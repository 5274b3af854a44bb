"""Reads: what a newer reading of the same text found otherwise than the one before it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef, Prefetch, QuerySet, Subquery

from claims.enums import RunState, VerificationStatus
from claims.extraction.certainty_words import in_words
from claims.extraction.version import PIPELINE_VERSION
from claims.models import Claim, ExtractionRun, Mention, Position
from claims.queries import due_versions, outermost_speaker

_WORKED_ON = (VerificationStatus.CANDIDATE, VerificationStatus.QUEUED)


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is said otherwise. `what`: text, speaker, put, tense, negated, certainty, positions or place."""

    what: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Changed:
    """One claim of the two readings. `kept`: a person edited or decided it, so its own words stay."""

    claim: Claim
    text: str
    differences: tuple[Difference, ...] = ()
    kept: bool = False


@dataclass(frozen=True, slots=True)
class RunChanges:
    """How a reading differs from the one before it."""

    run: ExtractionRun
    before: ExtractionRun
    added: list[Changed] = field(default_factory=list)
    gone: list[Changed] = field(default_factory=list)
    different: list[Changed] = field(default_factory=list)
    same: int = 0

    @property
    def any(self) -> bool:
        return bool(self.added or self.gone or self.different)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the reading again by the current pipeline is, in newest versions of articles."""

    pipeline_version: str
    done: int
    due: int


def reread_runs() -> QuerySet[ExtractionRun]:
    """Finished and matched runs of the current pipeline whose text had been read before."""
    return (
        ExtractionRun.objects.filter(
            Exists(_earlier()), pipeline_version=PIPELINE_VERSION, state=RunState.DONE, matched_at__isnull=False
        )
        .select_related("version__article__source")
        .defer("version__text", "version__fingerprint")
    )


def progress() -> Progress:
    """Counts for the head of the page."""
    read_before = ExtractionRun.objects.filter(version=OuterRef("pk"))
    due = due_versions().filter(Exists(read_before)).count()
    return Progress(PIPELINE_VERSION, reread_runs().count(), due)


def run_before(run: ExtractionRun) -> ExtractionRun | None:
    """The finished reading of the same text before this one."""
    return (
        ExtractionRun.objects.filter(version=run.version_id, state=RunState.DONE, pk__lt=run.pk).order_by("-pk").first()
    )


def changes_of(run: ExtractionRun) -> RunChanges | None:
    """How a finished reading differs from the finished one before it; None for the first reading of a text."""
    return changes_of_runs([run]).get(run.pk)


def changes_of_runs(runs: Sequence[ExtractionRun]) -> dict[int, RunChanges]:
    """The changes of many readings, by run: the same few queries however many there are."""
    befores = dict(
        ExtractionRun.objects.filter(pk__in=[run.pk for run in runs], state=RunState.DONE)
        .annotate(before=Subquery(_earlier().order_by("-pk").values("pk")[:1]))
        .filter(before__isnull=False)
        .values_list("pk", "before")
    )
    rows = {run.pk: run for run in ExtractionRun.objects.filter(pk__in=befores.values())}
    by_run: dict[int, dict[int, Mention]] = {}
    for mention in mentions_with_claims([*befores, *rows]):
        by_run.setdefault(mention.run_id, {}).setdefault(mention.claim_id or 0, mention)
    return {
        run.pk: _changes(run, rows[befores[run.pk]], by_run.get(befores[run.pk], {}), by_run.get(run.pk, {}))
        for run in runs
        if run.pk in befores
    }


def mentions_with_claims(runs: Iterable[ExtractionRun | int]) -> QuerySet[Mention]:
    """The mentions of runs that have their claim, with speakers and stands, in the order of the text."""
    return (
        Mention.objects.filter(run__in=list(runs), claim__isnull=False)
        .select_related("claim", "attribution__speaker", "attribution__parent__speaker")
        .prefetch_related(Prefetch("positions", Position.objects.select_related("party")))
        .order_by("run_id", "start_offset", "pk")
    )


def _earlier() -> QuerySet[ExtractionRun]:
    return ExtractionRun.objects.filter(version=OuterRef("version"), state=RunState.DONE, pk__lt=OuterRef("pk"))


def _changes(run: ExtractionRun, before: ExtractionRun, old: dict[int, Mention], new: dict[int, Mention]) -> RunChanges:
    found = RunChanges(run, before)
    same = 0
    for key, mention in new.items():
        if key not in old:
            found.added.append(_changed(mention))
            continue
        differences = tuple(_differences(old[key], mention))
        if differences:
            found.different.append(_changed(mention, differences))
        else:
            same += 1
    found.gone.extend(_changed(mention) for key, mention in old.items() if key not in new)
    return RunChanges(run, before, found.added, found.gone, found.different, same)


def _changed(mention: Mention, differences: tuple[Difference, ...] = ()) -> Changed:
    claim = mention.claim
    assert claim is not None
    return Changed(claim, mention.text, differences, kept=claim.edited or claim.status not in _WORKED_ON)


def _differences(old: Mention, new: Mention) -> Iterable[Difference]:
    pairs = (
        ("text", old.text, new.text),
        ("speaker", _speaker(old), _speaker(new)),
        ("put", old.get_presentation_display(), new.get_presentation_display()),
        ("tense", old.get_tense_display(), new.get_tense_display()),
        ("negated", str(old.negated), str(new.negated)),
        ("certainty", _certainty(old), _certainty(new)),
        ("positions", _stands(old), _stands(new)),
        ("place", f"{old.start_offset}–{old.end_offset}", f"{new.start_offset}–{new.end_offset}"),
    )
    return (Difference(what, before, after) for what, before, after in pairs if before != after)


def _speaker(mention: Mention) -> str:
    speaker = outermost_speaker(mention.attribution)
    return speaker.name if speaker else "nobody named"


def _certainty(mention: Mention) -> str:
    return in_words(mention.certainty) if mention.certainty is not None else ""


def _stands(mention: Mention) -> str:
    stands = sorted(
        f"{position.party.name if position.party else 'nobody named'}: {position.get_stance_display()}"
        for position in mention.positions.all()
    )
    return ", ".join(stands) or "none"
