"""Judge with another scale."""

from __future__ import annotations

from django.db import transaction

from accounts.models import User
from accounts.policies import check_may
from accounts.roles import Capability
from audit.services import record
from core.errors import InvalidInput
from reviews import policies
from reviews.models import VerdictScale


@transaction.atomic
def use_scale(*, by: User, scale_id: int) -> VerdictScale:
    """Give verdicts on this scale from now on. Those given on another keep their words and numbers.

    Raises NotAllowed, InvalidInput for a scale without a word for each finding.
    """
    check_may(by, Capability.MANAGE_DESK)
    scales = {scale.pk: scale for scale in VerdictScale.objects.select_for_update().order_by("pk")}
    scale = scales.get(scale_id)
    if scale is None:
        raise InvalidInput("There is no such scale.")
    policies.check_scale_can_be_used(scale)
    before = [other for other in scales.values() if other.in_use and other.pk != scale.pk]
    VerdictScale.objects.filter(pk__in=[other.pk for other in before]).update(in_use=False)
    scale.in_use = True
    scale.save(update_fields=["in_use"])
    words = [
        {"key": word.key, "label": word.label, "status": word.status, "rating": word.rating}
        for word in scale.words.all()
    ]
    data = {"scale": scale.name, "instead_of": [other.name for other in before], "words": words}
    record(by=by, action="verdictscale.used", target=scale, data=data, binds=before)
    return scale
