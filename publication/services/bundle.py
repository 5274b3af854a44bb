"""Make the evidence bundle of an edition: what a stranger needs to check it without us."""

from __future__ import annotations

import hashlib
import tempfile
import zipfile
from pathlib import Path
from typing import IO, Any

from django.conf import settings
from django.core.files import File
from django.db import IntegrityError, transaction

from accounts.models import User
from accounts.policies import check_may
from accounts.roles import Capability
from audit import signing
from audit.binding import text_of
from audit.canonical import canonical_json, moment
from audit.checkpoint import Checkpoint
from audit.merkle import Tree
from audit.models import AuditEvent
from audit.services import ledger_key, write_checkpoint
from publication import offline
from publication.models import Bundle, Edition
from publication.queries import publication_event
from reviews.models import Evidence
from reviews.queries import blind_events

TITLE = b"claimdesk evidence bundle 1\n"
# What readers are shown in full: what was published, and what the machinery did. Of the others they are shown that
# they are in the ledger, not who did them.
_OPEN = ("edition.", "evidence.captured", "evidence.not_captured", "evidence.checked", "evidence.pictured")
_SHOWN = (*_OPEN, "evidence.", "claim.decided", "claim.reopened")

_README = """Evidence bundle of {desk}
{claim}

    python3 verify.py {name}

checks all of it offline with the standard library of Python. Give it --public-key with the desk's key from
{address}/ledger/public-key.pem, and it needs to believe nothing that is in here.

edition.json      what was published, as it was recorded
events.json       what was done, each with its proof that it is in the desk's ledger; events without a record are
                  sealed: they are in the ledger, and what they say is the desk's to show
captures/         the pages as they were captured, named by their SHA-256
checkpoint.json   the ledger as the desk signed it; later ones are at {address}/ledger/checkpoints.jsonl
public-key.pem    the key it was signed with (Ed25519)
manifest.json     the SHA-256 of each file; manifest.sig is the key's signature over it
"""


def build_bundle(*, edition_id: int) -> Bundle | None:
    """Make and keep the public bundle of an edition, once. The ledger is signed first, if it is not yet.

    Raises Conflict for a ledger that does not fit what was signed, KeyMissing where the key is not.
    """
    edition = Edition.objects.select_related("fact_check").filter(pk=edition_id, bundle__isnull=True).first()
    event = publication_event(edition) if edition else None
    if edition is None or event is None:
        return None
    checkpoint = write_checkpoint(at_least=event.sequence)
    assert checkpoint is not None
    name = f"claim-{edition.fact_check.claim_id}-edition-{edition.number}.zip"
    with tempfile.TemporaryFile() as file:
        _pack(file, edition, upto=event.sequence, checkpoint=checkpoint, name=name, reader=None)
        file.seek(0)
        digest = hashlib.file_digest(file, "sha256").hexdigest()
        bundle = Bundle(edition=edition, sha256=digest, size=file.tell(), signed_events=checkpoint.sequence)
        try:
            with transaction.atomic():
                bundle.file.save(name, File(file), save=False)
                bundle.save()
        except IntegrityError:  # another worker was a moment faster: its file is as good
            bundle.file.delete(save=False)
            return Bundle.objects.get(edition=edition)
    return bundle


def pack_for_desk(*, by: User, edition: Edition, into: IO[bytes]) -> None:
    """The same for the newsroom, with every event of the claim in full, up to this edition.

    A verdict that this person may not see yet is sealed as it is for readers: opened again and retracted, a claim has
    an edition that comes after a first verdict.
    """
    check_may(by, Capability.READ_DESK)
    event = publication_event(edition)
    assert event is not None
    checkpoint = write_checkpoint(at_least=event.sequence)
    assert checkpoint is not None
    name = f"claim-{edition.fact_check.claim_id}-edition-{edition.number}-desk.zip"
    _pack(into, edition, upto=event.sequence, checkpoint=checkpoint, name=name, reader=by)
    into.seek(0)


def _pack(
    file: IO[bytes], edition: Edition, *, upto: int, checkpoint: Checkpoint, name: str, reader: User | None
) -> None:
    """`reader`: the colleague it is for; None for the public."""
    listed: dict[str, str] = {}
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:

        def add(path: str, content: bytes) -> None:
            packed.writestr(path, content)
            listed[path] = hashlib.sha256(content).hexdigest()

        readme = _README.format(
            desk=settings.DESK_NAME, claim=edition.claim_text, name=name, address=settings.PUBLIC_URL.rstrip("/")
        )
        add("README.txt", readme.encode())
        add("verify.py", (Path(offline.__file__).parent / "verify.py").read_bytes())
        add("edition.json", text_of(edition).encode())
        events = _events(edition, upto=upto, size=checkpoint.sequence, reader=reader)
        add("events.json", canonical_json(events).encode())
        add("checkpoint.json", checkpoint.line().encode())
        for digest, content in _captures(edition):
            add(f"captures/{digest}.bin", content)
        key = ledger_key()
        add("public-key.pem", signing.public_pem(key.public_key()))
        manifest = canonical_json({"form": 1, "files": listed}).encode()
        packed.writestr("manifest.json", manifest)
        packed.writestr("manifest.sig", signing.sign(key, TITLE + manifest))


def _events(edition: Edition, *, upto: int, size: int, reader: User | None) -> list[dict[str, Any]]:
    hashes = AuditEvent.objects.filter(sequence__lte=size).order_by("sequence").values_list("hash", flat=True)
    tree = Tree(hashes.iterator(chunk_size=10_000))
    shown = AuditEvent.objects.filter(
        target_type="claim", target_id=edition.fact_check.claim_id, sequence__lte=upto
    ).order_by("sequence")
    blind = blind_events(edition.fact_check.claim, viewer=reader) if reader else set()

    def is_open(event: AuditEvent) -> bool:
        return event.sequence not in blind if reader else event.action.startswith(_OPEN)

    return [
        {
            "sequence": event.sequence,
            "action": event.action,
            "at": moment(event.at),
            "hash": event.hash,
            "previous_hash": event.previous_hash,
            "record": event.record() if is_open(event) else None,
            "proof": tree.proof(event.sequence - 1),
        }
        for event in shown
        if reader or event.action.startswith(_SHOWN)
    ]


def _captures(edition: Edition) -> list[tuple[str, bytes]]:
    """The kept bytes of the evidence that the edition names; those that are gone or changed are left out."""
    wanted = {row["id"]: row["sha256"] for row in edition.snapshot["evidence"] if row.get("sha256")}
    found: dict[str, bytes] = {}
    for row in Evidence.objects.filter(pk__in=wanted).exclude(capture_file="").order_by("pk"):
        try:
            with row.capture_file.open("rb") as file:
                content = file.read()
        except OSError:
            continue
        digest = hashlib.sha256(content).hexdigest()
        if digest == wanted[row.pk]:
            found[digest] = content
    return sorted(found.items())
