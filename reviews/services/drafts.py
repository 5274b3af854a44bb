"""Keep half-written words for their writer, whatever happens to page, lease or network."""

from __future__ import annotations

import re
from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from core.errors import InvalidInput
from core.text import clean
from reviews.models import Draft

KEY = re.compile(r"[a-z][a-z0-9-]{0,79}")
_MOST_DRAFTS = 300  # of one person; the oldest give way
_MOST_FIELDS = 30
_MOST_CHARACTERS = 250_000  # of one draft: more than any field takes


@transaction.atomic
def keep_draft(*, by: User, key: str, values: Mapping[str, str]) -> Draft | None:
    """Keep what `by` has typed into the form `key` so far; nothing typed means no draft. Not an act: no audit event.

    Raises InvalidInput for a key that is none, or more than a form can hold.
    """
    if not KEY.fullmatch(key):
        raise InvalidInput("This is no form of the desk.", field="key")
    kept = {name[:80]: clean(text).text for name, text in values.items() if text.strip()}
    if len(kept) > _MOST_FIELDS or sum(map(len, kept.values())) > _MOST_CHARACTERS:
        raise InvalidInput(f"A draft holds {_MOST_CHARACTERS} characters at most. Shorten it.", field="values")
    if not kept:
        forget_draft(by=by, key=key)
        return None
    draft, created = Draft.objects.update_or_create(
        owner=by, key=key, defaults={"values": kept, "changed_at": timezone.now()}
    )
    if created:
        old = Draft.objects.filter(owner=by).order_by("-changed_at", "-pk").values_list("pk", flat=True)[_MOST_DRAFTS:]
        Draft.objects.filter(pk__in=list(old)).delete()
    return draft


def forget_draft(*, by: User, key: str) -> None:
    """The words were sent, or thrown away by their writer."""
    Draft.objects.filter(owner=by, key=key).delete()
