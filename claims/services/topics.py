"""Topics: added by people, put on claims and taken off."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.db import transaction
from django.utils.text import slugify

from accounts.models import User
from accounts.policies import check_may
from accounts.roles import Capability
from audit.services import record
from claims.models import Claim, ClaimTopic, Topic
from claims.services.priority import rank_claims
from core.errors import InvalidInput
from core.text import clean

MOST_TOPICS = 12  # on one claim: more say nothing


def topic_key(name: str) -> str:
    """What makes two names one topic: case and blanks do not matter."""
    return " ".join(name.casefold().split())[:80]


@transaction.atomic
def add_topic(*, by: User, name: str, description: str = "") -> Topic:
    """The topic of that name; a new one if there is none. Raises NotAllowed, InvalidInput for what is no name."""
    check_may(by, Capability.MANAGE_DESK)
    name = " ".join(clean(name).text.split())
    if not any(character.isalnum() for character in name) or len(name) > 80:
        raise InvalidInput("A topic has a name of one to eighty characters.", field="topic")
    topic, created = Topic.objects.get_or_create(
        key=topic_key(name), defaults={"name": name, "slug": _free_slug(name), "description": description[:300]}
    )
    if created:
        record(by=by, action="topic.added", target=topic, data={"name": topic.name, "slug": topic.slug})
    return topic


def topics_named(*, by: User, names: Collection[str]) -> list[Topic]:
    """The topics of these names. An editor's new name makes a new topic.

    Raises InvalidInput for a name that another person may not add, or for a retired topic.
    """
    names = [name for name in dict.fromkeys(" ".join(clean(name).text.split()) for name in names) if name]
    known = {topic.key: topic for topic in Topic.objects.filter(key__in=[topic_key(name) for name in names])}
    found = []
    for name in names:
        topic = known.get(topic_key(name))
        if topic is None and not by.may(Capability.MANAGE_DESK):
            raise InvalidInput(
                f"There is no topic “{name[:80]}”. Choose one from the list, or ask an editor to add it.", field="topic"
            )
        topic = topic or add_topic(by=by, name=name)
        if topic.retired:
            raise InvalidInput(f"The topic “{topic.name}” is not used any more. Choose another.", field="topic")
        found.append(topic)
    return found


def _free_slug(name: str) -> str:
    base = slugify(name)[:74] or "topic"
    taken = set(Topic.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    return next(slug for slug in (base, *(f"{base}-{n}" for n in range(2, len(taken) + 3))) if slug not in taken)


@dataclass(frozen=True, slots=True)
class TopicsChanged:
    """Which topics were really put on or taken off: those that were there already, or not, are left out."""

    added: list[Topic]
    removed: list[Topic]


def change_topics(
    *, by: User, claim: Claim, add: Collection[Topic] = (), remove: Collection[Topic] = ()
) -> TopicsChanged:
    """Put topics on a locked claim and take others off. No step of the claim's version: nobody's draft gets stale.

    To be called in the caller's transaction, which also holds the audit event. Raises InvalidInput for too many.
    """
    have = set(ClaimTopic.objects.filter(claim=claim).values_list("topic", flat=True))
    added = [topic for topic in add if topic.pk not in have]
    removed = [topic for topic in remove if topic.pk in have]
    if added and len(have) + len(added) - len(removed) > MOST_TOPICS:
        raise InvalidInput(f"A claim has at most {MOST_TOPICS} topics. Take one off first.", field="topic")
    ClaimTopic.objects.filter(claim=claim, topic__in=removed).delete()
    ClaimTopic.objects.bulk_create(
        [ClaimTopic(claim=claim, topic=topic, added_by=by) for topic in added], ignore_conflicts=True
    )
    if added or removed:
        rank_claims([claim.pk])
    return TopicsChanged(added, removed)
