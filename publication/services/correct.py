"""Correct or retract what was published: a new edition that says why."""

from __future__ import annotations

from django.db import transaction

from accounts.models import User
from core.text import written
from publication import policies
from publication.enums import EditionKind
from publication.models import Edition, FactCheck
from publication.services.publish import add_edition, rationale_of
from reviews.services.locked import locked_claim


@transaction.atomic
def correct(
    *,
    by: User,
    claim_id: int,
    reason: str,
    summary: str = "",
    override: str = "",
    expected: tuple[int, int] | None = None,
) -> Edition:
    """Replace the current edition by one made from the claim as it is now. Readers see the reason on top.

    `summary` is what readers are told; without it, that of the edition before goes on, or, for what was found since in
    a new round of review, the last reviewer's rationale.
    `expected`: version of the claim and number of the edition that the person saw. Raises Conflict for others.
    `override` as in `publish`; without it, the reason of the edition before goes on if no further rule is unmet.
    """
    return _replace(
        by=by,
        claim_id=claim_id,
        reason=reason,
        summary=summary,
        override=override,
        kind=EditionKind.CORRECTION,
        expected=expected,
    )


@transaction.atomic
def retract(*, by: User, claim_id: int, reason: str, expected: tuple[int, int] | None = None) -> Edition:
    """Take the finding back. The page stays, with the reason; the finding is no longer offered. `expected` as above."""
    return _replace(
        by=by,
        claim_id=claim_id,
        reason=reason,
        summary="",
        override="",
        kind=EditionKind.RETRACTION,
        expected=expected,
    )


def _replace(
    *,
    by: User,
    claim_id: int,
    reason: str,
    summary: str,
    override: str,
    kind: EditionKind,
    expected: tuple[int, int] | None,
) -> Edition:
    reason, summary = written(reason), written(summary)
    claim = locked_claim(claim_id=claim_id, expected_version=expected[0] if expected else None)
    fact_check = FactCheck.objects.select_related("current").filter(claim=claim).first()
    current = fact_check.current if fact_check else None
    if expected is not None:
        policies.check_edition_is(current, expected[1])
    policies.check_can_correct(by, current, reason)
    if kind == EditionKind.CORRECTION:
        policies.check_can_publish(by, claim)
    assert current is not None
    if not summary:
        anew = kind == EditionKind.CORRECTION and not policies.shows_present_finding(current, claim)
        summary = rationale_of(claim) if anew else current.summary
    return add_edition(by=by, claim=claim, kind=kind, summary=summary, reason=reason, override=override)
