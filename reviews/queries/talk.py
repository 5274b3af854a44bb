"""Reads of comments, watches, notices and letters."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.models import User
from accounts.roles import Capability, roles_with
from claims.models import Claim
from core import leases
from reviews.enums import MailChoice, MailState
from reviews.models import Comment, Mail, MailPreference, Notice, Watch

UNREAD_LIMIT = 99  # the bell says "99+" and counts no further


def comments_of(claim: Claim) -> QuerySet[Comment]:
    """What colleagues said about a claim and about those merged into it, oldest first."""
    here = Q(claim=claim) | Q(claim__merged_into=claim)
    return Comment.objects.filter(here).select_related("by", "withdrawn_by").order_by("at", "pk")


def colleagues() -> QuerySet[User]:
    """Whom one can call by @name, by name."""
    roles = roles_with(Capability.READ_DESK)
    return User.objects.filter(is_active=True, role__in=roles).order_by("first_name", "username")


def watches(viewer: User, *, claim_id: int | None = None, speaker_id: int | None = None) -> bool:
    """Whether this person watches the claim or the speaker."""
    if claim_id is not None:
        return Watch.objects.filter(person=viewer, claim=claim_id).exists()
    return Watch.objects.filter(person=viewer, speaker=speaker_id).exists()


def watches_of(viewer: User) -> QuerySet[Watch]:
    """What a person watches, the newest first."""
    return Watch.objects.filter(person=viewer).select_related("claim", "speaker").order_by("-pk")


def notices_of(viewer: User) -> QuerySet[Notice]:
    """What a person was told, newest first."""
    return Notice.objects.filter(person=viewer).select_related("claim").order_by("-pk")


def unread(viewer: User) -> int:
    """How many notices a person has not read, up to UNREAD_LIMIT + 1."""
    return Notice.objects.filter(person=viewer, read_at__isnull=True).order_by()[: UNREAD_LIMIT + 1].count()


def mail_choice(viewer: User) -> MailChoice:
    """How a person wants notices by mail."""
    chosen = MailPreference.objects.filter(person=viewer).values_list("choice", flat=True).first()
    return MailChoice(chosen) if chosen else MailChoice.DAILY


def notices_for_digest(person: User) -> QuerySet[Notice]:
    """What belongs into the person's next digest, oldest first; read ones are known already."""
    waiting = Notice.objects.filter(person=person, mail__isnull=True, mail_wanted=MailChoice.DAILY)
    return waiting.filter(read_at__isnull=True).select_related("claim").order_by("pk")


def digests_due(now: datetime) -> QuerySet[User]:
    """The people whose digest of the day is to be written: from the hour of the digest on, once a day."""
    if now.hour < settings.DIGEST_HOUR:
        return User.objects.none()
    waiting = Notice.objects.filter(
        person=OuterRef("pk"), mail__isnull=True, mail_wanted=MailChoice.DAILY, read_at__isnull=True
    )
    people = User.objects.filter(Exists(waiting), is_active=True).exclude(email="")
    written = Mail.objects.filter(key__in=[f"digest:{pk}:{now:%Y-%m-%d}" for pk in people.values_list("pk", flat=True)])
    return people.exclude(pk__in=written.values("person")).order_by("pk")


def due_mails() -> QuerySet[Mail]:
    """Letters to be sent that no worker has in hand, oldest first."""
    return leases.free(Mail.objects.filter(state=MailState.DUE)).order_by("pk")


def names_called(usernames: Collection[str]) -> dict[str, str]:
    """User name to shown name, for those of these that are somebody's."""
    people = User.objects.filter(username__in=usernames)
    return {person.username: person.display_name for person in people}
