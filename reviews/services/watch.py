"""Follow a claim or a speaker, or follow it no more."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from accounts.models import User
from accounts.policies import check_may
from accounts.roles import Capability
from audit.services import record
from claims.models import Claim, Speaker
from core.errors import InvalidInput
from reviews.models import Watch


@transaction.atomic
def watch(*, by: User, claim_id: int | None = None, speaker_id: int | None = None, on: bool = True) -> bool:
    """Be told what happens to a claim, or to all claims of a speaker; `on` False ends that. Whether it changed.

    Raises NotAllowed, InvalidInput for a thing that is not there.
    """
    check_may(by, Capability.READ_DESK)
    target: Claim | Speaker | None
    if claim_id is not None:
        target = Claim.objects.filter(pk=claim_id).first()
        rows = Watch.objects.filter(person=by, claim=claim_id)
    else:
        target = Speaker.objects.filter(pk=speaker_id or 0).first()
        rows = Watch.objects.filter(person=by, speaker=speaker_id)
    if target is None:
        raise InvalidInput("This is not there any more. Reload the page.")
    if on:
        wanted: dict[str, Any] = {"person": by, "claim" if isinstance(target, Claim) else "speaker": target}
        _row, changed = Watch.objects.get_or_create(**wanted)
    else:
        changed = bool(rows.delete()[0])
    if changed:
        record(by=by, action="watch.started" if on else "watch.ended", target=target)
    return changed
