"""The evidence bundle of a published claim: a stranger checks it offline, and sees each change."""

from __future__ import annotations

import hashlib
import io
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from audit.queries.checkpoints import public_key_file
from audit.services import record, write_checkpoint
from audit.signing import public_pem
from claims.models import Claim
from publication import tasks
from publication.models import Bundle, Edition
from publication.offline import verify
from publication.services import publish, retract
from reviews.enums import EvidenceStance
from reviews.models import Evidence
from reviews.services import add_evidence, decide, reopen, take

pytestmark = pytest.mark.django_db

PAGE = b"<p>The record, as it was captured.</p>"


@pytest.fixture
def edition(claim: Claim, ada: User, bo: User, eve: User) -> Edition:
    """A published claim with a captured page, in a ledger with other acts before and after."""
    record(by=ada, action="user.greeted", target=ada)
    evidence = add_evidence(by=ada, claim_id=claim.pk, quotation="The record.", stance=EvidenceStance.SUPPORTS)
    evidence.capture_file.save("page.bin", ContentFile(PAGE), save=False)
    Evidence.objects.filter(pk=evidence.pk).update(
        url="https://example.org/record",
        capture_state="captured",
        captured_at=timezone.now(),
        capture_sha256=hashlib.sha256(PAGE).hexdigest(),
        capture_file=evidence.capture_file.name,
    )
    record(by=None, action="evidence.captured", target=claim, binds=[evidence])
    for by in (ada, bo):
        now = take(by=by, claim_id=claim.pk)
        decide(by=by, claim_id=claim.pk, expected_version=now.version, verdict="confirmed", rationale="So it is.")
    claim.refresh_from_db()
    found = publish(by=eve, claim_id=claim.pk, expected_version=claim.version)
    for _turn in range(3):
        record(by=ada, action="user.greeted", target=ada)
    tasks.build_bundle(edition_id=found.pk)
    return found


def downloaded(client: Client, edition: Edition, tmp_path: Path, name: str = "publication:bundle") -> Path:
    answer = client.get(reverse(name, args=[edition.fact_check.claim_id]))
    assert answer.status_code == 200
    path = tmp_path / "bundle.zip"
    path.write_bytes(b"".join(answer.streaming_content))  # type: ignore[attr-defined]
    return path


