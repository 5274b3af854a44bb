"""What every page of the newsroom may show about the person who reads it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from accounts.models import User
from accounts.roles import Capability
from desk.keys import FIXED, KEYS
from desk.presenters.talk import bell
from desk.presenters.undo import undo_bar


def person_at_the_desk(request: HttpRequest) -> dict[str, Any]:
    """`manages`: whether they manage the desk; `legend`: all keys; `last_act`: what they can still take back; `bell`:
    what they have not read; `draft_done`: the form whose draft the server has just taken. Asked for where they are
    shown, and the last only once."""
    viewer = getattr(request, "user", None)
    if not isinstance(viewer, User):
        return {}
    return {
        "manages": viewer.may(Capability.MANAGE_DESK),
        "legend": {"keys": KEYS, "fixed": FIXED},
        "last_act": SimpleLazyObject(lambda: undo_bar(viewer)),
        "bell": SimpleLazyObject(lambda: bell(viewer)),
        "draft_done": SimpleLazyObject(lambda: request.session.pop("draft_done", "")),
    }
