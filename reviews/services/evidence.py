"""Add evidence to a claim, or withdraw it."""

from __future__ import annotations

import hashlib

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from accounts.policies import check_may
from accounts.roles import Capability
from core.announce import announce
from core.errors import Conflict, InvalidInput, NotAllowed
from core.text import one_line, written
from reviews import policies
from reviews.captured import content_type_of, has_words, text_of
from reviews.enums import CaptureState, EvidenceStance, PictureState
from reviews.models import Evidence
from reviews.picturing import browser, can_draw
from reviews.services.acts import record_act
from reviews.services.locked import locked_claim
from reviews.services.public_address import public_address
from reviews.signals import evidence_added, evidence_captured


@transaction.atomic
def add_evidence(
    *,
    by: User,
    claim_id: int,
    quotation: str,
    stance: EvidenceStance,
    url: str = "",
    title: str = "",
    primary: bool = False,
) -> Evidence:
    """Keep a source for or against a claim: its address, the words in it that matter, and what they do.

    A worker captures the address afterwards. The same evidence twice is one row. `primary`: it is the source itself,
    not a report about it.
    Raises InvalidInput for an address that is none or words that are missing, NotAllowed.
    """
    check_may(by, Capability.REVIEW_CLAIM)
    quotation, title = _quotation(quotation), one_line(title, limit=300)
    address = public_address(url, field="url")
    claim = locked_claim(claim_id=claim_id)
    policies.check_not_merged(claim)
    evidence, created = Evidence.objects.get_or_create(
        claim=claim,
        url=address,
        quotation=quotation,
        stance=stance,
        withdrawn_at=None,
        defaults={
            "title": title,
            "primary": primary,
            "added_by": by,
            "added_at": timezone.now(),
            "capture_state": CaptureState.DUE if address else CaptureState.NOT_NEEDED,
        },
    )
    if created:
        data = {
            "evidence": evidence.pk,
            "url": address,
            "quotation": quotation,
            "stance": stance,
            "title": title,
            "primary": primary,
        }
        record_act(
            by=by, action="evidence.added", claim=claim, data=data, before={"evidence": evidence.pk}, binds=[evidence]
        )
        announce(evidence_added, evidence_id=evidence.pk)
    return evidence


def add_file_evidence(
    *,
    by: User,
    claim_id: int,
    quotation: str,
    stance: EvidenceStance,
    name: str,
    content: bytes,
    title: str = "",
    primary: bool = False,
) -> Evidence:
    """Keep an uploaded file as a source: its bytes as they are, their SHA-256, the time, and its readable text.

    The same file with the same words twice is one row. The file is read in a limited child process, before anything
    is locked. Raises InvalidInput (empty, too large, no words), NotAllowed, Conflict (merged claim).
    """
    check_may(by, Capability.REVIEW_CLAIM)
    quotation, title = _quotation(quotation), one_line(title, limit=300)
    name = one_line(name.replace("\\", "/").rpartition("/")[2], limit=200) or "file"
    if not content:
        raise InvalidInput("This file is empty. Choose another.", field="file")
    if len(content) > settings.LIMIT_UPLOAD_BYTES:
        limit = settings.LIMIT_UPLOAD_BYTES // (1024 * 1024)
        raise InvalidInput(f"This file is too large: {limit} MB fit. Keep the pages that matter.", field="file")
    kind = content_type_of(content, name)
    text = text_of(content, content_type=kind, filename=name)
    digest = hashlib.sha256(content).hexdigest()
    with transaction.atomic():
        claim = locked_claim(claim_id=claim_id)
        policies.check_not_merged(claim)
        standing = Evidence.objects.filter(
            claim=claim, url="", capture_sha256=digest, quotation=quotation, stance=stance, withdrawn_at__isnull=True
        )
        known = standing.first()
        if known is not None:
            return known
        now = timezone.now()
        evidence = Evidence(
            claim=claim,
            quotation=quotation,
            stance=stance,
            title=title or name,
            primary=primary,
            # Two files of one name are two: the hash tells them apart.
            uploaded_name=f"{digest[:8]} {name}",
            added_by=by,
            added_at=now,
            capture_state=CaptureState.CAPTURED,
            captured_at=now,
            capture_sha256=digest,
            capture_text=text,
            capture_type=kind,
            quotation_found=has_words(quotation, text=text, body=content) if text else None,
            picture_state=PictureState.DUE if browser() and can_draw(kind) else PictureState.NONE,
        )
        evidence.capture_file.save(f"{digest}.bin", ContentFile(content), save=False)
        evidence.save(force_insert=True)
        data = {
            "evidence": evidence.pk,
            "file": name,
            "sha256": digest,
            "bytes": len(content),
            "quotation": quotation,
            "stance": stance,
            "title": evidence.title,
            "primary": primary,
        }
        record_act(
            by=by, action="evidence.added", claim=claim, data=data, before={"evidence": evidence.pk}, binds=[evidence]
        )
        if evidence.picture_state == PictureState.DUE:
            announce(evidence_captured, evidence_id=evidence.pk)
    return evidence


@transaction.atomic
def withdraw_evidence(*, by: User, claim_id: int, evidence_id: int) -> Evidence:
    """Take evidence of this claim back. The row stays. Only who added it, or an editor, may.

    Raises Conflict once a verdict of the present round was given with this evidence before the reviewer's eyes.
    """
    check_may(by, Capability.REVIEW_CLAIM)
    claim = locked_claim(claim_id=claim_id)
    evidence = Evidence.objects.select_for_update(of=("self",)).filter(pk=evidence_id, claim=claim).first()
    if evidence is None or evidence.withdrawn_at is not None:
        raise Conflict("This evidence is not there any more. Reload the claim to see what stands.")
    if evidence.added_by_id != by.pk and not by.may(Capability.PUBLISH):
        raise NotAllowed("Only the person who added this evidence, or an editor, may withdraw it.")
    policies.check_no_verdict_rests_on(claim, evidence)
    evidence.withdrawn_by = by
    evidence.withdrawn_at = timezone.now()
    evidence.save(update_fields=["withdrawn_by", "withdrawn_at"])
    data = {"evidence": evidence.pk}
    record_act(by=by, action="evidence.withdrawn", claim=claim, data=data, before=data, binds=[evidence])
    return evidence


def _quotation(text: str) -> str:
    words = written(text)
    if not words:
        raise InvalidInput("Quote the words that matter, so that others can find them.", field="quotation")
    if len(words) > settings.LIMIT_QUOTATION_LENGTH:
        raise InvalidInput(
            f"The quotation has {len(words)} characters; {settings.LIMIT_QUOTATION_LENGTH} fit. Keep the sentence"
            " that matters.",
            field="quotation",
        )
    return words