def run(place: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """The verifier out of the bundle itself, in a Python that sees the standard library and nothing else."""
    script = place.parent / "verify-it.py"
    script.write_bytes(zipfile.ZipFile(place).read("verify.py"))
    return subprocess.run(
        [sys.executable, "-I", "-S", str(script), str(place), *options], capture_output=True, text=True, check=False
    )


def test_a_stranger_checks_the_bundle_offline(client: Client, edition: Edition, tmp_path: Path) -> None:
    place = downloaded(client, edition, tmp_path)
    done = run(place, "--public-key", str(public_key_file()))
    assert done.returncode == 0, done.stderr
    assert "All sound." in done.stdout
    assert "Captures: 1 sound" in done.stdout
    assert edition.claim_text in done.stdout
    page = client.get(reverse("publication:claim", args=[edition.fact_check.claim_id, edition.fact_check.slug]))
    assert reverse("publication:bundle", args=[edition.fact_check.claim_id]) in page.content.decode()


def test_each_file_that_is_changed_removed_or_added_is_named(client: Client, edition: Edition, tmp_path: Path) -> None:
    place = downloaded(client, edition, tmp_path)
    with zipfile.ZipFile(place) as packed:
        files = {name: packed.read(name) for name in packed.namelist()}
    assert {name.partition("/")[0] for name in files} == {
        "README.txt",
        "captures",
        "checkpoint.json",
        "edition.json",
        "events.json",
        "manifest.json",
        "manifest.sig",
        "public-key.pem",
        "verify.py",
    }

    def wrong(changed: dict[str, bytes]) -> str:
        other = tmp_path / "changed.zip"
        with zipfile.ZipFile(other, "w") as packed:
            for name, content in changed.items():
                packed.writestr(name, content)
        with pytest.raises(verify.NotSound) as found:
            verify.check(other, public_key_file())
        return str(found.value)

    for name, content in files.items():
        for edit in (content + b" ", content[:-1], bytes([content[0] ^ 1]) + content[1:]):
            assert (
                (name in wrong({**files, name: edit}))
                or name.startswith("manifest")
                or "read" in wrong({**files, name: edit})
            )
        left = {other: kept for other, kept in files.items() if other != name}
        assert name in wrong(left)
    assert "captures/more.bin" in wrong({**files, "captures/more.bin": b"x"})


def test_a_bundle_signed_anew_by_another_is_found_with_the_desks_key(
    client: Client, edition: Edition, tmp_path: Path
) -> None:
    place = downloaded(client, edition, tmp_path)
    other = tmp_path / "other.pem"
    other.write_bytes(public_pem(Ed25519PrivateKey.generate().public_key()))
    done = run(place, "--public-key", str(other))
    assert done.returncode == 1
    assert "NOT SOUND" in done.stderr


def test_readers_are_not_told_who_reviewed_and_the_desk_is(
    client: Client, edition: Edition, ada: User, tmp_path: Path
) -> None:
    place = downloaded(client, edition, tmp_path)
    events = zipfile.ZipFile(place).read("events.json").decode()
    assert "claim.decided" in events
    assert '"Ada"' not in events
    assert '"Bo"' not in events
    client.force_login(ada)
    whole = downloaded(client, edition, tmp_path, "desk:bundle")
    assert '"Ada"' in zipfile.ZipFile(whole).read("events.json").decode()
    assert run(whole).returncode == 0
    client.logout()
    assert client.get(reverse("desk:bundle", args=[edition.fact_check.claim_id])).status_code == 302


def test_a_blind_verdict_is_sealed_for_whoever_may_still_give_the_second(
    client: Client, edition: Edition, ada: User, bo: User, eve: User, tmp_path: Path
) -> None:
    """Opened again, judged once and then retracted: the retraction's bundle reaches over the first verdict."""
    claim = Claim.objects.get(pk=edition.fact_check.claim_id)
    now = reopen(by=eve, claim_id=claim.pk, expected_version=claim.version, reason="News.")
    now = take(by=ada, claim_id=now.pk)
    decide(by=ada, claim_id=now.pk, expected_version=now.version, verdict="disputed", rationale="Kept to myself.")
    retract(by=eve, claim_id=now.pk, reason="It was wrong.")

    def told(to: User) -> str:
        client.force_login(to)
        place = downloaded(client, edition, tmp_path, "desk:bundle")
        assert run(place).returncode == 0
        return zipfile.ZipFile(place).read("events.json").decode()

    assert "Kept to myself." in told(ada), "one's own is never blind"
    assert "Kept to myself." not in told(bo)
    assert "Kept to myself." not in told(eve)
    assert "So it is." in told(bo), "the round before is settled"
    now = take(by=bo, claim_id=now.pk)
    decide(by=bo, claim_id=now.pk, expected_version=now.version, verdict="disputed", rationale="I think so too.")
    assert "Kept to myself." in told(eve), "settled: everybody sees all"


def test_until_it_is_packed_the_reader_is_asked_to_come_back(client: Client, edition: Edition) -> None:
    Bundle.objects.all().delete()
    answer = client.get(reverse("publication:bundle", args=[edition.fact_check.claim_id]))
    assert (answer.status_code, answer["Retry-After"]) == (503, "60")
    tasks.sweep()
    assert Bundle.objects.get().edition == edition
    assert client.get(reverse("publication:bundle", args=[99_999_999])).status_code == 404


def test_the_verifiers_signatures_are_those_of_the_standard() -> None:
    for number in range(20):
        key = Ed25519PrivateKey.from_private_bytes(hashlib.sha256(b"%d" % number).digest())
        public, message = key.public_key().public_bytes_raw(), b"message %d" % number
        signature = key.sign(message)
        assert verify.signature_fits(public, message, signature)
        assert not verify.signature_fits(public, message + b".", signature)
        assert not verify.signature_fits(public, message, signature[:-1] + bytes([signature[-1] ^ 1]))
    # RFC 8032, section 7.1, test 1: an empty message.
    public = bytes.fromhex("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a")
    signature = bytes.fromhex(
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
        "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"
    )
    assert verify.signature_fits(public, b"", signature)


def test_the_ledger_is_signed_when_something_is_published(edition: Edition) -> None:
    bundle = Bundle.objects.get()
    assert bundle.signed_events >= 1
    assert io.BytesIO(bundle.file.read()).read(2) == b"PK"
    again = write_checkpoint(at_least=bundle.signed_events)
    assert again is not None
    assert again.sequence == bundle.signed_events
