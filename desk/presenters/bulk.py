"""What was done to several claims, in words."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reviews.enums import BulkKind
from reviews.models import Bulk
from reviews.services import BulkDone


def said_of(bulk: Bulk, count: int) -> str:
    """ "12 claims dismissed: no time.", for as many as it still holds of."""
    return _done(BulkKind(bulk.kind), count, bulk.words)


def said(done: BulkDone) -> str:
    """ "12 claims dismissed: no time." """
    return _done(BulkKind(done.bulk.kind), done.done, done.bulk.words)


def _done(kind: BulkKind, count: int, words: str) -> str:
    claims = ngettext("%(n)d claim", "%(n)d claims", count) % {"n": count}
    if kind == BulkKind.ASSIGN:
        return (
            _("%(claims)s assigned to %(who)s.") % {"claims": claims, "who": words}
            if words
            else _("%s assigned to nobody.") % claims
        )
    if kind == BulkKind.TOPIC:
        return _("%(claims)s put under %(topic)s.") % {"claims": claims, "topic": words}
    if kind == BulkKind.TAKE:
        return _("%s taken.") % claims
    return _("%(claims)s dismissed: %(why)s.") % {"claims": claims, "why": words}
