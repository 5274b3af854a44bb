"""What every page of the newsroom may show about the person who reads it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from accounts.models import User
from accounts.roles import Capability
from desk.keys import FIXED, KEYS
from desk.presenters.talk import bell
from desk.presenters.undo import UndoBar, undo_bar

_QUEUE = frozenset({"desk:queue", "desk:take"})  # the list, and the row that is put into it again


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
        "last_act": SimpleLazyObject(lambda: _undo_bar(request, viewer)),
        "bell": SimpleLazyObject(lambda: bell(viewer)),
        "draft_done": SimpleLazyObject(lambda: request.session.pop("draft_done", "")),
    }


def _undo_bar(request: HttpRequest, viewer: User) -> UndoBar | None:
    match = request.resolver_match
    if match is None:
        return undo_bar(viewer, claim_id=None, everything=False)
    at_queue = match.view_name in _QUEUE
    return undo_bar(viewer, claim_id=None if at_queue else match.kwargs.get("claim_id"), everything=at_queue)
