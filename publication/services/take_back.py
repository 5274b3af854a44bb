"""Take back an edition a moment after it: a further edition, since what was public stays on record."""

from __future__ import annotations

from accounts.models import User
from accounts.policies import check_may
from accounts.roles import Capability
from claims.models import Claim
from core.errors import Conflict
from publication.enums import EditionKind
from publication.models import Edition, FactCheck
from publication.policies import check_can_publish
from publication.services.publish import add_edition, restore_edition
from reviews.models import Act

_PUBLISHED = "Published by mistake, and taken back by the desk. The finding may be published again."
_REPLACED = "Edition %s was made by mistake. This is what stood before it."


def take_back(by: User, claim: Claim, act: Act) -> Claim:
    """The way back of an edition that the person made: for a publication a retraction, for others what stood before.

    Readers see why. A publication that was taken back can be published again in the same round, other than one that
    was retracted. Raises NotAllowed (a role taken away), Conflict (another edition since; the claim is reviewed again).
    """
    check_may(by, Capability.PUBLISH)
    fact_check = FactCheck.objects.select_related("current").get(claim=claim)
    current = fact_check.current
    if current is None or current.pk != act.before["edition"]:
        raise Conflict("Another edition is public by now. Look at it, then correct or retract it.")
    earlier = Edition.objects.filter(pk=act.before["earlier"]).first()
    if current.kind == EditionKind.PUBLICATION:
        add_edition(
            by=by,
            claim=claim,
            kind=EditionKind.RETRACTION,
            summary=current.summary,
            reason=_PUBLISHED,
            taken_back=True,
        )
    elif earlier is not None:
        check_can_publish(by, claim)
        restore_edition(by=by, claim=claim, earlier=earlier, reason=_REPLACED % current.number)
    return claim
