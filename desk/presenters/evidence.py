"""One piece of evidence as pages show it: what it says, whether it is captured, and how its page has done since."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.roles import Capability
from desk.presenters.words import day
from reviews.enums import CaptureState, CheckState, PictureState
from reviews.models import Evidence


def evidence_row(row: Evidence, *, viewer: User) -> dict[str, Any]:
    """What components/evidence_item.html takes. The row brings who added it."""
    state, note = _state(row)
    removable = row.withdrawn_at is None and (viewer.may(Capability.PUBLISH) or row.added_by_id == viewer.pk)
    kept = bool(row.capture_file)
    return {
        "id": row.pk,
        "stance": row.stance,
        "title": row.title or row.url or _("on record"),
        "url": row.url,
        "quotation": row.quotation,
        "added_by": row.added_by.display_name,
        "state": state,
        "state_note": note,
        "sha256": row.capture_sha256 or "",
        "capture_url": reverse("desk:evidence", args=[row.pk]) if kept else "",
        "bytes_url": reverse("desk:evidence-bytes", args=[row.pk]) if kept else "",
        "picture_url": reverse("desk:evidence-picture", args=[row.pk])
        if row.picture_state == PictureState.TAKEN
        else "",
        "remove_url": reverse("desk:evidence-withdraw", args=[row.claim_id, row.pk]) if removable else "",
    }


def _state(row: Evidence) -> tuple[str, str]:
    """How it stands, in a word for the page and words for people. What could not be seen is never held against it."""
    if row.capture_state == CaptureState.DUE:
        return "waiting", _("being captured")
    if row.capture_state == CaptureState.FAILED:
        return "failed", row.capture_reason or _("could not be captured")
    if row.capture_state == CaptureState.NOT_NEEDED:
        return "", ""
    captured = _("uploaded %s") if row.uploaded_name else _("captured %s")
    note = captured % day(row.captured_at)
    if row.quotation_found is False:
        return "changed", _("%s; the quoted words are not in it") % note
    if row.check_state == CheckState.CHANGED:
        return "changed", _("%(captured)s; page changed since (seen %(day)s)") % {
            "captured": note,
            "day": day(row.checked_at),
        }
    if row.check_state == CheckState.GONE:
        return "changed", _("%(captured)s; page gone since (seen %(day)s)") % {
            "captured": note,
            "day": day(row.checked_at),
        }
    return "captured", note
