"""Say that two speakers are one."""

from __future__ import annotations

from django.db import transaction

from accounts.models import User
from accounts.policies import check_may
from accounts.roles import Capability
from audit.services import record
from claims.models import DeskPriority, Speaker
from claims.queries import final_speaker
from core.errors import Conflict, InvalidInput


@transaction.atomic
def merge_speakers(*, by: User, speaker_id: int, into_id: int) -> Speaker:
    """Lead one speaker to another, which stays and is returned. Nothing is deleted; those merged before follow.

    Raises NotAllowed; InvalidInput if there is no such speaker or it is the same; Conflict if it was merged already.
    """
    check_may(by, Capability.MANAGE_SPEAKERS)
    locked = {row.pk: row for row in Speaker.objects.select_for_update().filter(pk__in=[speaker_id, into_id])}
    speaker, into = locked.get(speaker_id), locked.get(into_id)
    if speaker is None or into is None:
        raise InvalidInput("There is no such speaker. Look for the name in the list of speakers.", field="into")
    stays = final_speaker(into)
    if stays.pk == speaker.pk:
        raise InvalidInput("These two are one already. Choose another speaker.", field="into")
    if speaker.merged_into_id is not None:
        raise Conflict("This speaker was merged already.", details={"into": speaker.merged_into_id})
    Speaker.objects.filter(merged_into=speaker).update(merged_into=stays)
    speaker.merged_into = stays
    speaker.save(update_fields=["merged_into"])
    # Priorities of either hold for both from now on: the worker tells their claims.
    DeskPriority.objects.filter(speaker__in=[speaker, stays]).update(applied_at=None)
    data = {"into": stays.pk, "name": speaker.name, "into_name": stays.name}
    record(by=by, action="speaker.merged", target=speaker, data=data)
    return stays
