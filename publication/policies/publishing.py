"""Who may publish, and what has to be so before any policy of the desk is asked."""

from __future__ import annotations

from django.conf import settings

from accounts.models import User
from accounts.policies import check_may
from accounts.roles import Capability
from claims.enums import FOUND_STATUSES
from claims.models import Claim
from core.errors import Conflict, InvalidInput
from publication.enums import EditionKind, ReportOutcome
from publication.errors import TooMany
from publication.models import Edition
from reviews.models import Review


def check_can_publish(user: User, claim: Claim) -> None:
    """Raise unless this person may publish, and two people have judged the claim as it stands."""
    check_may(user, Capability.PUBLISH)
    if claim.status not in FOUND_STATUSES:
        raise Conflict(
            f"This claim stands at “{claim.get_status_display()}”. It can be published once two people have judged it.",
            details={"status": claim.status, "version": claim.version},
        )
    reviewers = Review.objects.in_round(claim).values("reviewer").distinct().count()
    if reviewers < 2:
        raise Conflict("Fewer than two people have judged this claim. A second person has to give a verdict first.")


def check_not_published(current: Edition | None, claim: Claim) -> None:
    """Raise Conflict if an edition stands, of whichever round, or the finding of the present round was retracted.

    What readers were told is replaced by a correction only, which says why.
    """
    if current is None:
        return
    if current.kind == EditionKind.RETRACTION:
        slip_of_the_hand = current.snapshot.get("taken_back")
        if current.snapshot.get("round") == claim.round and not slip_of_the_hand:
            raise Conflict("This finding was retracted. Review the claim again; what is found then can be published.")
        return
    if shows_present_finding(current, claim):
        raise Conflict("This finding is published already. To change what it says, correct it.")
    raise Conflict(
        "Readers still see what was found before the claim was reviewed again. "
        "Put the new finding in its place with a correction: it tells them why."
    )


def shows_present_finding(current: Edition | None, claim: Claim) -> bool:
    """Whether an edition stands that shows what was found in the claim's present round of review."""
    if current is None or current.kind == EditionKind.RETRACTION:
        return False
    shown: int | None = current.snapshot.get("round")
    return shown == claim.round


def check_can_correct(user: User, current: Edition | None, reason: str) -> None:
    """Raise unless there is an edition that stands, this person may replace it, and says why."""
    check_may(user, Capability.PUBLISH)
    if current is None:
        raise Conflict("This claim is not published, so there is nothing to correct. Publish it first.")
    if current.kind == EditionKind.RETRACTION:
        raise Conflict("This fact-check is retracted. Review the claim again and publish it anew.")
    if not reason.strip():
        raise InvalidInput("Say what was wrong: readers see this sentence.", field="reason")
    check_fits(reason, field="reason")


def check_fits(words: str, *, field: str) -> None:
    """Raise InvalidInput for words of an edition that are longer than any rationale may be."""
    if len(words) > settings.LIMIT_RATIONALE_LENGTH:
        raise InvalidInput(
            f"This has {len(words)} characters; {settings.LIMIT_RATIONALE_LENGTH} fit. Shorten it.", field=field
        )


def check_edition_is(current: Edition | None, number: int) -> None:
    """Raise Conflict if another edition than the one that the person saw is public now (0: none was)."""
    now = current.number if current else 0
    if now != number:
        raise Conflict(
            f"Edition {now} of this claim is public now. Look at it before you replace it.", details={"edition": now}
        )


def check_can_answer_report(user: User, *, waits: bool, answer: str, outcome: str) -> None:
    """Raise unless this person may answer readers, the report still waits, and there is an answer to give."""
    check_may(user, Capability.REVIEW_CLAIM)
    if not waits:
        raise Conflict("Somebody answered this report before you. Reload it to see the answer.")
    if outcome != ReportOutcome.NO_REPORT and not answer.strip():
        raise InvalidInput("Write what the reader is told: what was wrong, or why it stands.", field="answer")


def check_can_report(*, of_sender: int, of_all: int) -> None:
    """Raise if too many reports came within the last hour, from this sender or from all."""
    if of_sender >= settings.LIMIT_REPORTS_AN_HOUR:
        raise TooMany("You have sent several reports within an hour. We read each of them; please go on later.")
    if of_all >= settings.LIMIT_REPORTS_AN_HOUR_ALL:
        raise TooMany("More reports come in than we can take now. Please try again in an hour.")
