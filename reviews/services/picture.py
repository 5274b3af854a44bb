"""A picture of captured evidence, drawn from the kept bytes."""

from __future__ import annotations

import hashlib

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from audit.services import record
from core import leases
from core.text import clean, decode
from reviews.enums import PictureState
from reviews.models import Evidence
from reviews.picturing import CannotDraw, draw

LEASE_SECONDS = 120


def picture_evidence(*, evidence_id: int) -> Evidence | None:
    """Draw the captured bytes and keep the picture with its SHA-256. None if it is done, held or given up.

    Nothing is fetched. A picture that cannot be drawn takes nothing from the capture.
    """
    due = Evidence.objects.filter(pk=evidence_id, picture_state=PictureState.DUE)
    if not leases.take(due, seconds=LEASE_SECONDS, attempts="picture_attempts", lease="picture_leased_until"):
        spent = leases.spent(due, attempts="picture_attempts", lease="picture_leased_until")
        spent.update(picture_state=PictureState.FAILED, picture_leased_until=None)
        return None
    evidence = Evidence.objects.get(pk=evidence_id)
    with evidence.capture_file.open("rb") as kept:
        body = kept.read()
    taken = timezone.localtime(evidence.captured_at).isoformat(timespec="seconds") if evidence.captured_at else ""
    heading = f"{evidence.captured_url or evidence.uploaded_name} · {taken} · SHA-256 {evidence.capture_sha256}"
    try:
        drawn = draw(
            body,
            text=clean(decode(body).text).text,
            content_type=evidence.capture_type,
            heading=heading,
        )
    except CannotDraw:
        due.update(picture_state=PictureState.FAILED, picture_leased_until=None)
        return evidence
    _keep(evidence_id, drawn)
    return evidence


@transaction.atomic
def _keep(evidence_id: int, drawn: bytes) -> None:
    locked = Evidence.objects.select_for_update(of=("self",)).select_related("claim").get(pk=evidence_id)
    if locked.picture_state != PictureState.DUE:
        return
    locked.picture_state = PictureState.TAKEN
    locked.picture_leased_until = None
    locked.picture_sha256 = hashlib.sha256(drawn).hexdigest()
    locked.picture_file.save(f"{locked.picture_sha256}.png", ContentFile(drawn), save=False)
    locked.save(update_fields=["picture_state", "picture_leased_until", "picture_sha256", "picture_file"])
    data = {"evidence": locked.pk, "sha256": locked.picture_sha256, "of": locked.capture_sha256}
    record(by=None, action="evidence.pictured", target=locked.claim, data=data)
