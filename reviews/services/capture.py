"""Keep what stands at an address that serves as evidence."""

from __future__ import annotations

import hashlib
from datetime import timedelta

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from audit.services import record
from core import leases
from core.http import Fetched, FetchError, FetchLimits, fetch
from reviews.captured import has_words, text_of
from reviews.enums import CaptureState, PictureState
from reviews.models import Evidence
from reviews.picturing import browser, can_draw
from reviews.services.recheck import WAITS

LEASE_SECONDS = 120


def capture_evidence(*, evidence_id: int) -> Evidence | None:
    """Fetch the address, keep the bytes with their SHA-256 and the time. None if it is done, held or gone.

    A page that cannot be captured says nothing about the claim: the row keeps the reason, the evidence stands.
    The fetch happens outside any transaction; the result is written in one, with its audit event.
    """
    due = Evidence.objects.filter(pk=evidence_id, capture_state=CaptureState.DUE)
    if not leases.take(due, seconds=LEASE_SECONDS, attempts="capture_attempts", lease="capture_leased_until"):
        _give_up(evidence_id)
        return None
    evidence = Evidence.objects.get(pk=evidence_id)
    limits = FetchLimits(max_bytes=settings.LIMIT_FETCH_BYTES, total_seconds=settings.LIMIT_FETCH_SECONDS)
    try:
        fetched = fetch(evidence.url, limits=limits)
    except FetchError as error:
        _failed(evidence, error)
        return evidence
    _captured(
        evidence,
        fetched,
        text_of(
            fetched.body,
            content_type=fetched.content_type,
            charset=fetched.charset,
            url=fetched.final_url,
            truncated=fetched.truncated,
        ),
    )
    return evidence


@transaction.atomic
def _captured(evidence: Evidence, fetched: Fetched, text: str) -> None:
    locked = Evidence.objects.select_for_update(of=("self",)).get(pk=evidence.pk)
    if locked.capture_state != CaptureState.DUE:
        return
    digest = hashlib.sha256(fetched.body).hexdigest()
    locked.capture_state = CaptureState.CAPTURED
    locked.capture_reason = "Only the beginning was kept: the page is very large." if fetched.truncated else ""
    locked.captured_at = fetched.fetched_at
    locked.captured_url = fetched.final_url
    locked.capture_sha256 = digest
    locked.capture_text = text
    locked.quotation_found = (
        has_words(locked.quotation, text=text, body=fetched.body, charset=fetched.charset) if text else None
    )
    locked.capture_type = fetched.content_type
    locked.picture_state = PictureState.DUE if browser() and can_draw(fetched.content_type) else PictureState.NONE
    locked.check_due_at = fetched.fetched_at + timedelta(days=WAITS[0])
    locked.capture_leased_until = None
    locked.capture_file.save(f"{digest}.bin", ContentFile(fetched.body), save=False)
    locked.save()
    data = {"evidence": locked.pk, "sha256": digest, "url": fetched.final_url, "bytes": len(fetched.body)}
    record(by=None, action="evidence.captured", target=locked.claim, data=data, binds=[locked])


@transaction.atomic
def _failed(evidence: Evidence, error: FetchError) -> None:
    ended = error.permanent or evidence.capture_attempts >= leases.MAX_ATTEMPTS
    Evidence.objects.filter(pk=evidence.pk, capture_state=CaptureState.DUE).update(
        capture_state=CaptureState.FAILED if ended else CaptureState.DUE,
        capture_reason=error.reason,
        capture_leased_until=None if ended else timezone.now() + timedelta(minutes=2),
    )
    if ended:
        data = {"evidence": evidence.pk, "reason": error.reason}
        record(by=None, action="evidence.not_captured", target=evidence.claim, data=data, binds=[evidence])


def _give_up(evidence_id: int) -> None:
    spent = leases.spent(
        Evidence.objects.filter(pk=evidence_id, capture_state=CaptureState.DUE),
        attempts="capture_attempts",
        lease="capture_leased_until",
    )
    with transaction.atomic():
        for evidence in spent.select_for_update(of=("self",)):
            evidence.capture_state = CaptureState.FAILED
            evidence.capture_reason = evidence.capture_reason or "The page could not be captured after three tries."
            evidence.save(update_fields=["capture_state", "capture_reason"])
            data = {"evidence": evidence.pk, "reason": evidence.capture_reason}
            record(by=None, action="evidence.not_captured", target=evidence.claim, data=data, binds=[evidence])
