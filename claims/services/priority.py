"""What the desk wants first, and the numbers on claims from which the queue's order follows.

`Claim.priority` follows from the claim's row by a trigger. Two of the columns it is made of are counted from other
rows, and `rank_claims` writes them anew whenever those rows change: a mention is matched, claims are split or merged,
a speaker is corrected, a topic is put on or taken off, a desk priority is set. `manage.py rank_claims` counts them
all again, which is needed only when the owner of an outlet was changed.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta
from typing import Literal

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import User
from accounts.policies import check_may
from accounts.roles import Capability
from audit.services import record
from claims import queries
from claims.enums import PriorityLevel
from claims.models import Claim, DeskPriority, Speaker, Topic
from claims.signals import priority_set
from core.announce import announce
from core.errors import InvalidInput
from core.text import clean
from sources.models import Source

MOST_ORIGINS = 32_000
_BATCH = 1_000

Kind = Literal["claim", "speaker", "topic", "source"]
_MODELS = {"claim": Claim, "speaker": Speaker, "topic": Topic, "source": Source}


def rank_claims(claim_ids: Collection[int]) -> int:
    """Count origins and the desk's level of these claims anew; how many claims changed. In any transaction.

    Three queries and one for each claim that changed. No step of the claims' version.
    """
    reach = queries.reach_of(claim_ids)
    levels = queries.desk_levels_of(claim_ids)
    changed = 0
    for pk, origins, level in (
        Claim.objects.filter(pk__in=claim_ids).order_by("pk").values_list("pk", "origins", "desk_level")
    ):
        right = (min(MOST_ORIGINS, max(1, reach[pk].origins if pk in reach else 1)), levels.get(pk, 0))
        if right != (origins, level):
            changed += Claim.objects.filter(pk=pk).update(origins=right[0], desk_level=right[1])
    return changed


@transaction.atomic
def set_priority(*, by: User, kind: Kind, target_id: int, level: PriorityLevel, note: str = "") -> DeskPriority:
    """Say what comes first. Its claims hear of it from the worker; a single claim at once.

    Raises NotAllowed, or InvalidInput for a thing that is not there.
    """
    check_may(by, Capability.MANAGE_DESK)
    target = _MODELS[kind].objects.filter(pk=target_id).first()  # type: ignore[attr-defined]
    if target is None:
        raise InvalidInput("This is not there any more. Reload the page.")
    values = {
        "level": level,
        "note": " ".join(clean(note).text.split())[:300],
        "set_by": by,
        "set_at": timezone.now(),
        "applied_at": None,
    }
    priority, _created = DeskPriority.objects.update_or_create(**{kind: target}, defaults=values)
    if kind == "claim":
        rank_claims([target_id])
        DeskPriority.objects.filter(pk=priority.pk).update(applied_at=timezone.now() + SETTLED)
    data = {"for": kind, "name": str(target)[:200], "level": level.name.lower(), "note": priority.note}
    record(by=by, action="priority.set", target=target, data=data)
    announce(priority_set, priority_id=priority.pk)
    return priority


# By then every transaction that began before the priority was set has ended, the limits of the database see to that.
SETTLED = timedelta(minutes=2)


def apply_priority(*, priority_id: int) -> int:
    """Let the claims of a priority that is due hear of it; how many changed. Run twice, it changes nothing.

    It is done twice: at once, and when all work that began before it has ended, since that may have added claims
    without knowing of it (`claims.queries.due_priorities`). In steps of a thousand claims, each its own transaction.
    """
    priority = queries.due_priorities().filter(pk=priority_id).first()
    if priority is None:
        return 0
    began = timezone.now()
    changed = _rank_in_steps(queries.claims_of_priority(priority))
    DeskPriority.objects.filter(pk=priority.pk, set_at=priority.set_at).update(applied_at=began)
    return changed


def rank_all() -> int:
    """Count origins and levels of every claim anew, a thousand at a time; how many were wrong."""
    return _rank_in_steps(Claim.objects.all())


def _rank_in_steps(claims: QuerySet[Claim]) -> int:
    changed, last = 0, 0
    while pks := list(claims.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:_BATCH]):
        with transaction.atomic():
            changed += rank_claims(pks)
        last = pks[-1]
    return changed
