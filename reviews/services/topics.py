"""Put topics on a claim, or take them off."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction

from accounts.models import User
from accounts.policies import check_may
from accounts.roles import Capability
from claims.models import Topic
from claims.services import TopicsChanged, change_topics, topics_named
from reviews.services.acts import record_act
from reviews.services.locked import locked_claim


@transaction.atomic
def change_claim_topics(
    *, by: User, claim_id: int, add: Collection[str] = (), remove: Collection[int] = ()
) -> TopicsChanged:
    """Put the topics of these names on a claim and take those with these ids off; what really changed.

    Raises NotAllowed, or InvalidInput for a topic that is unknown or retired, or for too many on one claim.
    """
    check_may(by, Capability.REVIEW_CLAIM)
    claim = locked_claim(claim_id=claim_id)
    topics = topics_named(by=by, names=add)
    changed = change_topics(by=by, claim=claim, add=topics, remove=list(Topic.objects.filter(pk__in=remove)))
    if changed.added or changed.removed:
        data = {
            "added": [topic.name for topic in changed.added],
            "removed": [topic.name for topic in changed.removed],
        }
        before = {
            "added": [topic.pk for topic in changed.added],
            "removed": [topic.pk for topic in changed.removed],
        }
        record_act(by=by, action="claim.topics", claim=claim, data=data, before=before)
    return changed
