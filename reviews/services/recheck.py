"""Look whether a captured page is still what it was."""

from __future__ import annotations

import hashlib
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from audit.services import record
from core.http import Fetched, FetchError, FetchLimits, fetch
from reviews.captured import has_words, squeezed, text_of
from reviews.enums import CaptureState, CheckState
from reviews.models import Evidence

LEASE = timedelta(minutes=10)
# Days until the next look, by how often nothing was new: a page that has stood for a month is looked at monthly.
WAITS = (1, 2, 4, 8, 16, 30)
_RETRY_HOURS = (1, 2, 4, 8, 24)
_GONE = (404, 410)


def recheck_evidence(*, evidence_id: int) -> Evidence | None:
    """Fetch the page again and say: unchanged, changed, gone, or that it could not be looked at. None if not due.

    The capture is never touched. A page that cannot be reached says nothing about the claim, nor that it is gone.
    """
    now = timezone.now()
    due = Evidence.objects.filter(
        pk=evidence_id, capture_state=CaptureState.CAPTURED, check_due_at__lte=now, withdrawn_at__isnull=True
    ).exclude(url="")
    # Moving the time on is the lease: another worker does not find it due.
    if not due.update(check_due_at=now + LEASE):
        return None
    evidence = Evidence.objects.select_related("claim").get(pk=evidence_id)
    limits = FetchLimits(max_bytes=settings.LIMIT_FETCH_BYTES, total_seconds=settings.LIMIT_FETCH_SECONDS)
    try:
        state, reason = _compare(evidence, fetch(evidence.url, limits=limits))
    except FetchError as error:
        if error.status in _GONE:
            state, reason = CheckState.GONE, "The page is not there any more. What was captured stays."
        else:
            state, reason = CheckState.UNKNOWN, error.reason
    return _keep(evidence_id, state, reason)


def _compare(evidence: Evidence, fetched: Fetched) -> tuple[CheckState, str]:
    text = text_of(
        fetched.body,
        content_type=fetched.content_type,
        charset=fetched.charset,
        url=fetched.final_url,
        truncated=fetched.truncated,
    )
    same_bytes = hashlib.sha256(fetched.body).hexdigest() == evidence.capture_sha256
    if same_bytes or (text and squeezed(text) == squeezed(evidence.capture_text)):
        return CheckState.UNCHANGED, ""
    if not text:
        return CheckState.CHANGED, "The page has changed, and has no readable text."
    if has_words(evidence.quotation, text=text, body=fetched.body, charset=fetched.charset):
        return CheckState.CHANGED, "The page has changed; the quoted words are still on it."
    return CheckState.CHANGED, "The page has changed; the quoted words are not on it."


@transaction.atomic
def _keep(evidence_id: int, state: CheckState, reason: str) -> Evidence:
    locked = Evidence.objects.select_for_update(of=("self",)).select_related("claim").get(pk=evidence_id)
    before, now = locked.check_state, timezone.now()
    if state == CheckState.UNKNOWN:
        locked.check_step += 1
        wait = timedelta(hours=_RETRY_HOURS[min(locked.check_step, len(_RETRY_HOURS)) - 1])
    else:
        locked.check_step = 0 if state != before else locked.check_step + 1
        wait = timedelta(days=WAITS[min(locked.check_step, len(WAITS) - 1)])
    locked.check_state, locked.check_reason = state, reason
    locked.checked_at, locked.check_due_at = now, now + wait
    locked.save(update_fields=["check_state", "check_reason", "checked_at", "check_due_at", "check_step"])
    if state != before:
        data = {"evidence": locked.pk, "state": state, "before": before, "reason": reason}
        record(by=None, action="evidence.checked", target=locked.claim, data=data)
    return locked
