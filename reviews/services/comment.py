"""Say something about a claim to colleagues, or take it back."""

from __future__ import annotations

import re

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from accounts.policies import check_may
from accounts.roles import Capability
from claims.models import Claim
from core.announce import announce
from core.errors import Conflict, InvalidInput, NotAllowed
from core.text import written
from reviews.models import Act, Comment, Watch
from reviews.services.acts import record_act
from reviews.services.locked import locked_claim
from reviews.signals import notices_due

# A user name after an @ that does not stand inside a word or an address.
_CALLED = re.compile(r"(?<![\w@.+-])@([\w.+-]{1,150})")


@transaction.atomic
def comment(*, by: User, claim_id: int, text: str) -> Comment:
    """Add a comment; whoever is called by @name in it is told, and so is who watches the claim.

    Its writer watches the claim from then on. Raises NotAllowed, InvalidInput for no text or too much of it.
    """
    check_may(by, Capability.SUBMIT_ARTICLE)
    text = written(text)
    if not text:
        raise InvalidInput("Write something first.", field="text")
    if len(text) > settings.LIMIT_COMMENT_LENGTH:
        raise InvalidInput(
            f"The comment has {len(text)} characters; {settings.LIMIT_COMMENT_LENGTH} fit. Shorten it.", field="text"
        )
    claim = locked_claim(claim_id=claim_id)
    row = Comment.objects.create(claim=claim, by=by, text=text, at=timezone.now())
    Watch.objects.get_or_create(person=by, claim=claim)
    called = [person.pk for person in called_in(text) if person.pk != by.pk]
    data = {"comment": row.pk, "text": text, "called": called}
    record_act(by=by, action="claim.commented", claim=claim, data=data, before={"comment": row.pk})
    announce(notices_due)
    return row


def called_in(text: str) -> list[User]:
    """The people called by @name in a text who can see the newsroom; a full stop after a name is none of it."""
    names = {name.rstrip(".-+").casefold() for name in _CALLED.findall(text)}
    people = User.objects.filter(is_active=True, username__in=_cases(text, names))
    return [person for person in people if person.may(Capability.READ_DESK)]


def _cases(text: str, names: set[str]) -> list[str]:
    """The names as they are written and in lower case: user names are told apart by case, people forget it."""
    written = {name.rstrip(".-+") for name in _CALLED.findall(text)}
    return sorted(written | names)


@transaction.atomic
def withdraw_comment(*, by: User, comment_id: int) -> Comment:
    """Take a comment back: one's own, or as an editor anybody's. Raises NotAllowed, Conflict."""
    row = Comment.objects.select_for_update(of=("self",)).filter(pk=comment_id).first()
    if row is None or row.withdrawn_at is not None:
        raise Conflict("This comment is not there any more.")
    if row.by_id != by.pk and not by.may(Capability.MANAGE_DESK):
        raise NotAllowed("Only the person who wrote this, or an editor, can take it back.")
    claim = locked_claim(claim_id=row.claim_id)
    row.withdrawn_by, row.withdrawn_at = by, timezone.now()
    row.save(update_fields=["withdrawn_by", "withdrawn_at"])
    record_act(by=by, action="comment.withdrawn", claim=claim, data={"comment": row.pk}, before={"comment": row.pk})
    return row


def undo_comment(by: User, claim: Claim, act: Act) -> Claim:
    """A comment that was just written is taken back."""
    changed = Comment.objects.filter(pk=act.before["comment"], withdrawn_at__isnull=True).update(
        withdrawn_by=by, withdrawn_at=timezone.now()
    )
    if not changed:
        raise Conflict("This comment is taken back already.")
    return claim


def undo_withdrawal(_by: User, claim: Claim, act: Act) -> Claim:
    """A comment that was just taken back is there again."""
    Comment.objects.filter(pk=act.before["comment"]).update(withdrawn_by=None, withdrawn_at=None)
    return claim
