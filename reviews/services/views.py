"""Saved views of the queue: kept, renamed, shared, thrown away."""

from __future__ import annotations

from django.db import IntegrityError, transaction

from accounts.models import User
from accounts.policies import check_may
from accounts.roles import Capability
from audit.services import record
from core.errors import Conflict, InvalidInput, NotAllowed
from core.text import one_line
from reviews.models import SavedView

MOST_VIEWS = 30  # of one person


@transaction.atomic
def save_view(*, by: User, name: str, query: str, shared: bool = False) -> SavedView:
    """Keep filters under a name. Raises NotAllowed for a reader who would share it with the desk, InvalidInput for no
    name, no filters or too many views, Conflict for a name that is taken.
    """
    check_may(by, Capability.READ_DESK)
    if shared:
        check_may(by, Capability.REVIEW_CLAIM)
    name = one_line(name, limit=60)
    if not name:
        raise InvalidInput("Give the view a name.", field="name")
    if not query or len(query) > 1000:
        raise InvalidInput("Choose a filter first: the view keeps what is chosen.", field="name")
    if SavedView.objects.filter(owner=by).count() >= MOST_VIEWS:
        raise InvalidInput(f"You have {MOST_VIEWS} views. Throw one away first.", field="name")
    try:
        with transaction.atomic():
            view = SavedView.objects.create(owner=by, name=name, query=query, shared=shared)
    except IntegrityError as error:
        raise Conflict("You have a view of this name already. Choose another name.", field="name") from error
    record(by=by, action="view.saved", target=view, data={"name": name, "query": query, "shared": shared})
    return view


@transaction.atomic
def remove_view(*, by: User, view_id: int) -> None:
    """Throw a view away: one's own, or as an editor a shared one."""
    view = SavedView.objects.select_for_update(of=("self",)).filter(pk=view_id).first()
    if view is None:
        raise Conflict("This view is not there any more.")
    if view.owner_id != by.pk:
        if not view.shared:
            raise Conflict("This view is not there any more.")
        if not by.may(Capability.MANAGE_DESK):
            raise NotAllowed("Only the person who made this view, or an editor, can throw it away.")
    record(by=by, action="view.removed", target=view, data={"name": view.name, "query": view.query})
    view.delete()
