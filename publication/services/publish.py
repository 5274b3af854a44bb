"""Publish what the desk found: the next numbered edition."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.text import slugify

from accounts.models import User
from accounts.policies import check_may
from accounts.roles import Capability
from audit.services import record
from claims.models import Claim
from core.announce import announce
from core.errors import Conflict, InvalidInput
from core.text import written
from publication import policies
from publication.enums import EditionKind
from publication.frozen import override_of
from publication.models import Edition, FactCheck
from publication.services.snapshot import snapshot_of
from publication.signals import edition_published
from reviews.models import Review
from reviews.services.acts import record_act
from reviews.services.locked import locked_claim
from sources.models import Source


def publish(*, by: User, claim_id: int, expected_version: int, summary: str = "", override: str = "") -> Edition:
    """Make the finding public. `summary` is what readers are told; without it, the last reviewer's rationale.
    `override`: why it is published although a rule of the desk's policy is not met; readers see it with the rule.

    Raises NotAllowed; Conflict if the claim is not settled by two people, has changed, stands published already, or
    does not meet the policy and no reason is given.
    """
    summary = written(summary)
    try:
        check_may(by, Capability.PUBLISH)
        with transaction.atomic():
            claim = locked_claim(claim_id=claim_id, expected_version=expected_version)
            policies.check_can_publish(by, claim)
            return add_edition(
                by=by,
                claim=claim,
                kind=EditionKind.PUBLICATION,
                summary=summary or rationale_of(claim),
                override=override,
            )
    except IntegrityError as error:
        raise Conflict(
            "Somebody else published this claim a moment before you. Reload it to see the edition."
        ) from error


def add_edition(
    *,
    by: User,
    claim: Claim,
    kind: EditionKind,
    summary: str,
    reason: str = "",
    override: str = "",
    taken_back: bool = False,
) -> Edition:
    """Write the next edition of a locked claim's fact-check. In a transaction.

    A correction of the same finding keeps the reason that the edition before gave, if no further rule is unmet by now.
    A retraction keeps all that the edition before showed: the claim may be in review again by now, and that is
    nobody's business yet. `taken_back` marks a retraction of what was published by mistake a moment before.
    """
    fact_check, _ = FactCheck.objects.select_for_update(of=("self",)).get_or_create(
        claim=claim, defaults={"slug": slugify(claim.text)[:80].rstrip("-") or "statement"}
    )
    before = fact_check.current
    if kind == EditionKind.PUBLICATION:
        policies.check_not_published(before, claim)
    if not summary:
        raise InvalidInput("Say in a sentence what was found: readers see it first.", field="summary")
    if kind != EditionKind.RETRACTION:  # what is taken back may be as long as it was
        policies.check_fits(summary, field="summary")
    override = written(override)
    policies.check_override(override)
    if kind == EditionKind.RETRACTION:
        assert before is not None
        shown = _as_shown(before) | {"summary": summary}
        over = {"policy": {"unmet": [], "reason": ""}, **({"taken_back": True} if taken_back else {})}
        shown["snapshot"] = before.snapshot | over
        return _write(by, claim, fact_check, kind, reason, shown, {}, takes_back=taken_back)
    if not override and before is not None and kind == EditionKind.CORRECTION:
        override = _reason_kept(before, claim)
    overridden = policies.check_gate(claim, override=override)
    outlet = first_outlet(claim)
    shown = {
        "status": claim.status,
        "claim_text": claim.text,
        "summary": summary,
        "speaker": claim.speaker,
        "speaker_name": claim.speaker.name if claim.speaker else "",
        "outlet": outlet,
        "outlet_name": outlet.name if outlet else "",
        "said_at": claim.first_said_at,
        "snapshot": snapshot_of(claim, summary=summary, overridden=overridden, override=override),
    }
    ledger = {"override": override if overridden else "", "overridden": [one.kind.value for one in overridden]}
    return _write(by, claim, fact_check, kind, reason, shown, ledger, takes_back=False)


def _reason_kept(before: Edition, claim: Claim) -> str:
    """The reason that an edition gave for unmet rules, if the finding is the same and no other rule is unmet by now."""
    given = override_of(before.snapshot)
    if given is None or before.status != claim.status:
        return ""
    reasoned = {rule["rule"] for rule in given.rules}
    return given.reason if all(one.kind.value in reasoned for one in policies.unmet(claim)) else ""


def restore_edition(*, by: User, claim: Claim, earlier: Edition, reason: str) -> Edition:
    """Make an earlier edition of a locked claim public again, as a further one of the kind correction."""
    fact_check = FactCheck.objects.select_for_update(of=("self",)).get(claim=claim)
    ledger = {"restores": earlier.number}
    return _write(by, claim, fact_check, EditionKind.CORRECTION, reason, _as_shown(earlier), ledger, takes_back=True)


def _as_shown(edition: Edition) -> dict[str, Any]:
    """What an edition shows, for another one that shows the same."""
    names = ("status", "claim_text", "summary", "speaker", "speaker_name", "outlet", "outlet_name", "said_at")
    return {name: getattr(edition, name) for name in names} | {"snapshot": edition.snapshot}


def _write(
    by: User,
    claim: Claim,
    fact_check: FactCheck,
    kind: EditionKind,
    reason: str,
    shown: Mapping[str, Any],
    ledger: Mapping[str, Any],
    *,
    takes_back: bool,
) -> Edition:
    """Write it and its event. One that takes another back is itself nothing to take back: undo goes only backwards."""
    before = fact_check.current
    edition = Edition.objects.create(
        fact_check=fact_check,
        number=(before.number if before else 0) + 1,
        kind=kind,
        reason=reason,
        published_by=by,
        published_at=timezone.now(),
        **shown,
    )
    fact_check.current = edition
    fact_check.save(update_fields=["current"])
    data = {
        "edition": edition.pk,
        "number": edition.number,
        "status": edition.status,
        "text": edition.claim_text,
        "summary": edition.summary,
        "reason": reason,
        "round": claim.round,
        **ledger,
    }
    action, binds = f"edition.{kind.value}", [edition, fact_check]
    if takes_back:
        record(by=by, action=action, target=claim, binds=binds, data=data)
    else:
        known = {"edition": edition.pk, "earlier": before.pk if before else None}
        record_act(by=by, action=action, claim=claim, before=known, binds=binds, data=data)
    announce(edition_published, edition_id=edition.pk)
    return edition


def first_outlet(claim: Claim) -> Source | None:
    """The outlet of the first appearance."""
    mention = claim.mentions.select_related("version__article__source").order_by("version_id").first()
    return mention.version.article.source if mention else None


def rationale_of(claim: Claim) -> str:
    """What the last reviewer of the present round wrote; empty if nobody judged it yet."""
    newest = Review.objects.in_round(claim).order_by("-decided_at").first()
    return newest.rationale if newest else ""
